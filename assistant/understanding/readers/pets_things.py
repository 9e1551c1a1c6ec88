"""Where pets' things lie by themselves: a bowl among "Cats & Bowls" is no plate for six people."""

from assistant.understanding.readers.audience import PETS
from assistant.understanding.readers.draft import Draft
from assistant.understanding.readers.word_forms import noun_stem, words
from retrieval.constraints import CATEGORY


def leave_out_pets_things(draft: Draft) -> None:
    """Look for "bowls" only among people's things, unless a pet is spoken of."""
    standing = (v for c in draft.moment.intent.constraints.on(CATEGORY) for v in c.values)
    if any(map(_names_pet, draft.sentence.words)) or any(map(_is_of_pets, standing)):
        return
    for mention in draft.mentions:
        if mention.field == CATEGORY:
            others = tuple(path for path in mention.values if not _is_of_pets(path))
            mention.values = others or mention.values


def _is_of_pets(path: str) -> bool:
    return any(map(_names_pet, words(path)))


def _names_pet(word: str) -> bool:
    return word in PETS or noun_stem(word) in PETS or noun_stem(word) == "pet"
