"""An assistant for tests of the faces: a dozen items, and a few words it listens to."""

import itertools
import re
import threading
import time
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from PIL import Image, ImageDraw

from assistant.answers.compare import compare
from assistant.dialogue import Dialogue, RepeatedTurnError, Role, Turn
from assistant.exchanges import Exchange, KeptReply, retell
from assistant.intent import Act, Describe, Exclude, Look, Operation, Refer, Set, State
from assistant.memory import UnknownSessionError
from assistant.models.chat_model import ModelStatus, Readiness
from assistant.reply import (
    Claim,
    Event,
    Explained,
    Explanation,
    Finished,
    Origin,
    Question,
    Reply,
    Shown,
    Suggestion,
)
from assistant.understanding.state import apply
from ranking.ranked import RankedItem
from retrieval.catalog_errors import CatalogueEmptyError
from retrieval.constraints import PATH_SEPARATOR, Constraint, Constraints, Operator, Source
from retrieval.items import Availability, Item, Price
from retrieval.photos import PhotoError
from retrieval.vocabulary import Vocabulary

CURRENCY = "USD"
_COLOURS = {
    "black": "#2b2b30",
    "navy": "#2f4573",
    "green": "#4f7a5b",
    "red": "#b04a45",
    "ochre": "#c8973f",
    "grey": "#8c9096",
}
_STOCK = """
fell     Fellside Rain Jacket    Northway   89.00 119.00 4.6 212 green  14
fell     Fellside Rain Jacket    Northway   89.00 119.00 4.6 212 black  3
ridge    Ridgeline Shell         Tarn      118.50 -      4.8 67  navy   9
ridge    Ridgeline Shell         Tarn      118.50 -      4.8 67  red    0
drizzle  Drizzle Packable Jacket Wend       54.00 -      4.1 431 ochre  60
drizzle  Drizzle Packable Jacket Wend       54.00 -      4.1 431 navy   60
cairn    Cairn 3-in-1 Jacket     Northway  149.00 179.00 4.4 95  green  12
moor     Moorland Waxed Coat     Halden    210.00 -      4.7 38  ochre  4
spray    Spray Cycling Jacket    Wend       72.00 90.00  3.9 120 red    25
harbour  Harbour Raincoat        Halden     99.00 -      -   0   grey   18
summit   Summit Down Jacket      Tarn      185.00 229.00 4.9 310 black  7
breeze   Breeze Windbreaker      Wend       39.00 -      4.0 88  green  40
"""
_ROW = re.compile(r"(\w+)\s+(.+?)\s{1,}(\w+)\s+([\d.]+)\s+(\S+)\s+(\S+)\s+(\d+)\s+(\w+)\s+(\d+)$")


def shop_items(pictures: Path | None = None) -> list[Item]:
    """A dozen rainwear items; with pictures where a folder is given."""
    rows = [_ROW.match(line.strip()) for line in _STOCK.strip().splitlines()]
    return [_item(row, pictures) for row in rows if row]


def _item(row: re.Match[str], pictures: Path | None) -> Item:
    family, title, brand, price, was, rating, count, colour, stock = row.groups()
    item_id = f"{family}-{colour}"
    images = (_picture(pictures, item_id, colour),) if pictures else ()
    return Item(
        item_id=item_id,
        family_id=family,
        title=f"{title}, {colour}",
        description=f"A {colour} jacket that keeps the rain out.",
        brand=brand,
        category=("Clothing", "Jackets"),
        price=Price(Decimal(price), CURRENCY),
        list_price=None if was == "-" else Price(Decimal(was), CURRENCY),
        availability=Availability.IN_STOCK if int(stock) else Availability.OUT_OF_STOCK,
        stock=int(stock),
        rating=None if rating == "-" else float(rating),
        rating_count=int(count),
        attributes={"colour": (colour,), "feature": ("waterproof",), "size": ("s", "m", "l")},
        image_paths=images,
    )


def _picture(folder: Path, name: str, colour: str) -> Path:
    path = folder / f"{name}.png"
    if not path.exists():
        image = Image.new("RGB", (400, 400), "#f4f1ec")
        draw = ImageDraw.Draw(image)
        fill = _COLOURS[colour]
        draw.polygon([(130, 110), (270, 110), (330, 190), (285, 225), (280, 330), (120, 330),
                      (115, 225), (70, 190)], fill=fill)  # fmt: skip
        draw.line([(200, 112), (200, 330)], fill="#f4f1ec", width=4)
        draw.ellipse((165, 70, 235, 140), fill=fill)
        image.save(path)
    return path


class FakeShelf:
    """What can be had without a conversation: the items in the order they were given."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = {item.item_id: item for item in items}

    def search(
        self,
        text: str = "",
        *,
        constraints: Constraints = Constraints(),
        k: int = 10,
        trade_off: float = 0.0,  # noqa: ARG002 - the fake ranks nothing
    ) -> tuple[RankedItem, ...]:
        assert not text, "the fake finds nothing by words"
        found = [item for item in self._items.values() if constraints.allow(item)]
        return tuple(_ranked(item, rank) for rank, item in enumerate(found[:k], start=1))

    def items(self, item_ids: Collection[str]) -> dict[str, Item]:
        return {i: self._items[i] for i in item_ids if i in self._items}

    def variants(self, item: Item) -> list[Item]:
        family = [one for one in self._items.values() if one.family_id == item.family_id]
        return [one for one in family if one.item_id != item.item_id]

    def vocabulary(self) -> Vocabulary:
        paths = Counter(
            PATH_SEPARATOR.join(item.category[:depth]).lower()
            for item in self._items.values()
            for depth in range(1, len(item.category) + 1)
        )
        return Vocabulary(categories=paths, currency=CURRENCY)


class FakeAssistant:
    """Keeps sessions in memory and understands "under $N", "not COLOUR" and colours.

    "which" makes it ask back, "nothing" finds nothing.
    """

    def __init__(
        self,
        items: Sequence[Item] = (),
        *,
        status: ModelStatus | None = None,
        pause: float = 0.0,
        think: float = 0.0,
        empty: bool = False,
    ) -> None:
        """Sell ``items``; ``think`` seconds before a list, ``pause`` before every reason."""
        self._items = {item.item_id: item for item in items}
        self.shelf = FakeShelf(items)
        self._status = status or ModelStatus(Readiness.READY, "The fake writer is ready.")
        self._pause = pause
        self._think = think
        self._empty = empty
        self._sessions: dict[str, tuple[State, Dialogue]] = {}
        self._kept: dict[str, dict[str, KeptReply]] = {}
        self._ids = itertools.count()
        self.closed = False
        self.turns_closed = threading.Semaphore(0)
        self.taps: list[tuple[Operation, ...]] = []
        self.trade_offs: list[float | None] = []

    def open_session(self) -> str:
        session_id = f"fake-session-{next(self._ids)}"
        self._sessions[session_id] = (State(), Dialogue())
        return session_id

    def respond(
        self,
        session_id: str,
        text: str,
        *,
        photo: bytes | None = None,
        k: int | None = None,
        trade_off: float | None = None,
        key: str | None = None,
    ) -> Iterator[Event]:
        if "explode" in text:
            raise RuntimeError("the secret database password is hunter2")
        if photo is not None and not photo.startswith((b"\x89PNG", b"\xff\xd8", b"RIFF")):
            raise PhotoError("this file is no picture that can be read")
        state, dialogue = self._begun(session_id, key)
        photo_id = "photo" if photo else None
        turn = Turn(Role.SHOPPER, text, photo_id, key=key)
        operations = [*_understood(text, len(dialogue)), *([Look("photo")] if photo else [])]
        self._sessions[session_id] = (state, dialogue.plus(turn))
        events = self._answer(session_id, operations, text, k, trade_off)
        yield from self._keeping(session_id, key, "", events)

    def tap(
        self,
        session_id: str,
        operations: Sequence[Operation],
        *,
        k: int | None = None,
        trade_off: float | None = None,
        key: str | None = None,
        said: str = "",
    ) -> Iterator[Event]:
        state, dialogue = self._begun(session_id, key)
        self.taps.append(tuple(operations))
        self._sessions[session_id] = (state, dialogue.plus(Turn(Role.SHOPPER, "", key=key)))
        events = self._answer(session_id, operations, "", k, trade_off)
        yield from self._keeping(session_id, key, said, events)

    def state(self, session_id: str) -> State:
        return self._session(session_id)[0]

    def dialogue(self, session_id: str) -> Dialogue:
        return self._session(session_id)[1]

    def exchanges(self, session_id: str) -> tuple[Exchange, ...]:
        _, dialogue = self._session(session_id)
        return retell(dialogue, self._kept.get(session_id, {}), self._items)

    def items(self, item_ids: Sequence[str]) -> dict[str, Item]:
        if self._empty:
            raise CatalogueEmptyError("The shop is empty; run `aisle index FEED`.")
        return {i: self._items[i] for i in item_ids if i in self._items}

    def currency(self) -> str:
        return CURRENCY

    def model_status(self) -> ModelStatus:
        return self._status

    def close(self) -> None:
        self.closed = True

    def _session(self, session_id: str) -> tuple[State, Dialogue]:
        if session_id not in self._sessions:
            raise UnknownSessionError("this conversation is not known here; start a new one")
        return self._sessions[session_id]

    def _begun(self, session_id: str, key: str | None) -> tuple[State, Dialogue]:
        state, dialogue = self._session(session_id)
        if key is not None and dialogue.has(key):
            raise RepeatedTurnError(key)
        return state, dialogue

    def _keeping(
        self, session_id: str, key: str | None, said: str, events: Iterator[Event]
    ) -> Iterator[Event]:
        for event in events:
            if key is not None and not isinstance(event, Explained):
                kept = self._kept.setdefault(session_id, {})
                kept[key] = KeptReply(said, event.reply)
            yield event

    def _answer(
        self,
        session_id: str,
        operations: Sequence[Operation],
        text: str,
        k: int | None,
        trade_off: float | None,
    ) -> Iterator[Event]:
        if self._empty:
            raise CatalogueEmptyError("The shop is empty; run `aisle index FEED`.")
        self.trade_offs.append(trade_off)
        state, dialogue = self._session(session_id)
        state = apply(state, operations, act=Act.RECOMMEND)
        reply = self._reply(state, text, k or 6)
        pointed = [i for one in operations if isinstance(one, Refer) for i in one.item_ids]
        if len(pointed) > 1:
            reply = self._side_by_side(state, [self._items[i] for i in pointed])
        reply = replace(reply, currency=CURRENCY)
        shown = tuple(ranked.item.item_id for ranked in reply.items)
        turn = Turn(Role.ASSISTANT, reply.text, shown=shown)
        self._sessions[session_id] = (state, dialogue.plus(turn))
        time.sleep(self._think)
        try:
            yield Shown(reply)
            for ranked in reply.items:
                time.sleep(self._pause)
                explanation = _explanation(ranked.item)
                reply = replace(reply, explanations=(*reply.explanations, explanation))
                yield Explained(explanation)
            yield Finished(reply)
        finally:
            self.turns_closed.release()

    @staticmethod
    def _side_by_side(state: State, items: list[Item]) -> Reply:
        comparison = compare(items, state.intent)
        ranked = tuple(_ranked(item, rank) for rank, item in enumerate(items, start=1))
        return Reply(comparison.sentence, state.intent, ranked, comparison=comparison)

    def _reply(self, state: State, text: str, k: int) -> Reply:
        found = [
            item
            for item in self._items.values()
            if state.intent.constraints.allow(item) and item.item_id not in state.intent.disliked
        ]
        if "nothing" in text or not found:
            return Reply(
                "Nothing we carry meets all of that. The price limit was in the way.",
                state.intent,
                suggestions=(Suggestion("Drop the price limit", "any price"),),
            )
        return Reply(
            f"{len(found)} match. These are the ones I would look at first.",
            state.intent,
            items=tuple(_ranked(item, rank) for rank, item in enumerate(found[:k], start=1)),
            question=_QUESTION if "which" in text else None,
            suggestions=(
                Suggestion("Cheaper", "cheaper"),
                Suggestion("In stock only", "only what is in stock"),
                Suggestion("Only green", "in green"),
            ),
        )


_QUESTION = Question(
    "Will you walk, cycle or wear it in town?",
    "activity",
    (
        Suggestion("Walking", "for walking"),
        Suggestion("Cycling", "for cycling"),
        Suggestion("Town", "for town"),
    ),
)


def _understood(text: str, turn: int) -> list[Operation]:
    operations: list[Operation] = [Describe(text, afresh=False)]
    if limit := re.search(r"under \$?(\d+)", text):
        source = Source(turn, limit[0])
        bound = Decimal(limit[1])
        operations.append(Set(Constraint("price", Operator.AT_MOST, source, bound=bound)))
    for colour in _COLOURS:
        source = Source(turn, colour)
        if f"not {colour}" in text:
            ruled_out = Constraint("colour", Operator.NONE_OF, source, (colour,))
            operations.append(Exclude(ruled_out))
        elif colour in text:
            operations.append(Set(Constraint("colour", Operator.ANY_OF, source, (colour,))))
    return operations


def _ranked(item: Item, rank: int) -> RankedItem:
    return RankedItem(
        item=item,
        rank=rank,
        relevance=0.95 - rank * 0.05,
        novelty=0.4,
        contributions={"meaning": 0.42, "words": 0.2, "rating": 0.11, "price": -0.06},
    )


def _explanation(item: Item) -> Explanation:
    price = f"${item.price.amount}"
    colour = item.values("colour")[0]
    text = f"It is waterproof, comes in {colour} and costs {price}."
    claims = tuple(
        Claim(text.index(words), text.index(words) + len(words), field, item.version)
        for words, field in (("waterproof", "feature"), (colour, "colour"), (price, "price"))
    )
    return Explanation(item.item_id, text, claims, Origin.FACTS)
