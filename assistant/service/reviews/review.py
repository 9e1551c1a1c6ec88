"""A review of a product."""

import hashlib
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Review:
    """What one buyer wrote; who it was is not kept.

    Attributes:
        product_id: The product's family id or an item id of it.
        title: Its headline; may be empty.
        text: What was written; not empty.
        rating: Stars in [1, 5]; None where there are none.
        written: The day, None where it is not known.
    """

    product_id: str
    title: str
    text: str
    rating: float | None = None
    written: date | None = None

    @property
    def review_id(self) -> str:
        """The same for the same words on the same day, so that none counts twice."""
        parts = (self.product_id, self.title, self.text, str(self.written))
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
