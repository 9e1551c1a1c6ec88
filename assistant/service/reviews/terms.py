"""Which words one pile of reviews has more of than another."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from assistant.understanding.readers.word_lists import function_words, listed

PRIOR: Final = 20.0
"""How many terms the background counts for, shared out by its own frequencies."""

LEAST_TIMES: Final = 2
NOTABLE: Final = 1.0
"""Standard errors from which a term is worth showing."""

_WORD: Final = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_SHORTEST: Final = 3
_BREAK: Final = re.compile(r"[.,;:!?()\n]")
# Words of any review, which say nothing of one product.
_COMMON: Final = listed(
    "also bought buy ever first get gets got just like made make makes much really still thing "
    "things time two use used using very way well went would year years product item one"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or two that stands out.

    Attributes:
        text: Lower-case.
        times: In how many reviews of the pile it stands.
        weight: Standard errors by which its log-odds lie above the other pile's.
    """

    text: str
    times: int
    weight: float


def telling_terms(
    these: Sequence[str], those: Sequence[str], background: Mapping[str, int], *, most: int
) -> tuple[Term, ...]:
    """Return what stands out in ``these`` texts beside ``those``.

    Log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn,
    2008): a term that is frequent everywhere needs more to stand out, a rare one
    is drawn towards nothing. A text counts a term once.

    Args:
        these: The pile asked about.
        those: The pile it is held against.
        background: In how many texts of the whole shop each term stands.
        most: How many terms at most.

    Returns:
        Terms in at least ``LEAST_TIMES`` of these texts and at least
        ``NOTABLE`` standard errors above, strongest first, ties by term; a word
        is left out where a pair with it says more.
    """
    ours, theirs = count_terms(these), count_terms(those)
    mass = sum(background.values()) or 1
    ours_all, theirs_all = sum(ours.values()), sum(theirs.values())
    found: list[Term] = []
    for text, times in ours.items():
        if times < LEAST_TIMES:
            continue
        prior = PRIOR * max(background.get(text, 0), 1) / mass
        odds = _log_odds(times, ours_all, prior) - _log_odds(theirs[text], theirs_all, prior)
        weight = odds / math.sqrt(1 / (times + prior) + 1 / (theirs[text] + prior))
        if weight >= NOTABLE:
            found.append(Term(text, times, weight))
    ordered = sorted(found, key=lambda term: (-term.weight, term.text))
    return tuple(_without_parts(ordered))[:most]


def count_terms(texts: Iterable[str]) -> Counter[str]:
    """Count in how many texts each word and each pair of neighbours stands."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_terms(text))
    return counts


def _terms(text: str) -> set[str]:
    found: set[str] = set()
    for clause in _BREAK.split(text.casefold()):
        words = [word.replace("’", "'") for word in _WORD.findall(clause)]
        found.update(word for word in words if _tells(word))
        found.update(f"{a} {b}" for a, b in pairwise(words) if _tells(a) and _tells(b))
    return found


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST and word not in function_words() and word not in _COMMON


def _log_odds(times: int, of: int, prior: float) -> float:
    # Where one term is all there is, nothing is left to hold it against but a half.
    return math.log((times + prior) / max(of + PRIOR - times - prior, 0.5))


def _without_parts(ordered: Sequence[Term]) -> list[Term]:
    """Leave out what repeats a stronger or equally frequent term."""
    kept: list[Term] = []
    for term in ordered:
        words = set(term.text.split())
        repeats = any(
            words < set(other.text.split()) and term.times <= other.times for other in ordered
        ) or any(set(other.text.split()) < words and term.times < other.times for other in kept)
        if not repeats:
            kept.append(term)
    return kept
