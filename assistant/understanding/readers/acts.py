"""What a turn does: which act it is.

The first that applies, in this order: a person or an order is asked for
(handoff), the shop's rules (policy question), its promotions, a comparison of
items shown, a question about an item shown, what is popular. Otherwise a turn
that changes something recommends where it opens a subject and refines where it
goes on with one; a turn that changes nothing is chat.
"""

from itertools import pairwise
from typing import Final

from assistant.intent import Act, Prefer
from assistant.understanding.readers.audience import PETS
from assistant.understanding.readers.draft import (
    Draft,
    Stance,
    cue_at,
    is_said,
    said_at,
    said_before,
)
from assistant.understanding.readers.mishaps import asks_whom_to_call, tells_of_mishap
from assistant.understanding.readers.persons import CHILDREN
from assistant.understanding.readers.places import chooses_places
from assistant.understanding.readers.policies import asks_policy
from assistant.understanding.readers.questions import points_at_several
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_lists import Cues, cues, function_words, listed
from retrieval.constraints import CATEGORY, REDUCED

_TALKING: Final = listed("speak talk chat")
_SOMEBODY: Final = listed(
    "human humans person someone somebody anyone anybody agent advisor adviser colleague manager "
    "staff team representative rep supervisor operator"
)
_FARTHEST_SOMEBODY: Final = 5
"""How many words before or after the talking somebody may stand."""
_ADVISED: Final = listed("which what who one")
_HOLDING: Final = listed("than between more less extra")
_TELLING_WHAT: Final = listed("that why how because a an my our what")
_ASKING: Final = listed("should would could do did when if can may")
_BUYING_MOST: Final = ("buy", "the", "most")
_SEEMING: Final = listed("is are do does am so")
_WHOM: Final = listed("anyone anybody people folk folks customers everyone others")
_SETTING: Final = listed("sets set tells tell")
_COMPANY: Final = (
    frozenset(CHILDREN)
    | PETS
    | listed(
        "family wife husband boys girls grandkids train bus car ferry boat plane lads gang whole"
    )
)
_LOOKING: Final = listed("checked check checking seen looked emptied drained overdrew")
_SORTED_BY: Final = listed("price rating ratings cost name date size colour color popularity")


def act_of(draft: Draft) -> Act | None:
    """Return the act that the words of a turn name; None where it seeks or just chats."""
    conditions = (
        (Act.HANDOFF, asks_for_person(draft) or asks_whom_to_call(draft)),
        (Act.HANDOFF, tells_of_mishap(draft)),
        (Act.HANDOFF, _takes(draft) and not haggles(draft)),
        (Act.HANDOFF, _orders(draft) and not _says(draft, cues("acts.policy"))),
        (Act.POLICY_QUESTION, asks_policy(draft)),
        (Act.PROMOTIONS, haggles(draft) or _asks_for_promotions(draft)),
        (Act.COMPARE, _compares(draft) and points_at_several(draft)),
        (Act.COMPARE, _asks_why_dearer(draft) and points_at_several(draft)),
        (Act.ASK_ABOUT, any(draft.asked)),
        (Act.BROWSE_POPULAR, _asks_for_popular(draft) and not draft.references),
        (Act.BROWSE_POPULAR, _says(draft, cues("acts.browse")) and _names_nothing(draft)),
    )
    return next((act for act, holds in conditions if holds), None)


def asks_for_person(draft: Draft) -> bool:
    """Tell whether somebody of the shop is asked for, and not told of in a story."""
    said = any(
        said_at(draft, at, cues("acts.person")) and not draft.told[at]
        for at in range(len(draft.sentence))
    )
    return said or _speaks_of_talking_to_somebody(draft)


def _speaks_of_talking_to_somebody(draft: Draft) -> bool:
    """Tell "is there anyone human I could speak to" from "for someone who loves to talk"."""
    somebody = [
        at
        for at in range(len(draft.sentence))
        if draft.sentence.word(at) in _SOMEBODY and draft.sentence.word(at + 1) != "who"
    ]
    return any(
        draft.sentence.word(at) in _TALKING
        and any(abs(at - who) <= _FARTHEST_SOMEBODY for who in somebody)
        for at in range(len(draft.sentence))
    )


def _sorts(draft: Draft, at: int) -> bool:
    """Tell "how do I order boots by price", which sorts them, from "how do I order boots"."""
    said = draft.sentence.words[at : draft.sentence.clause_end(at)]
    return said[:1] == ("how",) and "by" in said and not _SORTED_BY.isdisjoint(said)


def _takes(draft: Draft) -> bool:
    """Tell "I'll have the second one", which orders it, from "should I take the second one"."""
    starts = (
        (said_before(draft, one.start, cues("acts.taking")), one.start)
        for one in draft.references
        if not draft.asked[one.start]
    )
    return any(
        start < end and draft.sentence.word(start - 1) not in _ASKING for start, end in starts
    )


def _orders(draft: Draft) -> bool:
    """Tell "where is what I ordered" from a story: "the last lot I ordered itched"."""
    return any(
        said_at(draft, at, cues("acts.order"))
        and not (draft.told[at] or _sorts(draft, at) or draft.sentence.says(at, *_BUYING_MOST))
        and not (_wonders_who(draft, at) or _is_of_another_matter(draft, at))
        for at in range(len(draft.sentence))
    )


def _wonders_who(draft: Draft, at: int) -> bool:
    """Tell "does anyone actually buy this" from "can I buy this"."""
    start = draft.sentence.clause_start(at)
    whom = draft.sentence.words[start:at]
    return whom[:1] == ("who",) or (whom[:1] in (("do",), ("does",)) and not _WHOM.isdisjoint(whom))


def _is_of_another_matter(draft: Draft, at: int) -> bool:
    """Tell "taking the kids camping" and "I checked my account" from "taking the second one"."""
    taken = draft.sentence.words[at + 1 : at + 3]
    company = draft.sentence.word(at) == "taking" and not _COMPANY.isdisjoint(taken)
    company = company and draft.sentence.word(at + 3) != "set"  # "taking the train set"
    looked = draft.sentence.words[max(0, at - 2) : at]
    return company or (draft.sentence.says(at, "my", "account") and not _LOOKING.isdisjoint(looked))


def haggles(draft: Draft) -> bool:
    """Tell "would you take 40?", which bargains, from "which would you take?"."""
    return any(
        said_at(draft, at, cues("acts.haggling")) and draft.sentence.word(at - 1) not in _ADVISED
        for at in range(len(draft.sentence))
    )


def _asks_for_promotions(draft: Draft) -> bool:
    """Tell "what's on sale?" from "anything on sale in shoes?", which seeks shoes."""
    reduced = any(
        isinstance(operation, Prefer) and operation.preference.values == REDUCED
        for _, operation in draft.operations
    )
    seeks = reduced and any(mention.field == CATEGORY for mention in draft.mentions)
    asked = any(
        said_at(draft, at, cues("acts.promotions")) and not draft.told[at]
        for at in range(len(draft.sentence))
    )
    return asked and not seeks


def _asks_for_popular(draft: Draft) -> bool:
    """Tell "what's popular?" from "I don't care what's popular"."""
    return any(
        said_at(draft, at, cues("acts.popular"))
        and not is_said(draft, cues("asides.indifferent"), draft.sentence.clause_start(at), at)
        for at in range(len(draft.sentence))
    )


def _names_nothing(draft: Draft) -> bool:
    """Tell whether the turn says nothing of what is sought: "what do you have?"."""
    browsing = {
        place
        for at in range(len(draft.sentence))
        for place in range(at, at + said_at(draft, at, cues("acts.browse")))
    }
    unread = (
        draft.sentence.word(at)
        for at, token in enumerate(draft.sentence.tokens)
        if token.kind is not Kind.MARK and not draft.taken[at] and at not in browsing
    )
    known = draft.mentions or draft.operations or draft.references
    return not known and all(word in function_words() for word in unread)


def _compares(draft: Draft) -> bool:
    """Tell "the first or the second?" from "I like neither the first or the second"."""
    if any(one.stance is Stance.REFUSED for one in draft.references):
        return False
    said = any(
        said_at(draft, at, cues("acts.compare")) and not _is_relative(draft, at)
        for at in range(len(draft.sentence))
    )
    same = any(_asks_if_same(draft, start, end) for start, end in draft.sentence.clauses())
    apart = "apart" in draft.sentence.words and not _SETTING.isdisjoint(draft.sentence.words)
    return said or same or apart or chooses_places(draft) or _asks_one_or_other(draft)


def _asks_if_same(draft: Draft, start: int, end: int) -> bool:
    """Tell "first and third, is only the colour different?" from "anything different?"."""
    opens = draft.sentence.word(start) in _SEEMING
    return opens and is_said(draft, cues("acts.sameness"), start, end)


def _asks_why_dearer(draft: Draft) -> bool:
    """Tell "why is the first 70 more than the second" from "why are these so dear"."""
    words = draft.sentence.words
    asks = "why" in words or ("what", "makes") in pairwise(words)
    return asks and (not _HOLDING.isdisjoint(words) or ("the", "other") in pairwise(words))


def _is_relative(draft: Draft, at: int) -> bool:
    """Tell "the same thing, which is that it itches" from "which is warmer?"."""
    goes_on = at > 0 and draft.sentence.word(at) == "which"
    return goes_on and draft.sentence.word(at + 2) in _TELLING_WHAT


def _asks_one_or_other(draft: Draft) -> bool:
    """Tell "the Hawkeye or the Meteor for running?" from "not the first or the second".

    So does "the Hawkeye or the Meteor, which holds more".
    """
    joined = any(
        first.end + 1 == second.start and draft.sentence.word(first.end) == "or"
        for first, second in pairwise(draft.references)
        if Stance.REFUSED not in (first.stance, second.stance)
    )
    asked = draft.sentence.word(len(draft.sentence) - 1) == "?" or "which" in draft.sentence.words
    return joined and asked


def _says(draft: Draft, table: Cues) -> bool:
    return is_said(draft, table, 0, len(draft.sentence))


def is_greeting(draft: Draft) -> bool:
    """Tell whether nothing but greetings, thanks, marks or emoji is said."""
    at = 0
    while at < len(draft.sentence):
        length = said_at(draft, at, cues("acts.greetings"))
        if not length and not draft.sentence.is_mark(at):
            return False
        at += max(length, 1)
    return True


def is_thanks(draft: Draft) -> bool:
    """Tell "God bless, you've been very patient", which asks nothing, from "thanks, in red?"."""
    asked = draft.mentions or draft.references or draft.operations or draft.unresolved
    thanks = any(said_at(draft, at, cues("acts.thanking")) for at, _ in draft.sentence.clauses())
    return thanks and not asked and not _says(draft, cues("subject.leads"))


def take_act_words(draft: Draft, act: Act) -> None:
    """Mark the words that only name the act, so that they do not join the request."""
    tables = {
        Act.BROWSE_POPULAR: (cues("acts.popular"),),
        Act.PROMOTIONS: (cues("acts.promotions"), cues("acts.popular")),
        Act.COMPARE: (cues("acts.compare"),),
    }.get(act, ())
    for at in range(len(draft.sentence)):
        for table in (*tables, cues("acts.browse"), cues("acts.greetings")):
            if length := cue_at(draft, at, table):
                draft.take(at, at + length)
