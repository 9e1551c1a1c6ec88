"""Items that stand in the catalogue twice."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Final

from retrieval.cleaning.finding import Finding, Kind
from retrieval.cleaning.fingerprint import PERMUTATIONS, Fingerprint, likeness

NEAR: Final = 0.9
"""Jaccard index of words from which two texts are told to be nearly the same."""

# Sixteen bands of four: two texts with an index of 0.9 meet in one of them in all but one of
# ten million million cases, two with 0.5 in six of ten, and those are then compared.
_BANDS: Final = 16
_ROWS: Final = PERMUTATIONS // _BANDS
# Of one band's bucket; more would make a catalogue of one text quadratic.
_COMPARED: Final = 8


def exact_duplicates(prints: Iterable[Fingerprint]) -> list[Finding]:
    """Find items that say the same in everything but their id.

    The one with the most ratings is to be kept, of those the first by id. Items
    of one family count too: a colour that stands there twice is a mistake.
    """
    alike: dict[bytes, list[Fingerprint]] = defaultdict(list)
    for one in prints:
        alike[one.content].append(one)
    return [
        Finding(
            Kind.EXACT_DUPLICATE, f"{len(group)} items that differ in their ids only", _ids(group)
        )
        for group in _ordered(alike.values())
    ]


def near_duplicates(prints: Sequence[Fingerprint]) -> list[Finding]:
    """Find items of two families whose texts are nearly the same.

    Takes time in proportion to the items: MinHash signatures are cut into bands,
    and only items that share a band are compared. Exact duplicates are left out.
    """
    groups = _Groups()
    for band in range(_BANDS):
        rows = slice(band * _ROWS, (band + 1) * _ROWS)
        firsts: dict[Hashable, list[Fingerprint]] = defaultdict(list)
        for one in prints:
            key = (one.apart, one.signature[rows].tobytes())
            for first in firsts[key]:
                if _nearly_same(first, one, groups):
                    groups.join(first, one)
                    break
            else:
                if len(firsts[key]) < _COMPARED:
                    firsts[key].append(one)
    return [
        Finding(
            Kind.NEAR_DUPLICATE, f"{len(group)} items whose texts are nearly the same", _ids(group)
        )
        for group in _ordered(groups.all(prints))
    ]


def photo_duplicates(prints: Iterable[Fingerprint]) -> list[Finding]:
    """Find items of two families that are shown with the very same photo."""
    shown: dict[object, list[Fingerprint]] = defaultdict(list)
    for one in prints:
        if one.photo is not None:
            shown[one.photo].append(one)
    several = (group for group in shown.values() if len({one.family_id for one in group}) > 1)
    return [
        Finding(Kind.SAME_PHOTO, f"{len(group)} items with the very same photo", _ids(group))
        for group in _ordered(several)
    ]


class _Groups:
    """Which fingerprints belong together (union-find by item id)."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def join(self, one: Fingerprint, other: Fingerprint) -> None:
        self._parents[self.root(other.item_id)] = self.root(one.item_id)

    def root(self, item_id: str) -> str:
        root = item_id
        while (parent := self._parents.get(root, root)) != root:
            root = parent
        while (parent := self._parents.get(item_id, item_id)) != root:
            self._parents[item_id], item_id = root, parent
        return root

    def all(self, prints: Iterable[Fingerprint]) -> list[list[Fingerprint]]:
        together: dict[str, list[Fingerprint]] = defaultdict(list)
        for one in prints:
            together[self.root(one.item_id)].append(one)
        return list(together.values())


def _nearly_same(one: Fingerprint, other: Fingerprint, groups: _Groups) -> bool:
    if one.family_id == other.family_id or one.content == other.content:
        return False
    if groups.root(one.item_id) == groups.root(other.item_id):
        return True
    return likeness(one, other) >= NEAR


def _ordered(groups: Iterable[Sequence[Fingerprint]]) -> list[list[Fingerprint]]:
    """Return the groups of several, the largest first, in each the one to keep first."""
    several = [
        sorted(group, key=lambda one: (-one.rating_count, one.item_id))
        for group in groups
        if len(group) > 1
    ]
    return sorted(several, key=lambda group: (-len(group), group[0].item_id))


def _ids(group: Iterable[Fingerprint]) -> tuple[str, ...]:
    return tuple(one.item_id for one in group)
