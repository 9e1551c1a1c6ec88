"""What is said beside the request: fillers, sentences about oneself, having no preference.

"I've changed my mind", "hm" and "to be honest" say nothing of what is sought. What
the shopper has or had ("I've had bad luck with them", "I already have a green one")
is no requirement; the product it names still says what the talk is about where
nothing else does. "I don't mind" and "no preference" answer a question without
changing anything.
"""

from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.draft import Draft, cue_at, said_at
from assistant.understanding.readers.word_lists import cues
from retrieval.constraints import CATEGORY


def find_asides(draft: Draft) -> None:
    """Mark fillers as read, and clauses of having no preference."""
    at = 0
    while at < len(draft.sentence):
        length = cue_at(draft, at, cues("asides.fillers"))
        if length:
            draft.take(at, at + length)
        at += max(length, 1)
    start = 0
    for at in range(len(draft.sentence) + 1):
        if draft.sentence.is_mark(at):
            if _is_indifferent(draft, start, at) or _is_hurry(draft, start, at):
                draft.take(start, at)
            start = at + 1


def _is_hurry(draft: Draft, start: int, end: int) -> bool:
    """Tell a clause that only presses ("gift for mum, quick, max 40") from "quick drying"."""
    return end > start and said_at(draft, start, cues("asides.hurry")) == end - start


def is_indifferent(draft: Draft) -> bool:
    """Tell whether the whole turn says that the shopper has no preference."""
    return _is_indifferent(draft, 0, len(draft.sentence))


def _is_indifferent(draft: Draft, start: int, end: int) -> bool:
    said = False
    at = start
    while at < end:
        length = said_at(draft, at, cues("asides.indifferent"))
        said = said or length > 0
        length = length or said_at(draft, at, cues("asides.beside"))
        if at + length > end or not (length or draft.sentence.is_mark(at)):
            return False
        at += max(length, 1)
    return said


def find_oneself(draft: Draft) -> None:
    """Mark what the shopper says of what they have or had as read."""
    for at in range(len(draft.sentence)):
        if not cue_at(draft, at, cues("asides.oneself")):
            continue
        end = _clause_end(draft, at)
        if "mind" in draft.sentence.words[at:end]:
            continue  # "I had a red jacket in mind" says what is sought
        within = [m for m in draft.mentions if at <= m.start < end]
        outside = [m for m in draft.mentions if m not in within and m.field == CATEGORY]
        settled = bool(outside or draft.moment.intent.constraints.on(CATEGORY))
        dropped = [m for m in within if settled or m.field != CATEGORY or is_audience(draft, m)]
        draft.mentions[:] = [m for m in draft.mentions if m not in dropped]
        draft.take(at, end)


def _clause_end(draft: Draft, at: int) -> int:
    while at < len(draft.sentence) and not (
        draft.sentence.is_mark(at) or draft.sentence.word(at) in ("but", "so")
    ):
        at += 1
    return at


def is_off_topic(draft: Draft) -> bool:
    """Tell whether a turn is talk: it opens like talk and nothing in it seeks.

    "My dog just ate my sandwich" is; "unicorn saddle" and "do you have a
    submarine?" are requests.
    """
    if draft.mentions or draft.references or draft.operations or draft.unresolved:
        return False
    at = 0
    while (
        length := said_at(draft, at, cues("acts.greetings"))
        or said_at(draft, at, cues("asides.fillers"))
        or said_at(draft, at, cues("asides.beside"))
        or int(at < len(draft.sentence) and draft.sentence.is_mark(at))
    ):
        at += length
    seeks = any(said_at(draft, at, cues("subject.leads")) for at in range(len(draft.sentence)))
    wants = {"needs", "wants", "buy", "gift", "present"} & set(draft.sentence.words)
    return bool(said_at(draft, at, cues("asides.off_topic"))) and not (seeks or wants)


def take_unread(draft: Draft) -> None:
    """Mark every word as read, so that none joins the request."""
    draft.take(0, len(draft.sentence))
