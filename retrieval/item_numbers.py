"""The numbers that a build gives its items; ``allow_list.py`` says what for."""

from collections.abc import Collection

from sqlalchemy import Connection, select, update

from retrieval.batches import batches
from retrieval.catalog_tables import builds, items

_AT_ONCE = 500


def numbers_for(connection: Connection, build_id: str, item_ids: Collection[str]) -> dict[str, int]:
    """Return the items' numbers in a build, new ones for those that have none yet.

    Args:
        connection: Of the writer that stores the items.
        build_id: The build.
        item_ids: Distinct.
    """
    numbers: dict[str, int] = {}
    for group in batches(item_ids, _AT_ONCE):
        known = select(items.c.item_id, items.c.number).where(
            items.c.build_id == build_id, items.c.item_id.in_(group)
        )
        numbers |= {row.item_id: row.number for row in connection.execute(known)}
    new = [item_id for item_id in item_ids if item_id not in numbers]
    here = builds.c.build_id == build_id
    begin = connection.scalar(select(builds.c.numbered).where(here)) or 0
    if new:
        connection.execute(update(builds).where(here).values(numbered=begin + len(new)))
    return numbers | {item_id: begin + place for place, item_id in enumerate(new)}
