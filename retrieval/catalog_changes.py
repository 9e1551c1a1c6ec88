"""Changing the build that serves, and telling every process that serves it."""

from collections.abc import Mapping, Sequence

import numpy as np
from sqlalchemy import Connection, func, select, true, update

from retrieval.batches import batches
from retrieval.catalog_builds import (
    CatalogueBuilds,
    delete_items,
)
from retrieval.catalog_change_tables import changes, live_vectors, revision
from retrieval.catalog_database import required_build
from retrieval.catalog_errors import CatalogueMovedError
from retrieval.catalog_record import AT_ONCE, record
from retrieval.catalog_tables import items, serving
from retrieval.catalog_versions import settle_versions
from retrieval.changes import Change, Changed, Changes, LiveVector, Revision
from retrieval.item_text import item_text
from retrieval.items import Item
from retrieval.knowledge import Passage, Promotion
from retrieval.query import Leg


class CatalogueChanges(CatalogueBuilds):
    """What happens to a build after it was published.

    Every change is one transaction: its items, their versions, their vectors and
    the revision are kept all together or not at all, however the process ends.
    """

    def revision(self) -> Revision | None:
        """Return where the catalogue stands, None before the first build.

        One query by key, cheap enough for every request.
        """
        with self._reading() as connection:
            row = connection.execute(
                select(
                    serving.c.build_id,
                    revision.c.number,
                    revision.c.words,
                    revision.c.knowledge,
                ).select_from(serving.join(revision, true()))
            ).one_or_none()
        return None if row is None else Revision(*row)

    def changes(self, build_id: str, since: int) -> Changes:
        """Return what happened to a build after a revision's number; -1 for all."""
        with self._reading() as connection:
            number = connection.scalar(select(revision.c.number)) or 0
            told = connection.execute(
                select(changes.c.item_id, changes.c.removed, changes.c.words).where(
                    changes.c.build_id == build_id, changes.c.number > since
                )
            ).all()
            vectors = connection.execute(
                select(
                    live_vectors.c.leg,
                    live_vectors.c.item_id,
                    live_vectors.c.encoder,
                    live_vectors.c.vector,
                ).where(live_vectors.c.build_id == build_id, live_vectors.c.number > since)
            ).all()
        by_leg: dict[Leg, dict[str, LiveVector]] = {}
        for leg, item_id, encoder, stored in vectors:
            vector = None if stored is None else np.frombuffer(stored, dtype="<f4")
            by_leg.setdefault(Leg(leg), {})[item_id] = LiveVector(encoder, vector)
        return Changes(
            number=number,
            removed=frozenset(item_id for item_id, removed, _ in told if removed),
            reworded=frozenset(i for i, removed, words in told if not removed and words > since),
            vectors=by_leg,
        )

    def changed_count(self) -> int:
        """Return how many items of the serving build changed since it was published."""
        with self._reading() as connection:
            of_build = changes.c.build_id == required_build(connection)
            return connection.scalar(select(func.count()).where(of_build)) or 0

    def change(self, wanted: Change) -> Changed:
        """Change items of the serving build, all or none; readers see it at once.

        An item that says what it said before is left alone. A build made from a
        feed later replaces everything by what the feed says.

        Raises:
            CatalogueEmptyError: If no build was published yet.
            CatalogueMovedError: If an item concerned is no longer as it was seen:
                look again and decide anew.
            CatalogueError: If an item cannot be stored.
        """
        with self._writing() as connection:
            # Held until the end, so that changes come one after the other in every database.
            held = select(revision.c.number).with_for_update()
            number = (connection.scalar(held) or 0) + 1
            build_id = required_build(connection)
            ids = [item.item_id for item in wanted.upserts]
            stored = _stored(connection, build_id, [*ids, *wanted.removals])
            _check_seen(stored, wanted.seen)
            rows = self._rows(build_id, wanted.upserts)
            new = [
                item
                for item in wanted.upserts
                if stored.get(item.item_id, (0, ""))[1] != rows[item.item_id]["content_sha256"]
            ]
            removed = frozenset(wanted.removals & stored.keys())
            reworded = _reworded(new, wanted.seen)
            if new or removed:
                self._store(connection, build_id, new)
                settle_versions(connection, build_id, [item.item_id for item in new])
                delete_items(connection, build_id, removed)
                record(
                    connection,
                    build_id,
                    number,
                    changed=[item.item_id for item in new],
                    reworded=reworded,
                    removed=removed,
                    vectors=wanted.vectors,
                )
                values = {"number": number} | ({"words": number} if reworded or removed else {})
                connection.execute(update(revision).values(values))
        changed = {item.item_id for item in new}
        return Changed(
            number=number if new or removed else number - 1,
            added=tuple(i for i in ids if i in changed and i not in stored),
            updated=tuple(i for i in ids if i in changed and i in stored),
            unchanged=tuple(i for i in ids if i not in changed),
            removed=tuple(sorted(removed)),
        )

    def change_knowledge(
        self,
        says: Sequence[Passage] | None = None,
        offers: Sequence[Promotion] | None = None,
    ) -> None:
        """Replace the policy or the promotions of the serving build; None leaves them.

        Raises:
            CatalogueEmptyError: If no build was published yet.
        """
        with self._writing() as connection:
            number = (connection.scalar(select(revision.c.number).with_for_update()) or 0) + 1
            self._store_knowledge(connection, required_build(connection), says, offers)
            connection.execute(update(revision).values(number=number, knowledge=number))


def _stored(
    connection: Connection, build_id: str, item_ids: Sequence[str]
) -> dict[str, tuple[int, str]]:
    """Return version and content of those of the items that the build has."""
    found: dict[str, tuple[int, str]] = {}
    for group in batches(item_ids, AT_ONCE):
        wanted = select(items.c.item_id, items.c.version, items.c.content_sha256).where(
            items.c.build_id == build_id, items.c.item_id.in_(group)
        )
        found |= {
            row.item_id: (row.version, row.content_sha256) for row in connection.execute(wanted)
        }
    return found


def _check_seen(stored: Mapping[str, tuple[int, str]], seen: Mapping[str, Item]) -> None:
    if {i: version for i, (version, _) in stored.items()} != {
        i: o.version for i, o in seen.items()
    }:
        raise CatalogueMovedError("another process changed the same items meanwhile: try again")


def _reworded(new: Sequence[Item], seen: Mapping[str, Item]) -> frozenset[str]:
    return frozenset(
        item.item_id
        for item in new
        if item.item_id not in seen or item_text(item) != item_text(seen[item.item_id])
    )
