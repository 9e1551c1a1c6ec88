"""The allow-list of constraints, each resolved by one indexed query and kept as bits."""

import threading
from collections import OrderedDict
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Text, cast, func, select, true

from retrieval.allow_list import AllowList, Mask, Numbering
from retrieval.catalog_change_tables import revision
from retrieval.catalog_tables import builds, items, serving
from retrieval.constraints import Constraint, Constraints, Operator
from retrieval.filters import named

_KEPT_BYTES: Final = 32_000_000
"""Of packed masks: 2,500 constraints at 100,000 items, 250 at a million."""

_Key = tuple[str, Operator, tuple[str, ...], object]


class _Build(NamedTuple):
    """The build that serves, how many numbers it gave out and the catalogue's revision."""

    build_id: str
    numbered: int
    revision: int


class Masks:
    """Makes allow-lists and remembers the parts they are made of; any thread may ask.

    What a constraint allows is kept until an item of the build changes.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: tuple[str, int] | None = None
        self._numbering: Numbering | None = None
        self._kept: OrderedDict[_Key | None, NDArray[np.uint8]] = OrderedDict()

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
            mask = _queried(connection, build, one)
            self._keep(state, key, np.packbits(mask))
            return mask
        return np.unpackbits(packed, count=build.numbered + 1).view(np.bool_)

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
