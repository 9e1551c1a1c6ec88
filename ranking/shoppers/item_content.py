"""What items are, as numbers: their texts' vectors, brands and category paths."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ranking.shoppers.errors import ShopperError

Floats = NDArray[np.float32]
Codes = NDArray[np.int64]

NOTHING: Final = 0
"""Code of no brand, and of no further step on a category path."""


@dataclass(frozen=True, slots=True)
class ItemContent:
    """What is known of every item without anyone having taken it.

    Attributes:
        texts: Vectors of title, brand and category, shape (items, d), rows of length 1 or 0.
        brands: Code of the brand, shape (items,); ``NOTHING`` for none.
        paths: Codes of the categories from broadest to narrowest, shape (items, depth),
            filled up with ``NOTHING``; a code is a whole way, so equal names on two ways
            are two categories.
    """

    texts: Floats
    brands: Codes
    paths: Codes

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def leaves(self) -> Codes:
        """Return the code of each item's narrowest category, shape (items,)."""
        depth = (self.paths != NOTHING).sum(axis=1)
        return np.where(
            depth > 0, self.paths[np.arange(len(self)), np.maximum(depth, 1) - 1], NOTHING
        )


def make_content(
    texts: Floats, brands: Sequence[str | None], paths: Sequence[Sequence[str]]
) -> ItemContent:
    """Number brands and category paths.

    Args:
        texts: One vector an item, of any length; they are centred and scaled to 1.
        brands: One an item, None where it has none.
        paths: One an item, from the broadest to the narrowest name; may be empty.

    Raises:
        ShopperError: If the three do not fit, or a vector is not finite.
    """
    if not len(texts) == len(brands) == len(paths):
        raise ShopperError(f"{len(texts)} texts, {len(brands)} brands, {len(paths)} paths differ")
    if not np.isfinite(texts).all():
        raise ShopperError(f"the text of item {int(np.argwhere(~np.isfinite(texts))[0, 0])} is NaN")
    names: dict[str, int] = {}
    nodes: dict[tuple[str, ...], int] = {}
    depth = max((len(path) for path in paths), default=0)
    codes = np.full((len(paths), max(depth, 1)), NOTHING, dtype=np.int64)
    for row, path in enumerate(paths):
        for end in range(1, len(path) + 1):
            codes[row, end - 1] = nodes.setdefault(tuple(path[:end]), len(nodes) + 1)
    numbered = [
        NOTHING if brand is None else names.setdefault(brand, len(names) + 1) for brand in brands
    ]
    return ItemContent(_centred(texts), np.array(numbered, dtype=np.int64), codes)


def alikeness(content: ItemContent, *, text: float, brand: float, category: float) -> Floats:
    """Return how alike items are, symmetrical and positive semidefinite, shape (items, items).

    Args:
        content: The items.
        text: Weight of the cosine of their texts.
        brand: Weight of one brand; a brand of many items says less of each two of them.
        category: Weight of one narrowest category, likewise.
    """
    alike = (text * (content.texts @ content.texts.T)).astype(np.float32)
    for weight, codes in ((brand, content.brands), (category, content.leaves)):
        if weight:
            sizes = np.bincount(codes)
            for code in np.flatnonzero(sizes):
                if code != NOTHING:
                    members = np.flatnonzero(codes == code)
                    alike[np.ix_(members, members)] += weight / sizes[code]
    return alike


def _centred(texts: Floats) -> Floats:
    """Take what all texts of a shop have in common out of them."""
    centred = np.asarray(texts, dtype=np.float32) - np.mean(texts, axis=0, dtype=np.float32)
    lengths = np.linalg.norm(centred, axis=1, keepdims=True)
    # A shop of one item has nothing that sets it apart.
    return np.divide(centred, lengths, out=np.zeros_like(centred), where=lengths > 0)
