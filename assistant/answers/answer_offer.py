"""What an item's offer says: its price, what is left of it, how it is rated."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from assistant.answers.asked_item import AskedItem, Found
from assistant.explaining.phrasing_en import count_word
from assistant.grounding.numeric_claims import LOW_STOCK
from assistant.grounding.price_claims import percent_off
from assistant.money import money, price_text
from retrieval.items import Availability, Item

_TOGETHER: Final = re.compile(
    r"\bin total\b|\btotal\b|\baltogether\b|\b(?:cost|costs|much|price)\b.*\btogether\b"
    r"|一共|总共|加起来|合计",
    re.IGNORECASE,
)


def on_price(asked: AskedItem) -> Found | None:
    """Say what it costs, and from what it is down."""
    item = asked.item
    if item.price is None:
        return None
    now = price_text(item.price)
    if item.list_price is None:
        return asked.say(f"It costs {now}.", f"售价{now}。"), ("price",)
    before, off = price_text(item.list_price), percent_off(item)
    english = f"It costs {now}, down from {before} ({off}% off)."
    return asked.say(english, f"现价{now}，原价{before}（降价{off}%）。"), ("price", "list_price")


def price_together(question: str, items: Sequence[Item], *, chinese: bool) -> str:
    """Return what several items cost together; "" where that is not asked or not known."""
    prices = [item.price for item in items if item.price is not None]
    currencies = {price.currency for price in prices}
    known = len(items) > 1 and len(prices) == len(items) and len(currencies) == 1
    if not known or not _TOGETHER.search(question):
        return ""
    total = money(sum((price.amount for price in prices), Decimal(0)), currencies.pop())
    both = "Both" if len(items) == 2 else f"The {count_word(len(items))}"  # noqa: PLR2004 - both
    return f"{len(items)}件一共{total}。" if chinese else f"{both} together cost {total}."


def on_reduction(asked: AskedItem) -> Found | None:
    """Say whether it is reduced."""
    if asked.item.price is None or asked.item.list_price is not None:
        return on_price(asked)
    now = price_text(asked.item.price)
    return asked.say(f"It is not reduced; it costs {now}.", f"这款没有降价，售价{now}。"), (
        "price",
        "list_price",
    )


def on_stock(asked: AskedItem) -> Found:
    """Say whether it is in stock."""
    item = asked.item
    states = {
        Availability.IN_STOCK: ("Yes, it is in stock", "有货"),
        Availability.OUT_OF_STOCK: ("No, it is out of stock", "目前缺货"),
        Availability.PREORDER: ("It can be pre-ordered", "目前为预售"),
        Availability.BACKORDER: ("It is on back-order", "目前缺货，可预订"),
    }
    english, chinese = states[item.availability]
    if item.availability is Availability.IN_STOCK and item.stock is not None:
        few = item.stock <= LOW_STOCK
        english += f", with {'only ' if few else ''}{item.stock} left"
        chinese += f"，{'仅' if few else ''}剩{item.stock}件"
        return asked.say(f"{english}.", f"{chinese}。"), ("availability", "stock")
    return asked.say(f"{english}.", f"{chinese}。"), ("availability",)


def on_rating(asked: AskedItem) -> Found:
    """Say how it is rated."""
    item = asked.item
    if item.rating is None:
        return asked.say("It has no ratings yet.", "目前还没有评价。"), ("rating",)
    ratings = "rating" if item.rating_count == 1 else "ratings"
    return asked.say(
        f"It is rated {item.rating:g} out of 5, from {item.rating_count:,} {ratings}.",
        f"评分{item.rating:g}分（满分5分），共{item.rating_count}条评价。",
    ), ("rating", "rating_count")
