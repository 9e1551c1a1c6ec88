"""The like of what was just spoken of: "ooh, the walnut one. more along those lines".

So is what else its maker makes: "who makes the first one?", "anything else from them?".
"""

from assistant.intent import SeekSimilar
from assistant.understanding.readers.draft import Draft, Mention, cue_at, said_at, said_before
from assistant.understanding.readers.spoken_of import spoken_of
from assistant.understanding.readers.word_lists import cues
from retrieval.constraints import BRAND


def find_its_brand(draft: Draft) -> None:
    """Read "anything else from them" as the brand of the one spoken of before."""
    spoken = {item.brand for item in spoken_of(draft)} - {None}
    for at in range(len(draft.sentence)):
        length = cue_at(draft, at, cues("pointing.its_brand"))
        for brand in spoken if length and len(spoken) == 1 else ():
            draft.mentions.append(Mention(at, at + length, BRAND, (str(brand).casefold(),)))
            draft.take(at, at + length)
    draft.mentions.sort(key=lambda mention: mention.start)


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
