"""The words an item is found by; every leg that reads text reads these."""

from typing import Final

from retrieval.glossary import shop_glossary
from retrieval.items import Item
from retrieval.words import has_cjk

# Sizes are asked for by constraint; as words they only make every shirt alike.
LEFT_OUT: Final = frozenset({"size", "sku", "condition"})


def item_text(item: Item) -> str:
    """Write the item down for an encoder or a word index.

    The telling parts come first, since an encoder may read only the beginning:
    title, brand, category (broadest name first), attributes by name, and the
    description. Sizes are left out. What is written in Chinese is said again in
    English at the end, as far as the glossary knows it, so that an English
    request and an English encoder find it.

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
    text = "\n".join(part for part in parts if part)
    return f"{text}\n{shop_glossary().in_english(text)}" if has_cjk(text) else text
