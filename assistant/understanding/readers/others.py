"""The others of those shown: "the first is ugly, the others are fine"."""

from assistant.understanding.readers.draft import Draft, cue_at
from assistant.understanding.readers.spoken_of import all_spoken_of
from assistant.understanding.readers.word_lists import cues
from retrieval.items import Item


def others_at(draft: Draft, at: int) -> int:
    """Read "the others" beside some that were told apart; return the index after it, or 0.

    Where none were, "show me the rest" goes on with the list.
    """
    length = cue_at(draft, at, cues("references.others"))
    apart = _told_apart(draft) if length else ()
    if not apart or len(apart) == len(draft.moment.shown):
        return 0
    rest = tuple(item for item in draft.moment.shown if item not in apart)
    return draft.refer(at, at + length, rest)


def _told_apart(draft: Draft) -> tuple[Item, ...]:
    """Return the shown items spoken of in this turn or the last, else those judged before."""
    intent = draft.moment.intent
    judged = {*intent.liked, *intent.disliked}
    return all_spoken_of(draft) or tuple(
        item for item in draft.moment.shown if item.item_id in judged
    )
