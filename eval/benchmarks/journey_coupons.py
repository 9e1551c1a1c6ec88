"""Which coupon of a campaign a household uses."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eval.benchmarks.journey_rows import Judged, Tally
from eval.completejourney import Campaign, Journey
from ranking.baskets.coupons import SIGNALS, CouponSignals
from ranking.boosted import BoostOptions, Lists, best_first, fit_ranker

_JUDGED_FROM: Final = 273.0
"""2017-10-01, in days since the year began."""
_FEWEST: Final = 5


@dataclass(frozen=True, slots=True)
class _Row:
    """A household, a campaign's coupons with their signals, and which it used."""

    household: int
    signals: NDArray[np.float32]
    used: NDArray[np.bool_]


def judge_coupons(journey: Journey, seed: int) -> Judged:
    """Rank a campaign's coupons for each household that used one; see the benchmark's notes."""
    learnt: list[_Row] = []
    judged: list[_Row] = []
    for campaign in journey.campaigns:
        if campaign.start < 0 or len(campaign.coupons) < _FEWEST:
            continue
        judged_here = campaign.start >= _JUDGED_FROM
        until = np.inf if judged_here else _JUDGED_FROM
        (judged if judged_here else learnt).extend(_rows(journey, campaign, until))
    lists = Lists(
        np.concatenate([row.signals for row in learnt]),
        np.concatenate([row.used for row in learnt]).astype(np.int8),
        [len(row.used) for row in learnt],
    )
    ranker = fit_ranker(lists, BoostOptions(trees=80, leaves=7, columns=0.5, seed=seed))
    tally = Tally()
    for row in judged:
        used = np.flatnonzero(row.used).tolist()
        tally.add("aisle", row.household, best_first(ranker, row.signals[None])[0], used)
        for system, signal in (
            ("most products", "coupon.products"),
            ("products most bought", "coupon.popularity"),
            ("bought before", "own.times"),
            ("its category bought", "category.times"),
        ):
            values = row.signals[:, SIGNALS.index(signal)]
            tally.add(system, row.household, np.argsort(-values, kind="stable"), used)
    return tally.judged()


def _rows(journey: Journey, campaign: Campaign, until: float) -> Iterator[_Row]:
    """Yield a row for each household that used a coupon before a day, by household."""
    before = int(np.searchsorted(journey.purchases.day, campaign.start))
    past = journey.purchases.first(before)
    earlier = [
        (each.household, each.coupon) for each in journey.redemptions if each.day < campaign.start
    ]
    used: defaultdict[int, set[int]] = defaultdict(set)
    for each in journey.redemptions:
        if each.campaign == campaign.number and each.day < until:
            used[each.household].add(each.coupon)
    signals = CouponSignals(past, campaign.start, campaign.coupons, earlier)
    for household, coupons in sorted(used.items()):
        yield _Row(household, signals.of(household), np.isin(list(campaign.coupons), list(coupons)))
