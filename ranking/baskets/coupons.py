"""Which of a campaign's coupons a household will use: signals of its past and of the coupon's."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ranking.baskets.purchases import Purchases

_NEVER: Final = 400.0
_LATELY: Final = 56.0

Floats = NDArray[np.float32]
SIGNALS: Final = (
    "own.times",
    "own.times_lately",
    "own.share",
    "own.products",
    "own.days_ago",
    "own.spent",
    "category.times",
    "category.days_ago",
    "coupon.products",
    "coupon.popularity",
    "coupon.used",
    "coupon.used_share",
    "household.used",
    "household.purchases",
)


class CouponSignals:
    """The signals of a campaign's coupons, as known when it starts."""

    def __init__(
        self,
        past: Purchases,
        day: float,
        coupons: Mapping[int, NDArray[np.intp]],
        used: Sequence[tuple[int, int]],
    ) -> None:
        """Count what is the same for every household.

        Args:
            past: Purchases before the campaign.
            day: On which it starts.
            coupons: Products that each can be used for.
            used: Household and coupon of every use before the campaign.
        """
        self._past = past
        self._day = day
        self._products = list(coupons.values())
        self._kinds = [np.unique(past.category[products]) for products in self._products]
        self._rows = np.argsort(past.household, kind="stable")
        self._households = past.household[self._rows]
        self._used_by = Counter(household for household, _ in used)
        popularity = np.bincount(past.product, minlength=len(past.category))
        times = Counter(coupon for _, coupon in used)
        self._of_coupons = [
            (len(products), popularity[products].sum(), times[coupon], times[coupon] / len(used))
            if used
            else (len(products), popularity[products].sum(), 0, 0)
            for coupon, products in coupons.items()
        ]

    def of(self, household: int) -> Floats:
        """Return the signals of every coupon for a household.

        Returns:
            Shape (coupons, signals), in the order the coupons were given.
        """
        first, end = np.searchsorted(self._households, [household, household + 1])
        sums = _Sums.of(self._past, self._rows[first:end], self._day)
        signals = [
            [*sums.of_products(products, kinds), *of_coupon, self._used_by[household], end - first]
            for products, kinds, of_coupon in zip(
                self._products, self._kinds, self._of_coupons, strict=True
            )
        ]
        return np.array(signals, dtype=np.float32).reshape(len(self._products), len(SIGNALS))


@dataclass(frozen=True, slots=True)
class _Sums:
    """A household's purchases by product and by category; days since the last of each."""

    times: Floats
    lately: Floats
    spent: Floats
    days_ago: Floats
    times_of_kind: Floats
    days_ago_of_kind: Floats

    @classmethod
    def of(cls, past: Purchases, rows: NDArray[np.intp], day: float) -> "_Sums":
        """Sum over rows in the order of time."""
        product, when, many = past.product[rows], past.day[rows], len(past.category)
        kind, kinds = past.category[product], int(past.category.max()) + 1
        last = np.full(many, -_NEVER, dtype=np.float32)
        last_of_kind = np.full(kinds, -_NEVER, dtype=np.float32)
        last[product], last_of_kind[kind] = when, when
        return cls(
            times=np.bincount(product, minlength=many).astype(np.float32),
            lately=np.bincount(product[when > day - _LATELY], minlength=many).astype(np.float32),
            spent=np.bincount(product, weights=past.price[rows], minlength=many).astype(np.float32),
            days_ago=np.minimum(day - last, _NEVER),
            times_of_kind=np.bincount(kind, minlength=kinds).astype(np.float32),
            days_ago_of_kind=np.minimum(day - last_of_kind, _NEVER),
        )

    def of_products(self, products: NDArray[np.intp], kinds: NDArray[np.int32]) -> list[float]:
        """Return the first eight of ``SIGNALS``."""
        if not len(products):
            return [0, 0, 0, 0, _NEVER, 0, 0, _NEVER]
        own = self.times[products]
        return [
            float(own.sum()),
            float(self.lately[products].sum()),
            float(own.sum()) / max(1.0, float(self.times.sum())),
            float((own > 0).sum()),
            float(self.days_ago[products].min()),
            float(self.spent[products].sum()),
            float(self.times_of_kind[kinds].sum()),
            float(self.days_ago_of_kind[kinds].min()),
        ]
