"""Categories that are one and are written in two ways."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from retrieval.cleaning.finding import Finding, Kind
from retrieval.constraints import PATH_SEPARATOR

CategoryPath = tuple[str, ...]

_MARKS: Final = re.compile(r"[\W_]+")
_AND: Final = re.compile(r"\s*(?:&|\+|\band\b)\s*", re.IGNORECASE)
_SHORTEST: Final = 5
"""Characters of a name from which one slip may be a slip and no other word."""
_SHORTEST_PLURAL: Final = 3


@dataclass(frozen=True, slots=True)
class Categories:
    """What was found of the categories.

    Attributes:
        renamed: Paths that are to be written as others.
        findings: What is merged, and what looks alike and is left.
    """

    renamed: Mapping[CategoryPath, CategoryPath]
    findings: tuple[Finding, ...]


def plain_name(name: str) -> str:
    """Bring a category's name to the form in which equal ones are equal.

    Case, accents' composition, blanks, punctuation, ``and`` for ``&`` and the
    plural's ending do not count.

    >>> plain_name("Tents & Shelters") == plain_name("tent and  shelter")
    True
    >>> plain_name("Dresses"), plain_name("Batteries"), plain_name("Glass")
    ('dress', 'battery', 'glass')
    """
    composed = unicodedata.normalize("NFKC", name).casefold()
    spaced = _MARKS.sub(" ", _AND.sub(" and ", composed)).split()
    return " ".join(_singular(word) for word in spaced) or composed.strip()


def plain_path(path: CategoryPath) -> CategoryPath:
    """Bring a path to the form in which equal ones are equal; separators in a name split it."""
    split = [
        part for name in path for part in re.split(r"\s*(?:>|»|/|\|)\s*", name) if part.strip()
    ]
    return tuple(plain_name(part) for part in split) or path


def look_through(paths: Mapping[CategoryPath, list[str]]) -> Categories:
    """Find paths that are one.

    Paths with the same plain form are written as the one with the most items
    (ties: the first by alphabet). Neighbours that are one slip apart are only
    told.

    Args:
        paths: Every category path to the ids of its items.
    """
    alike: dict[CategoryPath, list[CategoryPath]] = defaultdict(list)
    for path in paths:
        alike[plain_path(path)].append(path)
    renamed: dict[CategoryPath, CategoryPath] = {}
    findings: list[Finding] = []
    for spellings in alike.values():
        best = min(spellings, key=lambda path: (-len(paths[path]), path))
        for path in sorted(spellings):
            if path != best:
                renamed[path] = best
                done = f"written as {_shown(best)}"
                what = f"{_shown(path)} is another spelling of {_shown(best)}"
                ids = tuple(paths[path])
                findings.append(Finding(Kind.CATEGORY_SPELLING, what, ids, done))
    counts = Counter({plain: sum(len(paths[p]) for p in alike[plain]) for plain in alike})
    for one, other in _one_slip_apart(counts):
        rare, usual = min(alike[one]), min(alike[other])
        ids = tuple(item_id for path in alike[one] for item_id in paths[path])
        what = (
            f"{_shown(rare)} ({counts[one]:,} items) may be meant for "
            f"{_shown(usual)} ({counts[other]:,})"
        )
        findings.append(Finding(Kind.CATEGORY_ALIKE, what, ids))
    return Categories(renamed, tuple(findings))


def _one_slip_apart(counts: Mapping[CategoryPath, int]) -> list[tuple[CategoryPath, CategoryPath]]:
    """Return pairs of sibling paths whose last names differ in one letter, the rarer first.

    Siblings are compared through their names with one letter left out, so the
    time goes with the number of names.
    """
    shortened: dict[tuple[CategoryPath, str], set[CategoryPath]] = defaultdict(set)
    for path in counts:
        name = path[-1]
        if len(name) >= _SHORTEST:
            for place in range(-1, len(name)):
                short = name if place < 0 else name[:place] + name[place + 1 :]
                shortened[path[:-1], short].add(path)
    pairs: set[tuple[CategoryPath, CategoryPath]] = set()
    for together in shortened.values():
        for one in together:
            for other in together:
                if one != other and OSA.distance(one[-1], other[-1], score_cutoff=1) == 1:
                    pairs.add(min((one, other), (other, one), key=lambda p: (counts[p[0]], p)))
    return sorted(pairs)


def _singular(word: str) -> str:
    if len(word) <= _SHORTEST_PLURAL or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word.removesuffix("s")


def _shown(path: CategoryPath) -> str:
    return f"“{PATH_SEPARATOR.join(path)}”"
