"""Numbers of what an attribute counts by its name: "a 3-seater sofa", "three seats"."""

from typing import Final

from assistant.understanding.readers.draft import Draft, Mention
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.word_forms import noun_stem

_SHORTEST: Final = 4
"""Letters of a name that may begin another word, as "seat" begins "seater"."""


def find_counts(draft: Draft) -> None:
    """Read every number before a noun that names an attribute of such numbers."""
    for at in range(len(draft.sentence)):
        number = number_at(draft.sentence, at)
        if number is None or number[1] != at + 1 or draft.taken[at]:
            continue
        count = f"{number[0].normalize():f}"
        field = _counted(draft, count, draft.sentence.word(at + 1))
        if field is not None:
            draft.mentions.append(Mention(at, at + 2, field, (count,)))
            draft.take(at, at + 2)


def _counted(draft: Draft, number: str, noun: str) -> str | None:
    """Return the attribute that counts what a noun says and has the number; None if none does."""
    for field, values in draft.moment.vocabulary.attributes.items():
        name = noun_stem(field)
        if len(name) >= _SHORTEST and noun.startswith(name) and number in values:
            return field
    return None
