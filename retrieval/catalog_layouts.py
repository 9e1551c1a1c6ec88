"""Brings a catalogue's tables from an older layout to the present one."""

import logging
from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, bindparam, insert, select, text, update

from retrieval.catalog_change_tables import FIRST_REVISION, revision
from retrieval.catalog_tables import LAYOUT, builds, item_values, items, layout, metadata

_log = logging.getLogger(__name__)


def upgrade(connection: Connection) -> int:
    """Bring the tables up to ``LAYOUT``, one layout after the other.

    Args:
        connection: Of a writer, so that all is changed or nothing.

    Returns:
        The layout reached; another than ``LAYOUT`` where no way is known.
    """
    number = connection.scalar(select(layout.c.number)) or 0
    while number < LAYOUT and number in _STEPS:
        _log.warning("bringing the catalogue from layout %d to %d, once", number, number + 1)
        _STEPS[number](connection)
        number += 1
        connection.execute(update(layout).values(number=number))
    return number


def _to_layout_2(connection: Connection) -> None:
    """Number the items, and make room for changes of a published build."""
    _number_items(connection)
    metadata.create_all(connection)
    if connection.scalar(select(revision.c.slot)) is None:
        connection.execute(insert(revision).values(FIRST_REVISION))


def _number_items(connection: Connection) -> None:
    for index in ("items_by_price", "item_values_by_item"):
        connection.execute(text(f"DROP INDEX {index}"))
    for table, column in (("items", "number"), ("builds", "numbered")):
        added = f"ALTER TABLE {table} ADD COLUMN {column} INTEGER NOT NULL DEFAULT 0"
        connection.execute(text(added))
    for build_id in connection.scalars(select(builds.c.build_id)).all():
        _number_build(connection, build_id)
    for index in sorted(items.indexes, key=lambda index: str(index.name)):
        index.create(connection, checkfirst=True)
    connection.execute(text("ALTER TABLE item_values RENAME TO named_values"))
    item_values.create(connection)
    connection.execute(
        text(
            "INSERT INTO item_values (build_id, field, value, number) "
            "SELECT old.build_id, old.field, old.value, items.number FROM named_values AS old "
            "JOIN items ON items.build_id = old.build_id AND items.item_id = old.item_id"
        )
    )
    connection.execute(text("DROP TABLE named_values"))


def _number_build(connection: Connection, build_id: str) -> None:
    of_build = select(items.c.item_id).where(items.c.build_id == build_id)
    ids = connection.scalars(of_build.order_by(items.c.item_id)).all()
    if ids:
        one = update(items).where(
            items.c.build_id == build_id, items.c.item_id == bindparam("named")
        )
        rows = [{"named": item_id, "given": number} for number, item_id in enumerate(ids)]
        connection.execute(one.values(number=bindparam("given")), rows)
    counted = update(builds).where(builds.c.build_id == build_id)
    connection.execute(counted.values(numbered=len(ids)))


_STEPS: Final[dict[int, Callable[[Connection], None]]] = {1: _to_layout_2}
