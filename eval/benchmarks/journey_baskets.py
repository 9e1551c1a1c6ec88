"""The next basket of a household, and what goes with a basket."""

import random
from collections.abc import Sequence
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eval.benchmarks.journey_rows import Judged, K, Tally
from eval.completejourney import Journey
from ranking.baskets.goes_with import GoesWith, GoesWithOptions
from ranking.baskets.next_basket import SIGNALS, Moment, candidates, moment
from ranking.baskets.purchases import Purchases
from ranking.boosted import BoostOptions, Lists, best_first, fit_ranker

TEST_WEEK: Final = 50
_LAST_WEEK: Final = 53
_WEEKS_AHEAD: Final = 4
_LEARNT_AT: Final = (42, 46)
_LEAST: Final = 3
_HIDDEN: Final = 3_000
_TUNED_FROM: Final = 46
_TUNED_ON: Final = 3_000
_POWERS: Final = (0.25, 0.5, 0.75)

Targets = list[tuple[int, NDArray[np.int32]]]


def judge_next_basket(journey: Journey, seed: int) -> Judged:
    """Rank every product for each household's next basket; see the benchmark's notes."""
    learnt = [_lists(journey, week) for week in _LEARNT_AT]
    ranker = fit_ranker(
        Lists(
            np.concatenate([each.features for each in learnt]),
            np.concatenate([each.right for each in learnt]),
            [size for each in learnt for size in each.sizes],
        ),
        BoostOptions(columns=0.5, seed=seed),
    )
    now = moment(journey.purchases, TEST_WEEK, journey.advertised)
    targets = _targets(journey.purchases, TEST_WEEK)
    popular = np.argsort(-now.recent, kind="stable")[: 10 * K]
    tally = Tally()
    found = candidates(now, [household for household, _ in targets])
    for (household, bought), (chosen, signals) in zip(targets, found, strict=True):
        wanted = bought.tolist()
        order = best_first(ranker, signals[None])[0]
        tally.add("aisle", household, chosen[order], wanted)
        tally.add("popular lately", household, popular, wanted)
        for system, signal in (
            ("own, most often", "own.baskets"),
            ("own, fading", "own.fading"),
            ("households alike", "neighbours"),
            ("bought together", "together"),
        ):
            values = signals[:, SIGNALS.index(signal)]
            ranked = chosen[np.argsort(-values, kind="stable")]
            tally.add(system, household, _then(ranked, values, popular), wanted)
    return tally.judged()


def judge_goes_with(journey: Journey, seed: int) -> Judged:
    """Find the product that was hidden from a basket; see the benchmark's notes."""
    early = _counts(journey, _TUNED_FROM - 1)
    tuned = _hidden(journey.purchases.during(_TUNED_FROM, TEST_WEEK - 1), _TUNED_ON, seed)
    choices = [GoesWithOptions(*powers) for powers in product(_POWERS, _POWERS)]
    best = max(choices, key=lambda choice: _found(early.with_options(choice), tuned))
    counts = _counts(journey, TEST_WEEK - 1)
    systems = {
        "aisle": counts.with_options(best),
        "counts": counts.with_options(GoesWithOptions(0.0, 0.0)),
        "cosine": counts.with_options(GoesWithOptions(0.5, 0.5)),
        "shares": counts.with_options(GoesWithOptions(1.0, 0.0)),
        "lift": counts.with_options(GoesWithOptions(1.0, 1.0)),
    }
    popular = np.argsort(-counts.popularity, kind="stable")
    tally = Tally()
    for household, rest, hidden in _hidden(
        journey.purchases.during(TEST_WEEK, _LAST_WEEK), _HIDDEN, seed
    ):
        for name, system in systems.items():
            tally.add(name, household, system.propose(rest, K), [hidden])
        head = popular[: K + len(rest)]
        tally.add("popular", household, head[~np.isin(head, rest)], [hidden])
    return tally.judged()


def _counts(journey: Journey, last_week: int) -> GoesWith:
    baskets = journey.purchases.during(0, last_week).baskets()
    return GoesWith([bought for _, bought in baskets], len(journey.products))


def _targets(purchases: Purchases, week: int) -> Targets:
    """Return each household's first basket of ``_LEAST`` products or more from a week on."""
    known = set(np.unique(purchases.during(0, week - 1).household).tolist())
    found: dict[int, NDArray[np.int32]] = {}
    for household, bought in purchases.during(week, week + _WEEKS_AHEAD - 1).baskets():
        if len(bought) >= _LEAST and household in known:
            found.setdefault(household, bought)
    return sorted(found.items())


def _lists(journey: Journey, week: int) -> Lists:
    now: Moment = moment(journey.purchases, week, journey.advertised)
    targets = _targets(journey.purchases, week)
    features: list[NDArray[np.float32]] = []
    right: list[NDArray[np.int8]] = []
    found = candidates(now, [household for household, _ in targets])
    for (_, bought), (chosen, signals) in zip(targets, found, strict=True):
        hits = np.isin(chosen, bought)
        if hits.any():
            features.append(signals)
            right.append(hits.astype(np.int8))
    return Lists(np.concatenate(features), np.concatenate(right), [len(each) for each in right])


def _then(
    ranked: NDArray[np.intp], values: NDArray[np.float32], popular: NDArray[np.intp]
) -> NDArray[np.intp]:
    """Return what has a value, then what is popular, each product once."""
    own = ranked[: int((values > 0).sum())]
    return np.array(list(dict.fromkeys([*own.tolist(), *popular.tolist()])))[: 10 * K]


def _hidden(
    purchases: Purchases, count: int, seed: int
) -> list[tuple[int, NDArray[np.int32], int]]:
    draw = random.Random(seed)  # noqa: S311 - a draw, not a secret
    whole = [(who, bought) for who, bought in purchases.baskets() if len(bought) >= _LEAST]
    found: list[tuple[int, NDArray[np.int32], int]] = []
    for household, bought in draw.sample(whole, min(count, len(whole))):
        hidden = draw.choice(bought.tolist())
        found.append((household, bought[bought != hidden], hidden))
    return found


def _found(system: GoesWith, rows: Sequence[tuple[int, NDArray[np.int32], int]]) -> float:
    """Return the mean reciprocal place among the first ``K``."""
    total = 0.0
    for _, rest, hidden in rows:
        place = np.flatnonzero(system.propose(rest, K) == hidden)
        total += 1 / (1 + place[0]) if len(place) else 0.0
    return total / len(rows)
