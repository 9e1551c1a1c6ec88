"""Where the reviews are kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Engine, RowMapping, func, insert, select

from assistant.service.reviews.review import Review
from assistant.service.reviews.tone import tone
from assistant.service.tables import REVIEWS
from retrieval.database import writing

_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Judged:
    """A review with its tone in [-1, 1], None where nothing tells."""

    review: Review
    tone: float | None


class ReviewShelf:
    """Keeps reviews in SQL; safe for several threads."""

    def __init__(self, engine: Engine) -> None:
        """Take the database."""
        self._engine = engine

    def add(self, reviews: Iterable[Review]) -> int:
        """Judge and keep the reviews that are not kept yet; return how many those are."""
        new = {review.review_id: review for review in reviews}
        with self._engine.connect() as connection:
            kept = set(connection.scalars(select(REVIEWS.c.review_id)))
        rows = [
            {
                "review_id": review_id,
                "product_id": review.product_id,
                "rating": review.rating,
                "title": review.title,
                "text": review.text,
                "written": review.written,
                "tone": tone(review),
            }
            for review_id, review in new.items()
            if review_id not in kept
        ]
        with writing(self._engine) as connection:
            for start in range(0, len(rows), _AT_ONCE):
                connection.execute(insert(REVIEWS), rows[start : start + _AT_ONCE])
        return len(rows)

    def count(self) -> int:
        """Return how many reviews there are."""
        with self._engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(REVIEWS)) or 0

    def all(self) -> Iterator[Judged]:
        """Go through every review, by product and day, undated ones first."""
        order = (REVIEWS.c.product_id, REVIEWS.c.written, REVIEWS.c.review_id)
        with self._engine.connect() as connection:
            for row in connection.execute(select(REVIEWS).order_by(*order)).mappings():
                yield _judged(row)


def _judged(row: RowMapping) -> Judged:
    return Judged(
        Review(row["product_id"], row["title"], row["text"], row["rating"], row["written"]),
        row["tone"],
    )
