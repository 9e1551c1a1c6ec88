"""The like of what was just spoken of: "ooh, the walnut one. more along those lines"."""

from assistant.intent import SeekSimilar
from assistant.understanding.readers.draft import Draft, said_at, said_before
from assistant.understanding.readers.pronouns import spoken_of
from assistant.understanding.readers.word_lists import cues


def find_its_like(draft: Draft) -> None:
    """Read "more in that style" as seeking the like of the items spoken of, where some were."""
    for reference in draft.references:
        draft.take(said_before(draft, reference.start, cues("pointing.seeking")), reference.start)
    for at in range(len(draft.sentence)):
        length = said_at(draft, at, cues("pointing.its_like"))
        if length and _seek(draft, at, at + length):
            return


def _seek(draft: Draft, start: int, end: int) -> bool:
    """Note that the like is sought, where one or some of those shown were spoken of."""
    others = [one for one in draft.references if not start <= one.start < end]
    pronouns = [one for one in draft.references if one not in others]
    draft.references[:] = others
    spoken = spoken_of(draft)
    particular = 0 < len(spoken) < max(2, len(draft.moment.shown))
    if not particular:
        draft.references[:] = sorted([*others, *pronouns], key=lambda one: one.start)
        return False
    draft.take(start, end)
    draft.add(start, SeekSimilar(tuple(item.item_id for item in spoken)))
    return True
