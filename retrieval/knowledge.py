"""What the shop says beside its items: policy passages and promotions."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the shop's policy, short enough to be quoted.

    Attributes:
        passage_id: Unique in the shop, such as ``returns#how-long``.
        topic: ``returns``, ``delivery``, ``warranty``, ``sizing``, ...
        title: The heading it stands under.
        text: Plain text, a few sentences.
    """

    passage_id: str
    topic: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Promotion:
    """A reduction that the shop offers.

    Attributes:
        promotion_id: Unique in the shop.
        title: One line, as the shopper sees it.
        code: To be typed at the checkout, or None where it applies by itself.
        percent_off: In (0, 100].
        category: Category path it is limited to, lower-case joined by `` > ``,
            or None for the whole shop.
        brand: Lower-case brand it is limited to, or None.
        starts: First day it holds.
        ends: Last day it holds.
    """

    promotion_id: str
    title: str
    code: str | None
    percent_off: int
    category: str | None
    brand: str | None
    starts: date
    ends: date
