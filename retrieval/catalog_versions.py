"""Counting an item's version up whenever it differs from what last served."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, case, delete, func, insert, select, update

from retrieval.batches import batches
from retrieval.catalog_record import AT_ONCE
from retrieval.catalog_tables import items, versions


def settle_versions(
    connection: Connection, build_id: str, item_ids: Collection[str] | None = None
) -> None:
    """Number the contents of a build's items, or of those given."""
    here = [items.c.build_id == build_id]
    if item_ids is None:
        _settle(connection, *here)
        return
    for group in batches(item_ids, AT_ONCE):
        _settle(connection, *here, items.c.item_id.in_(group))


def _settle(connection: Connection, *here: ColumnElement[bool]) -> None:
    same = versions.c.content_sha256 == items.c.content_sha256
    settled = (
        select(case((same, versions.c.version), else_=versions.c.version + 1))
        .where(versions.c.item_id == items.c.item_id)
        .scalar_subquery()
    )
    connection.execute(update(items).where(*here).values(version=func.coalesce(settled, 1)))
    connection.execute(
        delete(versions).where(versions.c.item_id.in_(select(items.c.item_id).where(*here)))
    )
    columns = ("item_id", "version", "content_sha256")
    latest = select(*(items.c[column] for column in columns)).where(*here)
    connection.execute(insert(versions).from_select(columns, latest))
