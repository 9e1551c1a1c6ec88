"""The catalogue: what the shop sells and says, read from the build that serves."""

from collections.abc import Collection, Iterator
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Double, RowMapping, case, cast, func, select

from retrieval.allow_list import AllowList
from retrieval.batches import batches
from retrieval.catalog_builds import Build
from retrieval.catalog_changes import CatalogueChanges
from retrieval.catalog_database import required_build, serving_build
from retrieval.catalog_errors import (
    CatalogueBusyError,
    CatalogueDamagedError,
    CatalogueEmptyError,
    CatalogueError,
    CatalogueFullError,
)
from retrieval.catalog_record import AT_ONCE
from retrieval.catalog_tables import item_of, item_values, items, passages, promotions
from retrieval.constraints import BRAND, CATEGORY, PATH_SEPARATOR, Constraints
from retrieval.filters import meets
from retrieval.items import Availability, Item
from retrieval.knowledge import Passage, Promotion
from retrieval.masks import Masks
from retrieval.money import from_steps
from retrieval.title_nouns import title_nouns
from retrieval.vocabulary import Vocabulary

__all__ = [
    "Build",
    "Catalogue",
    "CatalogueBusyError",
    "CatalogueDamagedError",
    "CatalogueEmptyError",
    "CatalogueError",
    "CatalogueFullError",
]

PRIOR_RATINGS: Final = 10.0
"""A rating counts as if so many shoppers more had given the shop's mean."""


class Catalogue(CatalogueChanges):
    """The reading half; ``CatalogueBuilds`` and ``CatalogueChanges`` are the writing one.

    Every method but ``published`` and ``every_item`` of a named build reads the
    build that serves, and raises ``CatalogueEmptyError`` before the first one
    and ``CatalogueError`` if the database fails.
    """

    def __init__(self, url: str) -> None:
        """Open the catalogue; see ``CatalogueDatabase``."""
        super().__init__(url)
        self._masks = Masks()

    def published(self) -> str | None:
        """Return the id of the build that serves, or None; one cheap query."""
        with self._reading() as connection:
            return serving_build(connection)

    def items(self, item_ids: Collection[str]) -> dict[str, Item]:
        """Return those of the ids that are sold, in the order asked."""
        with self._reading() as connection:
            build_id = required_build(connection)
            found: dict[str, Item] = {}
            for group in batches(item_ids, AT_ONCE):
                wanted = (items.c.build_id == build_id, items.c.item_id.in_(group))
                found |= {item.item_id: item for item in self._select(connection, *wanted)}
        return {item_id: found[item_id] for item_id in item_ids if item_id in found}

    def every_item(self, build_id: str | None = None) -> Iterator[Item]:
        """Go through the items of a build by id, a page in memory at a time.

        Args:
            build_id: The build, published or not; None means the one that serves.
        """
        if build_id is None:
            with self._reading() as connection:
                build_id = required_build(connection)
        last = ""
        while True:
            with self._reading() as connection:
                after = (items.c.build_id == build_id, items.c.item_id > last)
                page = self._select(connection, *after, limit=AT_ONCE)
            if not page:
                return
            yield from page
            last = page[-1].item_id

    def family(self, family_id: str) -> list[Item]:
        """Return the variants of one product by id; none for an unknown product."""
        with self._reading() as connection:
            build_id = required_build(connection)
            return self._select(
                connection, items.c.build_id == build_id, items.c.family_id == family_id
            )

    def allowed(
        self, constraints: Constraints, exclude: frozenset[str] = frozenset()
    ) -> AllowList | None:
        """Return the ids of all items that the constraints allow, less ``exclude``.

        None means that nothing is constrained and nothing excluded.
        """
        with self._reading() as connection:
            required_build(connection)
            if not constraints and not exclude:
                return None
            return self._masks.allowed(connection, constraints) - exclude

    def count(self, constraints: Constraints = Constraints()) -> int:
        """Return how many items the constraints allow."""
        with self._reading() as connection:
            required_build(connection)
            return len(self._masks.allowed(connection, constraints))

    def popular(
        self, constraints: Constraints, k: int, exclude: frozenset[str] = frozenset()
    ) -> list[Item]:
        """Return the most popular items that the constraints allow, best first.

        What is in stock comes before what is not. Popularity is the number of
        ratings times their mean, the mean drawn towards the shop's as if
        ``PRIOR_RATINGS`` more had been given. Ties go by id.

        Args:
            constraints: What every item must meet.
            k: How many at most, at least 1.
            exclude: Ids to leave out.
        """
        with self._reading() as connection:
            build_id = required_build(connection)
            order = (_stock_order(), _popularity(connection, build_id).desc(), items.c.item_id)
            ranked = connection.scalars(
                select(items.c.item_id)
                .where(meets(constraints, build_id))
                .order_by(*order)
                .limit(k + len(exclude))
            )
            best = [item_id for item_id in ranked if item_id not in exclude][:k]
        return list(self.items(best).values())

    def vocabulary(self) -> Vocabulary:
        """Return the words the shop's items are described in."""
        with self._reading() as connection:
            build_id = required_build(connection)
            counted = connection.execute(
                select(item_values.c.field, item_values.c.value, func.count())
                .where(item_values.c.build_id == build_id)
                .group_by(item_values.c.field, item_values.c.value)
                .order_by(item_values.c.field, item_values.c.value)
            )
            words: dict[str, dict[str, int]] = {CATEGORY: {}, BRAND: {}}
            for field, value, number in counted:
                words.setdefault(field, {})[value] = number
            priced = _priced_vocabulary(connection, build_id, words)
            return replace(
                priced,
                coverage=_coverage(connection, build_id),
                title_nouns=_title_nouns(connection, build_id),
            )

    def photos(self) -> frozenset[Path]:
        """Return the photo files of all items, those of unpublished and replaced builds too."""
        with self._reading() as connection:
            stored = connection.scalars(select(items.c.image_paths))
            return frozenset((self._base or Path()) / path for paths in stored for path in paths)

    def price_bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """Return the lowest and the highest price; None where nothing has one."""
        with self._reading() as connection:
            priced = _priced_vocabulary(connection, required_build(connection), {})
        return priced.lowest_price, priced.highest_price

    def passages(self) -> list[Passage]:
        """Return the passages of the shop's policy in the order they were written."""
        with self._reading() as connection:
            build_id = required_build(connection)
            rows = connection.execute(
                select(passages)
                .where(passages.c.build_id == build_id)
                .order_by(passages.c.position)
            )
            return [Passage(**_only(row, Passage)) for row in rows.mappings()]

    def promotions(self, on: date) -> list[Promotion]:
        """Return the promotions that hold on a day, in the order they were written."""
        with self._reading() as connection:
            build_id = required_build(connection)
            rows = connection.execute(
                select(promotions)
                .where(
                    promotions.c.build_id == build_id,
                    promotions.c.starts <= on,
                    promotions.c.ends >= on,
                )
                .order_by(promotions.c.position)
            )
            return [Promotion(**_only(row, Promotion)) for row in rows.mappings()]

    def _select(
        self, connection: Connection, *where: ColumnElement[bool], limit: int | None = None
    ) -> list[Item]:
        wanted = select(items).where(*where).order_by(items.c.item_id).limit(limit)
        return [item_of(row, self._base) for row in connection.execute(wanted).mappings()]


def _stock_order() -> ColumnElement[int]:
    return case((items.c.availability == Availability.IN_STOCK.value, 0), else_=1)


def _popularity(connection: Connection, build_id: str) -> ColumnElement[float]:
    count = cast(items.c.rating_count, Double)
    given = func.sum(items.c.rating * count) / func.sum(count)
    rated = (items.c.build_id == build_id, items.c.rating.is_not(None), count > 0)
    mean = connection.scalar(select(given).where(*rated)) or 0.0
    total = func.coalesce(items.c.rating, mean) * count
    return (total + PRIOR_RATINGS * mean) / (count + PRIOR_RATINGS) * count


def _coverage(connection: Connection, build_id: str) -> dict[str, dict[str, int]]:
    """Count, for every attribute and category, the items there that carry it."""
    carried = (
        select(item_values.c.number, item_values.c.field)
        .where(item_values.c.build_id == build_id, item_values.c.field.not_in((CATEGORY, BRAND)))
        .distinct()
        .subquery()
    )
    counted = connection.execute(
        select(carried.c.field, item_values.c.value, func.count())
        .join(item_values, item_values.c.number == carried.c.number)
        .where(item_values.c.build_id == build_id, item_values.c.field == CATEGORY)
        .group_by(carried.c.field, item_values.c.value)
        .order_by(carried.c.field, item_values.c.value)
    )
    coverage: dict[str, dict[str, int]] = {}
    for field, category, number in counted:
        coverage.setdefault(field, {})[category] = number
    return coverage


def _title_nouns(connection: Connection, build_id: str) -> dict[str, dict[str, int]]:
    """Count, for every noun of the titles, the items of each category so called."""
    found: dict[str, dict[str, int]] = {}
    titled = select(items.c.title, items.c.category).where(items.c.build_id == build_id)
    for title, category in connection.execute(titled):
        path = PATH_SEPARATOR.join(category).casefold()
        for noun in title_nouns(title):
            counts = found.setdefault(noun, {})
            counts[path] = counts.get(path, 0) + 1
    return found


def _priced_vocabulary(
    connection: Connection,
    build_id: str,
    words: dict[str, dict[str, int]],
) -> Vocabulary:
    priced = (items.c.build_id == build_id, items.c.price_steps.is_not(None))
    currency = connection.scalar(
        select(items.c.price_currency)
        .where(*priced)
        .group_by(items.c.price_currency)
        .order_by(func.count().desc(), items.c.price_currency)
        .limit(1)
    )
    lowest, highest = connection.execute(
        select(func.min(items.c.price_steps), func.max(items.c.price_steps)).where(*priced)
    ).one()
    return Vocabulary(
        categories=words.pop(CATEGORY, {}),
        brands=words.pop(BRAND, {}),
        attributes=words,
        lowest_price=from_steps(lowest, currency) if currency else None,
        highest_price=from_steps(highest, currency) if currency else None,
        currency=currency,
    )


def _only(row: RowMapping, kind: type[Passage] | type[Promotion]) -> dict[str, Any]:
    return {field.name: row[field.name] for field in fields(kind)}
