"""What is in a household's next basket: its own past, others' past, and what is advertised."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ranking.baskets.purchases import Matrix, Purchases, bought_together, largest, of_baskets

CANDIDATES: Final = 300
FADING: Final = 0.9
"""What a purchase counts for a week later."""

_RECENT_WEEKS: Final = 4
_PAIRS_AT_LEAST: Final = 4
_SHRINKAGE: Final = 10.0
_NEIGHBOURS: Final = 100
_NEVER: Final = 400.0

Floats = NDArray[np.float32]
SIGNALS: Final = (
    "own.baskets",
    "own.fading",
    "own.share",
    "own.days_ago",
    "own.gap",
    "own.due",
    "own.last_basket",
    "category.baskets",
    "category.days_ago",
    "category.share",
    "neighbours",
    "together",
    "popularity",
    "popularity.recent",
    "popularity.rise",
    "advertised",
    "advertised.more",
    "price",
    "household.baskets",
    "household.products",
    "household.days_ago",
)


@dataclass(frozen=True, slots=True)
class Moment:
    """What is known when a week begins; nothing of that week or later is in it.

    Attributes:
        past: Purchases before the week.
        week: Which week begins.
        day: The last day of the past.
        popularity: Baskets with each product, shape (products,).
        recent: The same over the last four weeks.
        price: Mean paid for one; 0 where never bought.
        advertised: Share of stores that will advertise it in this week, known
            from the leaflet before it begins.
        usual: Mean of that share over the weeks before.
        fading: How lately each household bought, shape (households, products).
        alike: Rows of ``fading`` at length 1.
        near: Cosine of products by the baskets they share, shrunk.
    """

    past: Purchases
    week: int
    day: float
    popularity: Floats
    recent: Floats
    price: Floats
    advertised: Floats
    usual: Floats
    fading: Matrix
    alike: Matrix
    near: Matrix


def moment(purchases: Purchases, week: int, advertised: Floats) -> Moment:
    """Look back from the beginning of a week.

    Args:
        purchases: May go on after it; what does is left out.
        week: That begins.
        advertised: By week and product, shape (weeks + 1, products).
    """
    past = purchases.during(0, week - 1)
    products = len(past.category)
    households = int(purchases.household.max()) + 1
    baskets = of_baskets([each for _, each in past.baskets()], products)
    recent = purchases.during(week - _RECENT_WEEKS, week - 1)
    popularity = np.asarray(baskets.sum(axis=0), dtype=np.float32).ravel()
    lately = of_baskets([each for _, each in recent.baskets()], products)
    weights = FADING ** (week - past.week).astype(np.float32)
    fading = Matrix((weights, (past.household, past.product)), (households, products))
    length = np.sqrt(np.asarray(fading.multiply(fading).sum(axis=1))).ravel()
    paid = np.bincount(past.product, weights=past.price, minlength=products)
    rows = np.bincount(past.product, minlength=products)
    return Moment(
        past=past,
        week=week,
        day=float(past.day[-1]),
        popularity=popularity,
        recent=np.asarray(lately.sum(axis=0), dtype=np.float32).ravel(),
        price=(paid / np.maximum(rows, 1)).astype(np.float32),
        advertised=advertised[week],
        usual=advertised[1:week].mean(axis=0),
        fading=fading,
        alike=Matrix(sparse.diags(1 / np.maximum(length, 1e-9)) @ fading),
        near=_near(baskets, popularity),
    )


def _near(baskets: Matrix, popularity: Floats) -> Matrix:
    pairs = bought_together(baskets, least=_PAIRS_AT_LEAST).tocoo()
    divisor = np.sqrt(popularity[pairs.row] * popularity[pairs.col]) + _SHRINKAGE
    return Matrix((pairs.data / divisor, (pairs.row, pairs.col)), pairs.shape)


def candidates(now: Moment, households: Sequence[int]) -> Iterator[tuple[NDArray[np.intp], Floats]]:
    """Yield each household's likeliest products with their signals.

    The first stage is ``2 * own + neighbours + together + popularity / 10``,
    each divided by its largest value.

    Yields:
        Products, the likeliest first, shape (``CANDIDATES``,), and their
        signals as named by ``SIGNALS``.
    """
    order = np.argsort(now.past.household, kind="stable")
    bounds = np.searchsorted(
        now.past.household[order], [np.array(households), np.array(households) + 1]
    )
    popular = now.recent / max(1.0, float(now.recent.max()))
    for household, start, end in zip(households, *bounds, strict=True):
        own = _row(now.fading, household)
        votes, together = _neighbours(now, household), own @ now.near
        total = np.sum([2 * _scaled(own), _scaled(votes), _scaled(together), popular / 10], axis=0)
        chosen = largest(total, CANDIDATES)
        rows = order[start:end]
        yield chosen, _signals(now, rows, chosen, own=own, votes=votes, together=together)


def _neighbours(now: Moment, household: int) -> Floats:
    likeness = np.asarray((now.alike @ now.alike[[household]].T).todense()).ravel()
    likeness[household] = 0
    nearest = largest(likeness, _NEIGHBOURS)
    return np.asarray(likeness[nearest] @ now.alike[nearest]).ravel().astype(np.float32)


def _signals(
    now: Moment,
    rows: NDArray[np.intp],
    chosen: NDArray[np.intp],
    *,
    own: Floats,
    votes: Floats,
    together: Floats,
) -> Floats:
    """Compute the signals of a household's candidates; ``rows`` are its purchases, in order."""
    past, products = now.past, len(now.popularity)
    product, day = past.product[rows], past.day[rows]
    visits = np.unique(past.basket[rows])
    count = np.bincount(product, minlength=products).astype(np.float32)
    last, first = np.full((2, products), -_NEVER, dtype=np.float32)
    last[product] = day  # rows are in the order of time: the last one stays
    first[product[::-1]] = day[::-1]
    ago = np.minimum(now.day - last, _NEVER)
    gap = np.where(count > 1, (last - first) / np.maximum(count - 1, 1), _NEVER)
    final = np.zeros(products, dtype=np.float32)
    if len(rows):
        final[product[past.basket[rows] == past.basket[rows[-1]]]] = 1
    kinds = int(past.category.max()) + 1
    of_kind = np.bincount(past.category[product], minlength=kinds).astype(np.float32)
    last_of_kind = np.full(kinds, -_NEVER, dtype=np.float32)
    last_of_kind[past.category[product]] = day
    kind = past.category[chosen]
    columns = (
        count[chosen],
        own[chosen],
        count[chosen] / max(1, len(visits)),
        ago[chosen],
        gap[chosen],
        ago[chosen] / np.maximum(gap[chosen], 1),
        final[chosen],
        of_kind[kind],
        np.minimum(now.day - last_of_kind[kind], _NEVER),
        count[chosen] / np.maximum(of_kind[kind], 1),
        votes[chosen],
        together[chosen],
        now.popularity[chosen],
        now.recent[chosen],
        now.recent[chosen] / (now.popularity[chosen] + 1),
        now.advertised[chosen],
        now.advertised[chosen] - now.usual[chosen],
        now.price[chosen],
        *(
            np.full(len(chosen), value)
            for value in (
                len(visits),
                len(np.unique(product)),
                now.day - day[-1] if len(day) else _NEVER,
            )
        ),
    )
    return np.stack(columns, axis=1).astype(np.float32)


def _row(of: Matrix, row: int) -> Floats:
    return np.asarray(of[[row]].todense(), dtype=np.float32).ravel()


def _scaled(values: Floats) -> Floats:
    return (values / max(1e-9, float(values.max()))).astype(np.float32)
