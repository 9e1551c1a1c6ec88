"""Who has sensitive skin, of things that touch it and tell of no skin: hypoallergenic earrings."""

from typing import Final

from assistant.understanding.readers.draft import Draft

_SENSITIVE: Final = "sensitive"
_GENTLE: Final = ("hypoallergenic",)


def find_sensitive_skin(draft: Draft) -> None:
    """Read "she has sensitive skin" by what things of the kind sought are told by."""
    gentle = next(iter(draft.lexicon.attribute(_GENTLE)), None)
    sought = draft.categories()
    if gentle is None or not draft.lexicon.occurs(gentle.field, sought):
        return
    for mention in draft.mentions:
        if _SENSITIVE in mention.values and not draft.lexicon.occurs(mention.field, sought):
            mention.field, mention.values, mention.options = gentle.field, gentle.values, ()
