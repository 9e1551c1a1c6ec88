"""Filling the catalogue: builds that grow beside the one that serves."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from sqlalchemy import (
    Connection,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)

from retrieval.batches import batches
from retrieval.catalog_change_tables import build_starts, changes, revision
from retrieval.catalog_database import CatalogueDatabase, required_build, serving_build
from retrieval.catalog_errors import CatalogueError, CatalogueMovedError
from retrieval.catalog_record import AT_ONCE, record
from retrieval.catalog_tables import (
    Row,
    builds,
    item_of,
    item_values,
    items,
    passages,
    promotions,
    row_of,
    serving,
    values_of,
)
from retrieval.catalog_versions import settle_versions
from retrieval.changes import Carried
from retrieval.item_numbers import numbers_for
from retrieval.items import Item
from retrieval.knowledge import Passage, Promotion

_FOLDED = "folded:"


@dataclass(frozen=True, slots=True)
class Build:
    """One filling of the catalogue from a feed.

    Attributes:
        build_id: Letters and digits, fit to be part of a collection's name.
        complete: True where it already serves and nothing needs to be done.
    """

    build_id: str
    complete: bool


class CatalogueBuilds(CatalogueDatabase):
    """The writing half of the catalogue.

    Readers see the published build only, so a build may be interrupted at any
    point, and the next ``begin_build`` of the same feed goes on with it.
    """

    def begin_build(self, feed_sha256: str, *, afresh: bool = False) -> Build:
        """Find the build of a feed, or begin one.

        Args:
            feed_sha256: Identifies everything the build is made from.
            afresh: True to build again although the serving build is of the
                same feed. An unfinished one is gone on with all the same.
        """
        with self._writing() as connection:
            of_feed = select(builds.c.build_id).where(builds.c.fingerprint == feed_sha256)
            serves = serving_build(connection)
            if not afresh and connection.scalar(of_feed.where(builds.c.build_id == serves)):
                return Build(str(serves), complete=True)
            unfinished = connection.scalar(
                of_feed.where(builds.c.published.is_(None)).order_by(builds.c.number.desc())
            )
            if unfinished is not None:
                return Build(unfinished, complete=False)
            number = (connection.scalar(select(func.max(builds.c.number))) or 0) + 1
            build_id = f"b{number:06d}"
            connection.execute(
                insert(builds).values(
                    build_id=build_id,
                    number=number,
                    fingerprint=feed_sha256,
                    begun=datetime.now(UTC),
                )
            )
            connection.execute(
                insert(build_starts).values(build_id=build_id, number=_revision(connection))
            )
            return Build(build_id, complete=False)

    def begin_fold(self) -> Build:
        """Begin a build that is to hold what serves, or go on with an interrupted one.

        It counts as made from the feed of the build that serves.

        Raises:
            CatalogueEmptyError: If no build was published yet.
        """
        with self._reading() as connection:
            made_from = select(builds.c.fingerprint).where(
                builds.c.build_id == required_build(connection)
            )
            fingerprint = connection.scalar(made_from) or ""
        return self.begin_build(f"{_FOLDED}{fingerprint}")

    def put(self, build_id: str, new: Sequence[Item]) -> None:
        """Store items in a build, replacing those of the same ids; all or none.

        Raises:
            CatalogueError: If the disk is full or an item cannot be stored.
        """
        with self._writing() as connection:
            self._store(connection, build_id, new)

    def take_out(self, build_id: str, item_ids: Collection[str]) -> None:
        """Take items out of a build that does not serve; unknown ids are ignored."""
        with self._writing() as connection:
            delete_items(connection, build_id, item_ids)

    def built_ids(self, build_id: str) -> frozenset[str]:
        """Return the ids of the items that the build has so far."""
        with self._reading() as connection:
            return frozenset(
                connection.scalars(select(items.c.item_id).where(items.c.build_id == build_id))
            )

    def put_knowledge(
        self, build_id: str, says: Sequence[Passage], offers: Sequence[Promotion]
    ) -> None:
        """Store what the shop says beside its items, replacing what the build had."""
        with self._writing() as connection:
            self._store_knowledge(connection, build_id, says, offers)

    def publish(
        self, build_id: str, carried: Carried | None = None, *, keep_knowledge: bool = False
    ) -> None:
        """Let the build serve from now on, in place of the one before.

        Versions are settled here: an item that differs from what last served
        under its id counts one up.

        Args:
            build_id: The build.
            carried: What ``pending`` told, with vectors: changes of the serving
                build that are to outlive it. None carries nothing.
            keep_knowledge: True to take policy and promotions over from the
                build that serves, as they are at this moment.

        Raises:
            CatalogueMovedError: If something was changed after ``carried``.
            CatalogueError: If there is no such build.
        """
        with self._writing() as connection:
            number = _revision(connection) + 1
            if carried is not None and number != carried.number + 1:
                raise CatalogueMovedError("the shop was changed meanwhile: carry that over too")
            here = builds.c.build_id == build_id
            made_from = connection.scalar(select(builds.c.fingerprint).where(here))
            if made_from is None:
                raise CatalogueError(f"there is no build {build_id!r} to publish")
            connection.execute(
                update(builds)
                .where(here)
                .values(published=datetime.now(UTC), fingerprint=made_from.removeprefix(_FOLDED))
            )
            if carried is not None:
                self._carry(connection, build_id, number, carried)
            if keep_knowledge:
                _copy_knowledge(connection, build_id)
            settle_versions(connection, build_id)
            connection.execute(delete(serving))
            connection.execute(insert(serving).values(slot=1, build_id=build_id))
            connection.execute(
                update(revision).values(number=number, words=number, knowledge=number)
            )

    def pending(self, build_id: str) -> Carried:
        """Return what changed in the serving build since this one was begun.

        The vectors are left to be filled in.
        """
        with self._reading() as connection:
            number, serves = _revision(connection), serving_build(connection)
            begun = select(build_starts.c.number).where(build_starts.c.build_id == build_id)
            since = connection.scalar(begun)
            later = select(changes.c.item_id, changes.c.removed).where(
                changes.c.build_id == serves,
                changes.c.number > (number if since is None else since),
            )
            gone = {row.item_id: row.removed for row in connection.execute(later)}
            kept: list[Item] = []
            for group in batches([i for i, removed in gone.items() if not removed], AT_ONCE):
                wanted = (items.c.build_id == serves, items.c.item_id.in_(group))
                rows = connection.execute(select(items).where(*wanted)).mappings()
                kept += [item_of(row, self._base) for row in rows]
        return Carried(
            number=number,
            items=tuple(kept),
            removed=frozenset(item_id for item_id, removed in gone.items() if removed),
        )

    def _carry(self, connection: Connection, build_id: str, number: int, carried: Carried) -> None:
        self._store(connection, build_id, carried.items)
        delete_items(connection, build_id, carried.removed)
        ids = [item.item_id for item in carried.items]
        record(
            connection,
            build_id,
            number,
            changed=ids,
            reworded=ids,
            removed=carried.removed,
            vectors=carried.vectors,
        )

    def old_builds(self) -> list[str]:
        """Name the builds that nothing needs any more, oldest first.

        Kept are the serving build and the one it replaced: a running server may
        be in the middle of a search in it.
        """
        with self._reading() as connection:
            serves = serving_build(connection)
            if serves is None:
                return []
            replaced = connection.scalar(
                select(builds.c.build_id)
                .where(builds.c.published.is_not(None), builds.c.build_id != serves)
                .order_by(builds.c.published.desc(), builds.c.number.desc())
            )
            kept = [build_id for build_id in (serves, replaced) if build_id is not None]
            return list(
                connection.scalars(
                    select(builds.c.build_id)
                    .where(builds.c.build_id.not_in(kept))
                    .order_by(builds.c.number)
                )
            )

    def drop_build(self, build_id: str) -> None:
        """Delete a build and everything in it.

        Raises:
            CatalogueError: If it is the one that serves.
        """
        with self._writing() as connection:
            if serving_build(connection) == build_id:
                raise CatalogueError(f"build {build_id} serves and cannot be dropped")
            connection.execute(delete(builds).where(builds.c.build_id == build_id))

    @staticmethod
    def _store_knowledge(
        connection: Connection,
        build_id: str,
        says: Sequence[Passage] | None,
        offers: Sequence[Promotion] | None,
    ) -> None:
        for table, rows in ((passages, says), (promotions, offers)):
            if rows is None:
                continue
            connection.execute(delete(table).where(table.c.build_id == build_id))
            placed = [
                asdict(row) | {"build_id": build_id, "position": position}
                for position, row in enumerate(rows)
            ]
            if placed:
                connection.execute(insert(table), placed)

    def _store(self, connection: Connection, build_id: str, new: Sequence[Item]) -> None:
        latest = {item.item_id: item for item in new}
        if not latest:
            return
        numbers = numbers_for(connection, build_id, latest)
        try:
            rows = [
                row_of(item, build_id, self._base) | {"number": numbers[item_id]}
                for item_id, item in latest.items()
            ]
        except ValueError as error:
            raise CatalogueError(f"an item cannot be stored: {error}") from error
        delete_items(connection, build_id, latest)
        connection.execute(insert(items), rows)
        values = [
            value
            for item_id, item in latest.items()
            for value in values_of(item, build_id, numbers[item_id])
        ]
        connection.execute(insert(item_values), values)

    def _rows(self, build_id: str, new: Iterable[Item]) -> dict[str, Row]:
        """Write items as rows by id, without the numbers that the build gives them."""
        try:
            return {item.item_id: row_of(item, build_id, self._base) for item in new}
        except ValueError as error:
            raise CatalogueError(f"an item cannot be stored: {error}") from error


def _revision(connection: Connection) -> int:
    """Return the revision's number, held until the transaction ends where that is needed."""
    return connection.scalar(select(revision.c.number).with_for_update()) or 0


def _copy_knowledge(connection: Connection, build_id: str) -> None:
    serves = serving_build(connection)
    for table in (passages, promotions):
        connection.execute(delete(table).where(table.c.build_id == build_id))
        names = [column.name for column in table.columns if column.name != "build_id"]
        known = select(literal(build_id), *(table.c[name] for name in names))
        connection.execute(
            insert(table).from_select(["build_id", *names], known.where(table.c.build_id == serves))
        )


def delete_items(connection: Connection, build_id: str, item_ids: Collection[str]) -> None:
    """Take items out of a build, with all that hangs on them."""
    for group in batches(item_ids, AT_ONCE):
        connection.execute(
            delete(items).where(items.c.build_id == build_id, items.c.item_id.in_(group))
        )
