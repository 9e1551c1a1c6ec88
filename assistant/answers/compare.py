"""What differs between a few items: a table, and a true sentence about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from assistant.explaining.facts import is_plain
from assistant.explaining.names_zh import in_chinese
from assistant.explaining.phrasing_en import is_adjective, listed, size_name
from assistant.grounding.list_claims import Measure, price_of, rating_of, stands_out
from assistant.intent import Intent
from assistant.money import price_text
from retrieval.constraints import BRAND, PRICE, RATING
from retrieval.items import Availability, Item

FEWEST: Final = 2
MOST: Final = 4
MOST_ROWS: Final = 10
MOST_VALUES: Final = 6
MOST_NAMED: Final = 3
"""How many fields a sentence names where nothing but these differs."""
AVAILABILITY: Final = "availability"


@dataclass(frozen=True, slots=True)
class Row:
    """One field in which the items differ.

    Attributes:
        field: ``price``, ``rating``, ``availability``, ``brand`` or an attribute.
        label: The field's name for the shopper.
        values: One an item, in the items' order; empty where the listing does
            not say.
        best: Positions of the better items, where better has a meaning: the
            lowest price and the highest rating. Empty otherwise.
    """

    field: str
    label: str
    values: tuple[str, ...]
    best: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Items side by side.

    Attributes:
        item_ids: The items, in the order given.
        titles: Theirs.
        rows: The differences that matter, most telling first; empty where the
            listings do not differ.
        sentence: What sets each apart, in the shopper's language.
    """

    item_ids: tuple[str, ...]
    titles: tuple[str, ...]
    rows: tuple[Row, ...]
    sentence: str


_LABELS_ZH: Final = {
    PRICE: "价格",
    RATING: "评分",
    AVAILABILITY: "库存",
    BRAND: "品牌",
    "colour": "颜色",
    "size": "尺码",
    "material": "材质",
    "feature": "功能",
    "pattern": "图案",
    "activity": "用途",
    "audience": "适用人群",
    "season": "季节",
    "style": "风格",
    "weight": "重量",
    "fit": "版型",
}
_AVAILABILITY: Final = {
    Availability.IN_STOCK: ("in stock", "有货"),
    Availability.OUT_OF_STOCK: ("out of stock", "缺货"),
    Availability.PREORDER: ("on pre-order", "预售"),
    Availability.BACKORDER: ("on back-order", "缺货"),
}


def compare(items: Sequence[Item], intent: Intent) -> Comparison:
    """Lay two to four items side by side.

    Price and rating come first, then what the shopper asked about, then the
    other fields in which the items differ, those that more items carry first.

    Raises:
        ValueError: If there are fewer than two items or more than four, or an
            item comes twice.
    """
    if not FEWEST <= len(items) <= MOST:
        raise ValueError(f"{FEWEST} to {MOST} items can be compared, not {len(items)}")
    if len({item.item_id for item in items}) < len(items):
        raise ValueError("an item cannot be compared with itself")
    chinese = intent.language == "zh"
    rows = [row for row in _rows(items, intent, chinese=chinese) if len(set(row.values)) > 1]
    return Comparison(
        item_ids=tuple(item.item_id for item in items),
        titles=tuple(item.title for item in items),
        rows=tuple(rows[:MOST_ROWS]),
        sentence=_chinese_sentence(items, rows) if chinese else _english_sentence(items, rows),
    )


def _rows(items: Sequence[Item], intent: Intent, *, chinese: bool) -> list[Row]:
    rows = [
        _row(PRICE, items, lambda item: price_text(item.price) if item.price else "", chinese),
        _row(RATING, items, _rating_text, chinese),
        _row(AVAILABILITY, items, lambda item: _AVAILABILITY[item.availability][chinese], chinese),
        _row(BRAND, items, lambda item: item.brand or "", chinese),
    ]
    asked = [each.field for each in (*intent.constraints, *intent.preferences) if each.field]
    names = {name for item in items for name in item.attributes}
    carried = {name: sum(name in item.attributes for item in items) for name in names}
    ordered = sorted(names, key=lambda name: (name not in asked, -carried[name], name))
    return rows + [
        _row(name, items, partial(_values, name=name, chinese=chinese), chinese) for name in ordered
    ]


def _row(field: str, items: Sequence[Item], value: Callable[[Item], str], chinese: bool) -> Row:
    label = _LABELS_ZH.get(field, field) if chinese else field.replace("_", " ")
    return Row(field, label, tuple(value(item) for item in items), _best(field, items))


def _best(field: str, items: Sequence[Item]) -> tuple[int, ...]:
    measures: dict[str, tuple[Measure, bool]] = {
        PRICE: (price_of, False),
        RATING: (rating_of, True),
    }
    if field not in measures:
        return ()
    measure, highest = measures[field]
    known = [value for item in items if (value := measure(item)) is not None]
    currencies = {item.price.currency for item in items if item.price}
    if len(known) < FEWEST or (field == PRICE and len(currencies) > 1):
        return ()
    best = max(known) if highest else min(known)
    return tuple(at for at, item in enumerate(items) if measure(item) == best)


def _rating_text(item: Item) -> str:
    return f"{item.rating:g} ({item.rating_count:,})" if item.rating is not None else ""


def _values(item: Item, name: str, chinese: bool) -> str:
    values = item.values(name)[:MOST_VALUES]
    if name == "size":
        values = tuple(size_name(value) for value in values)
    if chinese:
        values = tuple(in_chinese(name, value) for value in values)
    return ("、" if chinese else ", ").join(values)


def _names(items: Sequence[Item], ordinals: Sequence[str]) -> list[str]:
    """Name each item by its title where that is plain and its own, else by its place.

    What follows a comma ("Rain Jacket, Green") tells variants apart, so it is left
    out where the rest is enough.
    """
    titles = [item.title.partition(",")[0] for item in items]
    return [
        title if is_plain(title) and titles.count(title) == 1 else ordinal
        for title, ordinal in zip(titles, ordinals, strict=False)
    ]


def _english_sentence(items: Sequence[Item], rows: Sequence[Row]) -> str:
    names = _names(items, ("the first one", "the second one", "the third one", "the fourth one"))
    said: list[str] = []
    for at, item in enumerate(items):
        others = [other for other in items if other is not item]
        merits: list[str] = []
        superlative = ("cheaper", "better") if len(items) == FEWEST else ("the cheapest", "best")
        if item.price and stands_out(item, others, price_of, highest=False):
            merits.append(f"is {superlative[0]} at {price_text(item.price)}")
        if item.rating is not None and stands_out(item, others, rating_of, highest=True):
            merits.append(f"is rated {superlative[1]}, at {item.rating:g}")
        own = _only_here(item, others)
        if own:
            merits.append(f"alone is listed as {listed(own)}")
        if merits:
            said.append(f"{names[at]} {listed(merits)}")
    if not said and (few := _few_labels(rows)):
        return f"The details compared differ only in {listed(few)}."
    if not said:
        return "Their listings give no difference that counts."
    sentence = "; ".join(said)
    return sentence[0].upper() + sentence[1:] + "."


def _few_labels(rows: Sequence[Row]) -> list[str]:
    """Return what the rows show, where they are few and all fit to stand in a sentence."""
    labels = [row.label for row in rows]
    return labels if len(labels) <= MOST_NAMED and all(map(is_plain, labels)) else []


def _only_here(item: Item, others: Sequence[Item]) -> list[str]:
    """Return features that this item alone lists, if every item lists some."""
    if not all(each.values("feature") for each in (item, *others)):
        return []
    theirs = {value for other in others for value in other.values("feature")}
    own = [value for value in item.values("feature") if value not in theirs and is_plain(value)]
    return [value for value in own if is_adjective(value)][:2]


def _chinese_sentence(items: Sequence[Item], rows: Sequence[Row]) -> str:
    names = _names(items, ("第一款", "第二款", "第三款", "第四款"))
    said: list[str] = []
    for at, item in enumerate(items):
        others = [other for other in items if other is not item]
        merits: list[str] = []
        if item.price and stands_out(item, others, price_of, highest=False):
            merits.append(f"价格最低（{price_text(item.price)}）")
        if item.rating is not None and stands_out(item, others, rating_of, highest=True):
            merits.append(f"评分最高（{item.rating:g}分）")
        own = [in_chinese("feature", value) for value in _only_here(item, others)]
        if own:
            merits.append(f"只有它标明{'、'.join(own)}")
        if merits:
            said.append(f"{names[at]}{'，'.join(merits)}")
    if not said and (few := _few_labels(rows)):
        return f"所比较的各项中，只有{'、'.join(few)}不同。"
    return "；".join(said) + "。" if said else "商品信息中没有明显的差别。"
