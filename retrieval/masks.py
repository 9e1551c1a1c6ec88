"""The allow-list of constraints, each resolved by one indexed query and kept as bits."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Text, cast, func, literal, select, true

from retrieval.allow_list import AllowList, Mask, Numbering
from retrieval.catalog_change_tables import revision
from retrieval.catalog_tables import builds, items, serving
from retrieval.constraints import PRICE, Constraint, Constraints, Operator
from retrieval.filters import named, steps_within

_KEPT_BYTES: Final = 32_000_000
"""Of packed masks: 2,500 constraints at 100,000 items, 250 at a million."""

_Key = tuple[str, Operator, tuple[str, ...], object]


class _Build(NamedTuple):
    """The build that serves, how many numbers it gave out and the catalogue's revision."""

    build_id: str
    numbered: int
    revision: int


@dataclass(frozen=True, slots=True)
class _Prices:
    """All prices of a build.

    Attributes:
        numbers: Of the items that have a price.
        steps: Their prices, in ten-thousandths.
        length: Of a mask.
    """

    numbers: NDArray[np.intp]
    steps: NDArray[np.int64]
    length: int

    @classmethod
    def read(cls, connection: Connection, build: _Build) -> "_Prices":
        priced = (items.c.build_id == build.build_id, items.c.price_steps.is_not(None))
        # From one row of both, in whatever order, so that they belong together.
        pair = cast(items.c.number, Text) + literal(" ") + cast(items.c.price_steps, Text)
        text = connection.scalar(select(func.aggregate_strings(pair, " ")).where(*priced))
        both = np.fromstring(text, dtype=np.int64, sep=" ") if text else np.empty(0, np.int64)
        both = both.reshape(-1, 2)
        return cls(both[:, 0].astype(np.intp), both[:, 1].copy(), build.numbered + 1)

    def meeting(self, one: Constraint) -> Mask:
        """Return the bits of the items whose price is within the bound."""
        within = steps_within(one.operator, one.bound or Decimal(0))
        met = self.steps <= within if one.operator is Operator.AT_MOST else self.steps >= within
        mask = np.zeros(self.length, dtype=np.bool_)
        mask[self.numbers[met]] = True
        return mask


class Masks:
    """Makes allow-lists and remembers the parts they are made of; any thread may ask.

    What a constraint allows is kept until an item of the build changes.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: tuple[str, int] | None = None
        self._numbering: Numbering | None = None
        self._kept: OrderedDict[_Key | None, NDArray[np.uint8]] = OrderedDict()
        self._prices: tuple[tuple[str, int], _Prices | None] | None = None

    def allowed(self, connection: Connection, constraints: Constraints) -> AllowList:
        """Return what the constraints allow in the build that serves.

        Args:
            connection: Within a transaction that sees one state of the database.
            constraints: None of them means all items.

        Raises:
            ValueError: If a bound is NaN.
        """
        build = _serving(connection)
        numbering = self._current_numbering(connection, build)
        mask = self._mask(connection, build, None)
        for one in constraints:
            part = self._mask(connection, build, one)
            mask = mask & ~part if one.operator is Operator.NONE_OF else mask & part
        return AllowList(numbering, mask)

    def _current_numbering(self, connection: Connection, build: _Build) -> Numbering:
        with self._lock:
            numbering = self._numbering
            if numbering is None or numbering.build_id != build.build_id:
                numbering = self._numbering = Numbering(build.build_id)
            if len(numbering) < build.numbered:
                newer = select(items.c.number, items.c.item_id).where(
                    items.c.build_id == build.build_id, items.c.number >= len(numbering)
                )
                numbering.extend(connection.execute(newer).all(), build.numbered)
            return numbering

    def _mask(self, connection: Connection, build: _Build, one: Constraint | None) -> Mask:
        """Return the bits of what a constraint names, or of all items."""
        key = None if one is None else (one.field, one.operator, one.values, one.bound)
        state = (build.build_id, build.revision)
        with self._lock:
            packed = self._kept.get(key) if self._state == state else None
            if packed is not None:
                self._kept.move_to_end(key)
        if packed is None:
            prices = self._prices_for(connection, build, one)
            mask = prices.meeting(one) if one and prices else _queried(connection, build, one)
            self._keep(state, key, np.packbits(mask))
            return mask
        return np.unpackbits(packed, count=build.numbered + 1).view(np.bool_)

    def _prices_for(
        self, connection: Connection, build: _Build, one: Constraint | None
    ) -> "_Prices | None":
        """Return all prices for a bound on them, from the second bound on that a revision gets.

        Bounds on prices seldom come twice, and each names half of the shop: read
        once, all prices are compared in a hundredth of the time. Where every
        request follows a change, reading them all would take longer.
        """
        if one is None or one.field != PRICE or one.bound is None:
            return None
        state = (build.build_id, build.revision)
        with self._lock:
            if self._prices is None or self._prices[0] != state:
                self._prices = (state, None)
                return None
            prices = self._prices[1]
            if prices is None:
                prices = _Prices.read(connection, build)
                self._prices = (state, prices)
            return prices

    def _keep(self, state: tuple[str, int], key: _Key | None, packed: NDArray[np.uint8]) -> None:
        with self._lock:
            if self._state != state:
                self._state = state
                self._kept.clear()
            self._kept[key] = packed
            while len(self._kept) > 1 and len(self._kept) * packed.nbytes > _KEPT_BYTES:
                self._kept.popitem(last=False)


def _serving(connection: Connection) -> _Build:
    row = connection.execute(
        select(builds.c.build_id, builds.c.numbered, revision.c.number)
        .join(serving, serving.c.build_id == builds.c.build_id)
        .join(revision, true())
    ).one()
    return _Build(*row)


def _queried(connection: Connection, build: _Build, one: Constraint | None) -> Mask:
    mask = np.zeros(build.numbered + 1, dtype=np.bool_)
    of_build = items.c.build_id == build.build_id
    if one is None:
        here = connection.scalar(select(func.count()).select_from(items).where(of_build))
        if here == build.numbered:
            mask[:-1] = True
            return mask
    wanted = named(one, build.build_id) if one else select(items.c.number).where(of_build)
    # One string is read twenty times faster than as many rows.
    text = func.aggregate_strings(cast(wanted.subquery().c.number, Text), ",")
    numbers = connection.scalar(select(text))
    if numbers:
        mask[np.fromstring(numbers, dtype=np.intp, sep=",")] = True
    return mask
