"""Changes of the shop, and what came of them."""

from datetime import date
from typing import Any

from pydantic import Field, field_validator

from retrieval.feeds.row import RowProblem
from retrieval.knowledge import Passage, Promotion
from retrieval.live import UpdateReport
from ui.api.messages.message import Message

MOST_ITEMS = 1_000


class ItemsRequest(Message):
    """Items as in a feed of JSON lines: ``id``, ``title``, ``price``, ``category``, ...

    One without a title changes the fields it has and leaves the others.
    """

    items: tuple[dict[str, Any], ...] = Field(min_length=1, max_length=MOST_ITEMS)
    currency: str | None = Field(
        None, pattern="^[A-Za-z]{3}$", description="Of prices that name none."
    )


class RemovalRequest(Message):
    """Ids of items that are no longer sold; unknown ones are ignored."""

    item_ids: list[str] = Field(min_length=1, max_length=MOST_ITEMS)


class PassageMessage(Message):
    """A passage of the policy."""

    id: str = Field(min_length=1, max_length=200)
    topic: str = Field(min_length=1, max_length=200)
    title: str = Field(min_length=1, max_length=500)
    text: str = Field(min_length=1, max_length=10_000)


class PolicyRequest(Message):
    """The whole policy, in the order it is to be read."""

    passages: tuple[PassageMessage, ...] = Field(max_length=MOST_ITEMS)

    @field_validator("passages")
    @classmethod
    def _distinct(cls, given: tuple[PassageMessage, ...]) -> tuple[PassageMessage, ...]:
        _refuse_repeated([one.id for one in given])
        return given

    def checked(self) -> list[Passage]:
        """Return the passages."""
        return [Passage(p.id, p.topic.strip().lower(), p.title, p.text) for p in self.passages]


class PromotionMessage(Message):
    """A promotion; category as a path joined by `` > ``."""

    id: str = Field(min_length=1, max_length=200)
    title: str = Field(min_length=1, max_length=500)
    code: str | None = Field(None, max_length=100)
    percent_off: int = Field(gt=0, le=100)
    category: str | None = Field(None, max_length=500)
    brand: str | None = Field(None, max_length=300)
    starts: date
    ends: date


class PromotionsRequest(Message):
    """All promotions, in the order they are to be told."""

    promotions: tuple[PromotionMessage, ...] = Field(max_length=MOST_ITEMS)

    @field_validator("promotions")
    @classmethod
    def _distinct(cls, given: tuple[PromotionMessage, ...]) -> tuple[PromotionMessage, ...]:
        _refuse_repeated([one.id for one in given])
        return given

    def checked(self) -> list[Promotion]:
        """Return the promotions."""
        return [
            Promotion(
                promotion_id=p.id,
                title=p.title,
                code=p.code,
                percent_off=p.percent_off,
                category=p.category.lower() if p.category else None,
                brand=p.brand.lower() if p.brand else None,
                starts=p.starts,
                ends=p.ends,
            )
            for p in self.promotions
        ]


class ReplacedMessage(Message):
    """How many there are now."""

    count: int


class RowProblemMessage(Message):
    """Something wrong with one item, by its place in the request from 1."""

    place: int
    field: str
    reason: str
    item_id: str | None
    lost: bool

    @classmethod
    def of(cls, problem: RowProblem) -> "RowProblemMessage":
        """Return the message of a problem."""
        return cls(
            place=problem.line,
            field=problem.field,
            reason=problem.reason,
            item_id=problem.item_id,
            lost=problem.lost,
        )


class UpdateMessage(Message):
    """What came of a change; ``revision`` counts up with every one."""

    revision: int
    added: int
    updated: int
    unchanged: int
    removed: int
    lost: int
    problems: tuple[RowProblemMessage, ...]

    @classmethod
    def of(cls, report: UpdateReport) -> "UpdateMessage":
        """Return the message of a report."""
        problems = (*report.filling.problems, *report.filling.photo_problems)
        return cls(
            revision=report.number,
            added=report.added,
            updated=report.updated,
            unchanged=report.unchanged,
            removed=report.removed,
            lost=report.filling.lost,
            problems=tuple(RowProblemMessage.of(problem) for problem in problems),
        )


def _refuse_repeated(ids: list[str]) -> None:
    repeated = sorted({one for one in ids if ids.count(one) > 1})
    if repeated:
        raise ValueError(f"these ids stand there twice: {', '.join(repeated[:5])}")
