"""Noting in SQL what was changed in a build, for the processes that serve it."""

from collections.abc import Collection, Iterable
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select

from retrieval.batches import batches
from retrieval.catalog_change_tables import changes, live_vectors
from retrieval.changes import LiveVector, LiveVectors
from retrieval.query import Leg

AT_ONCE: Final = 500
"""Ids in one statement; databases limit how many it may hold."""

_NEVER: Final = 0


def record(
    connection: Connection,
    build_id: str,
    number: int,
    *,
    changed: Collection[str],
    reworded: Collection[str],
    removed: Collection[str],
    vectors: LiveVectors,
) -> None:
    """Note a change of a build's items under a revision's number.

    Args:
        connection: In the transaction that changes the items.
        build_id: The build.
        number: The revision's new number.
        changed: Ids of the items stored.
        reworded: Those of them whose words changed, or that are new.
        removed: Ids of the items taken out.
        vectors: Vectors that take the place of older ones.
    """
    ids = [*changed, *removed]
    known: dict[str, int] = {}
    for group in batches(ids, AT_ONCE):
        of_group = (changes.c.build_id == build_id, changes.c.item_id.in_(group))
        before = select(changes.c.item_id, changes.c.words).where(*of_group)
        known |= {row.item_id: row.words for row in connection.execute(before)}
        connection.execute(delete(changes).where(*of_group))
    gone, new_words = frozenset(removed), frozenset(reworded)
    rows = [
        {
            "build_id": build_id,
            "item_id": item_id,
            "number": number,
            "words": number if item_id in gone | new_words else known.get(item_id, _NEVER),
            "removed": item_id in gone,
        }
        for item_id in ids
    ]
    if rows:
        connection.execute(insert(changes), rows)
    _forget_vectors(connection, build_id, removed)
    for leg, of_leg in vectors.items():
        kept = {item_id: live for item_id, live in of_leg.items() if item_id not in gone}
        _forget_vectors(connection, build_id, kept, leg)
        if kept:
            connection.execute(
                insert(live_vectors),
                [_vector_row(build_id, leg, item_id, number, kept[item_id]) for item_id in kept],
            )


def _vector_row(
    build_id: str, leg: Leg, item_id: str, number: int, live: LiveVector
) -> dict[str, Any]:
    stored = None if live.vector is None else live.vector.astype("<f4").tobytes()
    return {
        "build_id": build_id,
        "leg": leg.value,
        "item_id": item_id,
        "encoder": live.encoder,
        "number": number,
        "vector": stored,
    }


def _forget_vectors(
    connection: Connection, build_id: str, item_ids: Iterable[str], leg: Leg | None = None
) -> None:
    of_leg = () if leg is None else (live_vectors.c.leg == leg.value,)
    for group in batches(item_ids, AT_ONCE):
        connection.execute(
            delete(live_vectors).where(
                live_vectors.c.build_id == build_id, live_vectors.c.item_id.in_(group), *of_leg
            )
        )
