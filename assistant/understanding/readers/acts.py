"""What a turn does: which act it is, and where it asks about an item.

The first that applies, in this order: a person or an order is asked for
(handoff), the shop's rules (policy question), its promotions, a comparison of
items shown, a question about an item shown, what is popular. Otherwise a turn
that changes something recommends where it opens a subject and refines where it
goes on with one; a turn that changes nothing is chat.
"""

from assistant.intent import Act, StartOver, Undo
from assistant.understanding.readers.draft import Draft, cue_at, said_at
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_lists import Cues, cues, function_words, listed


def find_commands(draft: Draft) -> None:
    """Read "undo" and "start over" where they stand as a clause of their own."""
    for table, operation in ((cues("acts.start_over"), StartOver()), (cues("acts.undo"), Undo())):
        for at in range(len(draft.sentence)):
            length = cue_at(draft, at, table)
            if length and _stands_alone(draft, at, at + length):
                draft.add(at, operation)
                draft.take(at, at + length)
                break


def _stands_alone(draft: Draft, start: int, end: int) -> bool:
    polite = listed(
        "please lets can you we i want to would like just and ok okay no so then now could"
    )
    while start > 0 and draft.sentence.word(start - 1) in polite:
        start -= 1
    if draft.sentence.word(end) in ("with", "and"):
        return draft.sentence.is_mark(start - 1)
    while draft.sentence.word(end) in listed(
        "please now then thanks the last change changes one step my that it thing turn"
    ):
        end += 1
    return draft.sentence.is_mark(start - 1) and draft.sentence.is_mark(end)


def find_questions(draft: Draft) -> None:
    """Mark the clauses that ask about items shown: what they name is asked, not required."""
    at = 0
    while at < len(draft.sentence):
        start = at
        while at < len(draft.sentence) and draft.sentence.word(at) not in (*",.;?!\n", "but"):
            at += 1
        if _asks_about_item(draft, start, at):
            draft.asked[start:at] = [True] * (at - start)
        at += 1


def _asks_about_item(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a clause opens with a question and points at an item shown.

    "What about the second one in green?" and "do you have it in green?" ask for a
    variant and so name what is wanted; "does it come in green?" asks about it.
    """
    while draft.sentence.word(start) in ("and", "so", "ok", "but", "also", "hmm", "well", "oh"):
        start += 1
    if _is_stated_question(draft, start, end):
        return True
    length = said_at(draft, start, cues("acts.about"))
    if not length or not any(start <= r.start < end for r in draft.references):
        return False
    opening = draft.sentence.words[start : start + length]
    if opening[0] in ("what", "how") and opening[-1] == "about":
        return not any(start <= m.start < end for m in draft.mentions)
    if opening[-1] in ("if", "whether"):
        return True
    return opening[:2] not in (("is", "there"), ("are", "there"), ("can", "you"), ("can", "i"))


def _is_stated_question(draft: Draft, start: int, end: int) -> bool:
    """Tell "the second one is waterproof?" and, as Chinese asks, "the second has an M?"."""
    reference = draft.reference_at(start)
    return (
        reference is not None
        and draft.sentence.word(end) == "?"
        and draft.sentence.word(reference.end) in ("is", "has", "have", "comes")
    )


def act_of(draft: Draft, *, opens: bool) -> Act | None:
    """Return the act that the turn's words name; None where it seeks or just chats.

    Args:
        draft: The turn with everything else read.
        opens: Whether it says what is sought for the first time.
    """
    conditions = (
        (Act.HANDOFF, _says(draft, cues("acts.person"))),
        (Act.HANDOFF, _says(draft, cues("acts.order")) and not _says(draft, cues("acts.policy"))),
        (Act.POLICY_QUESTION, _says(draft, cues("acts.policy")) and not opens),
        (Act.PROMOTIONS, haggles(draft) or _says(draft, cues("acts.promotions"))),
        (Act.COMPARE, _says(draft, cues("acts.compare")) and _points_at_several(draft)),
        (Act.ASK_ABOUT, any(draft.asked)),
        (Act.BROWSE_POPULAR, _says(draft, cues("acts.popular")) and not draft.references),
        (Act.BROWSE_POPULAR, _says(draft, cues("acts.browse")) and _names_nothing(draft)),
    )
    return next((act for act, holds in conditions if holds), None)


def haggles(draft: Draft) -> bool:
    """Tell whether a price is bargained for, which no shop's assistant can grant."""
    return _says(draft, cues("acts.haggling"))


def _names_nothing(draft: Draft) -> bool:
    """Tell whether the turn says nothing of what is sought: "what do you have?"."""
    unread = (
        draft.sentence.word(at)
        for at, token in enumerate(draft.sentence.tokens)
        if token.kind is not Kind.MARK and not draft.taken[at]
    )
    known = draft.mentions or draft.operations or draft.references
    return not known and all(word in function_words() for word in unread)


def _points_at_several(draft: Draft) -> bool:
    pointed = {item.item_id for reference in draft.references for item in reference.items}
    return len(pointed) > 1


def _says(draft: Draft, table: Cues) -> bool:
    return any(said_at(draft, at, table) for at in range(len(draft.sentence)))


def is_greeting(draft: Draft) -> bool:
    """Tell whether nothing but greetings, thanks, marks or emoji is said."""
    at = 0
    while at < len(draft.sentence):
        length = said_at(draft, at, cues("acts.greetings"))
        if not length and not draft.sentence.is_mark(at):
            return False
        at += max(length, 1)
    return True


def take_act_words(draft: Draft, act: Act) -> None:
    """Mark the words that only name the act, so that they do not join the request."""
    tables = {
        Act.BROWSE_POPULAR: (cues("acts.popular"),),
        Act.PROMOTIONS: (cues("acts.promotions"), cues("acts.popular")),
        Act.COMPARE: (cues("acts.compare"),),
    }.get(act, ())
    for at in range(len(draft.sentence)):
        for table in (*tables, cues("acts.greetings")):
            if length := cue_at(draft, at, table):
                draft.take(at, at + length)
