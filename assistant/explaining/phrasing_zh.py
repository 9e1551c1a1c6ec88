"""Facts in Chinese, as a good shop assistant would put them."""

from collections.abc import Callable, Mapping
from typing import Final

from assistant.explaining.facts import Fact, Topic, is_plain
from assistant.explaining.names_zh import in_chinese
from assistant.explaining.phrasing import Wording
from assistant.explaining.phrasing_en import size_name
from assistant.grounding.numeric_claims import HIGHLY_RATED
from assistant.grounding.tokens import CJK_RUN
from assistant.money import money
from retrieval.items import Item

_DIGITS: Final = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十")


def count_chinese(number: int) -> str:
    """Return ``六`` for 6, and digits beyond ten."""
    return _DIGITS[number] if 0 <= number < len(_DIGITS) else str(number)


class Chinese:
    """Puts facts into Chinese."""

    full_stop = "。"
    comma = "，"
    semicolon = "；"

    def word(self, fact: Fact) -> Wording:
        """Word one fact."""
        return _WORDINGS[fact.topic](fact)

    def sentence(self, lead: str, clauses: list[str], item: Item) -> str:  # noqa: ARG002 - English needs the item
        """Join a lead and clauses with Chinese commas."""
        if lead.endswith("："):
            return f"{lead}{'，'.join(clauses)}。"
        return "，".join(filter(None, (lead, *clauses))) + "。"

    def join(self, first: str, second: str) -> str:
        """Put one sentence after another; Chinese needs no space."""
        return first + second

    def plain_leads(self, item: Item) -> tuple[str, ...]:
        """Return ways to begin without a fact."""
        named = (f"{item.title}：",) if is_plain(item.title) else ()
        return ("推荐这款：", "可以考虑这款：", *named)

    def last_resort(self, rank: int) -> str:
        """Return a lead that no other card of the list has."""
        return f"第{rank}款："

    def predicate(self, phrase: str) -> str:
        """Return the phrase: Chinese needs no verb."""
        return phrase

    def length(self, text: str) -> int:
        """Return Chinese characters, two to a word, plus other words."""
        characters = sum(len(run) for run in CJK_RUN.findall(text))
        return characters // 2 + len(CJK_RUN.sub(" ", text).split())


def _value(attribute: str, value: str) -> str:
    return in_chinese(attribute, value)


def _quality(fact: Fact) -> Wording:
    values = [_value("feature", value) for value in fact.values]
    said = "、".join(dict.fromkeys(values))
    leads = [said, f"这款{said}"]
    if fact.asked and len(values) == 1:
        leads.append(f"您要的{said}，这款有")
    return Wording(tuple(leads), said)


def _colour(fact: Fact) -> Wording:
    colour = _value("colour", fact.values[0])
    if fact.excluded:
        other = _value("colour", fact.excluded)
        return Wording((f"{colour}，不是{other}",), f"{colour}，不是{other}")
    return Wording((f"颜色是{colour}", colour), f"颜色是{colour}")


def _price(fact: Fact) -> Wording:
    price = money(fact.amount, fact.currency)
    tail = ""
    if fact.bound is not None:
        relation = "低于" if fact.bound > fact.amount else "不超过"
        tail = f"，{relation}您的{money(fact.bound, fact.currency)}"
    if fact.before is None:
        return Wording((f"售价{price}{tail}", f"只要{price}{tail}"), f"售价{price}{tail}")
    before, off = (money(each, fact.currency) for each in (fact.before, fact.before - fact.amount))
    fallen = f"从{before}降到{price}{tail}"
    return Wording((fallen, f"立省{off}，现价{price}{tail}"), fallen)


def _rating(fact: Fact) -> Wording:
    said = f"评分{fact.amount.normalize():f}分（{fact.count}条评价）"
    return Wording((said,) if fact.amount >= HIGHLY_RATED else (), said, f"{said}。")


def _superlative(what: str) -> Callable[[Fact], Wording]:
    def word(fact: Fact) -> Wording:
        said = f"{count_chinese(fact.count)}款中{what}"
        return Wording((said,), said, f"{said}。")

    return word


def _low_stock(fact: Fact) -> Wording:
    said = f"仅剩{fact.count}件"
    return Wording((said,), said, f"{said}。")


_AVAILABILITY: Final = {"out_of_stock": "缺货", "preorder": "预售", "backorder": "缺货"}


def _unavailable(fact: Fact) -> Wording:
    said = _AVAILABILITY[fact.values[0]]
    return Wording((), said, f"{said}。")


def _match(fact: Fact) -> Wording:
    joint = "" if CJK_RUN.search(fact.values[0]) else " "
    quoted = f"“{joint.join(fact.values)}”"
    return Wording((f"符合您要的{quoted}",), f"符合您要的{quoted}")


def _quote(fact: Fact) -> Wording:
    said = f"“{fact.values[0]}”"
    return Wording((), f"商家介绍：{said}", f"商家介绍：{said}。")


def _simple(attribute: str, pattern: str) -> Callable[[Fact], Wording]:
    def word(fact: Fact) -> Wording:
        said = pattern.format(
            value="、".join(_value(attribute, value) for value in fact.values), name=fact.name
        )
        return Wording((said,), said)

    return word


def _other(fact: Fact) -> Wording:
    name = _value("attribute", fact.name)
    said = f"{name}：{'、'.join(_value(fact.name, value) for value in fact.values)}"
    return Wording((said,), said)


def _size(fact: Fact) -> Wording:
    said = f"有{size_name(fact.values[0])}码"
    return Wording((said,), said)


_WORDINGS: Final[Mapping[Topic, Callable[[Fact], Wording]]] = {
    Topic.QUALITY: _quality,
    Topic.COLOUR: _colour,
    Topic.MATERIAL: _simple("material", "{value}材质"),
    Topic.PATTERN: _simple("pattern", "{value}图案"),
    Topic.ACTIVITY: _simple("activity", "适合{value}"),
    Topic.SEASON: _simple("season", "适合{value}"),
    Topic.AUDIENCE: _simple("audience", "适合{value}"),
    Topic.STYLE: _simple("style", "{value}风格"),
    Topic.SIZE: _size,
    Topic.OTHER: _other,
    Topic.PRICE: _price,
    Topic.RATING: _rating,
    Topic.CHEAPEST: _superlative("最便宜"),
    Topic.BEST_RATED: _superlative("评分最高"),
    Topic.MOST_RATED: _superlative("评价最多"),
    Topic.MOST_REDUCED: _superlative("降价最多"),
    Topic.LOW_STOCK: _low_stock,
    Topic.UNAVAILABLE: _unavailable,
    Topic.MATCH: _match,
    Topic.PHOTO: _simple("", "与您的照片相近"),
    Topic.BRAND: _simple("", "{value}品牌"),
    Topic.QUOTE: _quote,
    Topic.CATEGORY: _simple("category", "属于{value}"),
}
