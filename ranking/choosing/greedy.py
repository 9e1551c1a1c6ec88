"""The loop that all methods share: take what adds most, within the rules of a list."""

from collections import Counter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ranking.choosing.gains import Gains, Method
from ranking.choosing.pool import NO_GROUP, Floats, Pool, RankingError

_DIGITS: Final = 9
"""Gains that agree to so many decimals are a tie; a sum's last bits hang on its place in memory."""


def choose_places(
    pool: Pool,
    method: Method,
    *,
    trade_off: float,
    k: int,
    fence: float = 0.0,
    group_cap: int | None = None,
) -> list[int]:
    """Pick ``k`` candidates one by one, each time the one that adds most; ties to the earlier.

    Three tiers keep variety from becoming nonsense; a later one is used only when
    the earlier ones are spent: first what is at least ``fence`` of the best
    relevance, of a family not yet chosen and within the cap; then the rest of the
    near-best and, below it, first families and within the cap; then anything.

    At ``trade_off`` 0 every method is the stable top-k by relevance within families
    and caps, and the fence does not count.

    Args:
        pool: The candidates; may be empty.
        method: What adds to a list; one of ``METHODS``.
        trade_off: Weight of variety in [0, 1]. At 1 relevance decides the first
            place, the fence and, for some methods, ties.
        k: List length wanted, at least 1.
        fence: Share of the best relevance, in [0, 1]; 0 for none.
        group_cap: How many of one group before others go first, at least 1; None
            for no cap.

    Returns:
        ``min(k, len(pool))`` distinct rows of the pool, best first. A shorter list is
        always the start of a longer one.

    Raises:
        RankingError: If an argument is out of range or NaN, or the pool lacks what
            the method measures variety by.
    """
    check_rules(trade_off=trade_off, k=k, fence=fence, group_cap=group_cap)
    if not len(pool):
        return []
    gains: Gains = method(pool, trade_off) if trade_off > 0 else _Plain(pool)
    rules = _Rules(pool, fence if trade_off > 0 else 0.0, group_cap)
    chosen: list[int] = []
    for _ in range(min(k, len(pool))):
        now = np.where(rules.allowed(), gains.now(), -np.inf)
        place = int(np.argmax(now if trade_off == 0 else now.round(_DIGITS)))
        chosen.append(place)
        gains.add(place)
        rules.add(place)
    return chosen


def check_rules(*, trade_off: float, k: int, fence: float, group_cap: int | None) -> None:
    """Check what a list is asked to be.

    Raises:
        RankingError: As ``choose_places``.
    """
    if not 0 <= trade_off <= 1:
        raise RankingError(f"trade_off must lie in [0, 1], not {trade_off}")
    if not 0 <= fence <= 1:
        raise RankingError(f"fence must lie in [0, 1], not {fence}")
    if k < 1:
        raise RankingError(f"k must be at least 1, not {k}")
    if group_cap is not None and group_cap < 1:
        raise RankingError(f"group_cap must be at least 1, not {group_cap}")


class _Plain:
    """Gains without variety."""

    def __init__(self, pool: Pool) -> None:
        self._relevance = pool.relevance

    def now(self) -> Floats:
        return self._relevance

    def add(self, place: int) -> None:
        """Relevance does not hang on the list."""


class _Rules:
    """Tells which candidates may stand in the next place."""

    def __init__(self, pool: Pool, fence: float, group_cap: int | None) -> None:
        self._pool = pool
        self._cap = group_cap
        self._below = pool.relevance < fence * pool.relevance.max()
        self._left = np.ones(len(pool), dtype=bool)
        self._stale = np.zeros(len(pool), dtype=bool)
        self._groups: Counter[int] = Counter()

    def allowed(self) -> NDArray[np.bool_]:
        """Return the rows of the first tier that is not spent, at least one."""
        tier = self._stale.astype(np.int8) + self._below
        return self._left & (tier == tier[self._left].min())

    def add(self, place: int) -> None:
        self._left[place] = False
        self._stale |= self._pool.families == self._pool.families[place]
        group = int(self._pool.groups[place])
        self._groups[group] += 1
        if group != NO_GROUP and self._groups[group] == self._cap:
            self._stale |= self._pool.groups == group
