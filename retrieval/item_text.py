"""The words an item is found by; every leg that reads text reads these."""

from typing import Final

from retrieval.items import Item

# Sizes are asked for by constraint; as words they only make every shirt alike.
LEFT_OUT: Final = frozenset({"size", "sku", "condition"})


def item_text(item: Item) -> str:
    """Write the item down for an encoder or a word index.

    The telling parts come first, since an encoder may read only the beginning:
    title, brand, category (broadest name first), attributes by name, and the
    description. Sizes are left out.

    Args:
        item: Any item; empty parts are skipped.

    Returns:
        One line a part, equal for items that are equal in those parts.
    """
    parts = [item.title, item.brand or "", ", ".join(item.category)]
    parts += [
        f"{name.replace('_', ' ')}: {', '.join(item.attributes[name])}"
        for name in sorted(item.attributes)
        if name not in LEFT_OUT
    ]
    parts.append(item.description)
    return "\n".join(part for part in parts if part)
