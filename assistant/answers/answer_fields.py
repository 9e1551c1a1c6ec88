"""One question about one item, answered from the fields of its listing."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from assistant.answers.answer_offer import (
    on_price,
    on_rating,
    on_reduction,
    on_stock,
)
from assistant.answers.answer_sizes import names_size, on_size
from assistant.answers.asked_item import AskedItem, Found
from assistant.answers.how_many import how_many, what_is_included
from assistant.explaining.names_zh import in_chinese
from assistant.explaining.phrasing_en import listed
from assistant.grounding.claims import sentences as sentence_spans
from assistant.grounding.evidence import (
    READ_OF_DESCRIPTION,
    contains,
    gather,
    is_aside,
    normalise_lines,
)
from assistant.grounding.lexicon import CLOSED, chinese_names, neutral_stems, phrases
from assistant.grounding.tokens import stems, tokens
from assistant.untrusted import normalise, shorten
from retrieval.items import Item

_MEASURES: Final = ("dimensions", "length", "heel", "thickness", "screen", "capacity")
LONGEST_QUOTE: Final = 220
_KIN_LETTERS: Final = 4
"""How many letters values of a kind begin with alike: waterproof, water-resistant."""
MOST_VALUES: Final = 8
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")


def answer_one(asked: AskedItem) -> Found:
    """Return the answer and the fields it rests on; none where the listing does not say."""
    for pattern, answer in _TOPICS:
        if pattern.search(asked.question):
            found = answer(asked)
            if found is not None:
                return found
    whether = _whether(asked) if asked.asks else None
    return _named_attribute(asked) or whether or not_said(asked)


def not_said(asked: AskedItem) -> Found:
    """Say that the listing does not tell."""
    return asked.say("The listing does not say.", "商品信息中没有说明。"), ()


def _colour(asked: AskedItem) -> Found | None:
    everyone = (asked.item, *asked.family)
    colours = list(dict.fromkeys(value for item in everyone for value in item.values("colour")))
    if not colours:
        return None
    shown = [in_chinese("colour", value) if asked.chinese else value for value in colours]
    every = asked.say(listed(shown), "、".join(shown))
    wanted = _colour_asked(asked.question)
    if wanted is None:
        return asked.say(f"It comes in {every}.", f"有{every}。"), ("colour",)
    matching = [
        colour
        for item in everyone
        for value in gather(item).values
        if value.attribute == "colour" and value.says(wanted)
        for colour in item.values("colour")
    ]
    if matching:
        found = [in_chinese("colour", each) if asked.chinese else each for each in matching]
        have = listed(list(dict.fromkeys(found)))
        return asked.say(f"Yes, it comes in {have}.", f"有，{have}。"), ("colour",)
    return asked.say(f"No; it comes in {every}.", f"没有；有{every}。"), ("colour",)


def _colour_asked(question: str) -> tuple[str, ...] | None:
    words = stems(question)
    for length in (2, 1):
        for at in range(len(words) - length + 1):
            run = tuple(words[at : at + length])
            if "colour" in phrases().get(run, frozenset()):
                return run
    for name, values in chinese_names().items():
        if name in question:
            for value in sorted(values):
                if "colour" in phrases().get(tuple(stems(value)), frozenset()):
                    return tuple(stems(value))
    return None


def _material(asked: AskedItem) -> Found | None:
    return _attribute(asked, "material") if asked.item.values("material") else None


def _brand(asked: AskedItem) -> Found | None:
    if asked.item.brand is None:
        return None
    brand = normalise(asked.item.brand, 60)
    return asked.say(f"It is by {brand}.", f"品牌是{brand}。"), ("brand",)


def _attribute(asked: AskedItem, name: str) -> Found:
    values = [normalise(value, 60) for value in asked.item.values(name)[:MOST_VALUES]]
    if asked.chinese:
        return f"{'、'.join(in_chinese(name, value) for value in values)}。", (name,)
    return f"It is {_listed_as(name, listed(values))}.", (name,)


def _listed_as(name: str, value: str) -> str:
    if name == "material":
        return f"made of {value}"
    if name in ("audience", "activity", "season"):
        return f"listed for {value}"
    if name in ("feature", "style", "pattern", "colour"):
        return f"listed as {value}"
    return f"listed with {name.replace('_', ' ')} {value}"


def _measurements(asked: AskedItem) -> Found | None:
    """Answer "what are the measurements?" and "how tall is it?" by all that tells of them."""
    listed_in = [field for field in _MEASURES if asked.item.values(field)]
    told = [_attribute(asked, field)[0] for field in listed_in]
    return (("" if asked.chinese else " ").join(told), tuple(listed_in)) if told else None


def _weight(asked: AskedItem) -> Found | None:
    return _attribute(asked, "weight") if asked.item.values("weight") else None


def _what_goes_with(asked: AskedItem) -> Found:
    return asked.say(
        "The listing does not say; name what you have in mind to go with it, and I will look.",
        "商品信息中没有说明；告诉我想搭配什么，我来找。",
    ), ()


def _in_what(asked: AskedItem) -> Found | None:
    """Answer "does it come in ...?" for a colour, else for a size."""
    if _colour_asked(asked.question):
        return _colour(asked)
    return on_size(asked) if names_size(asked.question) else None


_OF_PRICE: Final = (
    r"\bhow much (?:is|are|does|do|for|would)\b(?!.*\b(?:weigh|hold))"
    r"|\bprice|\bcosts?\b|[$£€¥]\d|多少钱|价格|售价"
)
_OF_MEASURES: Final = (
    r"\bmeasure(?:s|ments?)?\b|\bdimensions?\b|\bhow (?:big|large|tall|wide|high|deep)\b"
    r"|尺寸|多[大高宽长]"
)
_TOPICS: Final[tuple[tuple[re.Pattern[str], Callable[[AskedItem], Found | None]], ...]] = tuple(
    (re.compile(pattern, re.IGNORECASE), answer)
    for pattern, answer in (
        (r"\b(?:discount|on sale|reduced|reduction|on offer)\b|打折|降价|优惠", on_reduction),
        (_OF_PRICE, on_price),
        (
            r"\bin stock\b|\bavailable\b(?! in\b)|\bleft\b|\bsold out\b|有货|库存|还有吗",
            on_stock,
        ),
        (r"\b(?:go(?:es)?|pairs?) (?:well |best |nicely )?with\b|搭配", _what_goes_with),
        (
            r"\brat(?:ed|ing|ings)\b|\b(?:review|star)s?\b|\bpeople (?:say|think)\b|评分|评价|好评",
            on_rating,
        ),
        (r"\bsizes?\b|\bin (?:an? |my )?(?:x{0,3}[sl]|m|small|medium|large)\b|尺码|码", on_size),
        (r"(?<![a-z])(?:uk|us)\s?\d|\d\s?(?:uk|us)(?![a-z])", on_size),
        (r"\bhow many\b", how_many),
        (r"\bwhat\b.*\b(?:includes?|included|in the (?:set|box|pack))\b", what_is_included),
        (_OF_MEASURES, _measurements),
        (r"\bhow heavy\b|\bweighs?\b|多重|多少克|重量", _weight),
        (r"\bcolou?rs?\b|\bshades?\b|颜色|(?<![掉褪染串])色", _colour),
        (r"\b(?:come|comes|available|get it|have it|got it) in\b", _in_what),
        (r"\bmade (?:of|from|out of)\b|\bwhat material|\bfabric\b|材质|材料|什么做的", _material),
        (r"\bbrand\b|\bwho makes\b|品牌|牌子", _brand),
    )
)


def _named_attribute(asked: AskedItem) -> Found | None:
    """Answer "what is its weight?": the question names an attribute."""
    words = set(stems(asked.question))
    for name in asked.item.attributes:
        if set(stems(name.replace("_", " "))) <= words and name != "feature":
            return _attribute(asked, name)
    return None


def _whether(asked: AskedItem) -> Found | None:
    """Answer "is it waterproof?" and "does it have a hood?"."""
    evidence = asked.evidence
    for words, attributes in _subjects(asked):
        if value := evidence.value_saying(words, asked.question):
            field, said = value.attribute, normalise(value.written, 80)
            english, chinese = _listed_as(field, said), in_chinese(field, said)
            if _counts_otherwise(asked.question, said):
                return asked.say(f"It is {english}.", f"标明{chinese}。"), (field,)
            return asked.say(f"Yes, it is {english}.", f"是的，标明{chinese}。"), (field,)
        if quoted := _quotation(asked.item, words):
            said = f"“{quoted}”"
            return asked.say(f"The listing says: {said}", f"商品描述说：{said}"), ("description",)
        closed = [each for each in sorted(attributes & CLOSED) if evidence.carries(each)]
        if closed:
            text, _ = _attribute(asked, closed[0])
            return asked.say(f"No. {text}", f"不是。{text}"), (closed[0],)
    return _akin(asked)


def _akin(asked: AskedItem) -> Found | None:
    """Answer "is it waterproof?" of what is water-resistant: by what is listed of its kind."""
    for words, attributes in _subjects(asked):
        for value in asked.evidence.values:
            alike = value.written.casefold()[:_KIN_LETTERS] == words[0][:_KIN_LETTERS]
            if alike and value.attribute in attributes:
                field, said = value.attribute, normalise(value.written, 80)
                return asked.say(
                    f"The listing does not say that; it is {_listed_as(field, said)}.",
                    f"商品信息中没有这样说明；标明{in_chinese(field, said)}。",
                ), (field,)
    return None


def _counts_otherwise(question: str, value: str) -> bool:
    """Tell whether both name numbers and none in common: "15 inch?" of what is 14 inch."""
    asked, written = (set(_NUMBER.findall(text)) for text in (question, value))
    return bool(asked and written) and not asked & written


_DOING: Final = re.compile(
    r"(?<=\bit )(?:works?|runs?|needs?)\b|(?<=\b(?:they|this|that) )(?:works?|runs?|needs?)\b"
    r"|(?<=\b(?:these|those) )(?:work|run|need)\b|\bironing\b",
    re.IGNORECASE,
)
"""What it does, and no use of it: "does it work on induction", "do they run small"."""


def _subjects(asked: AskedItem) -> list[tuple[tuple[str, ...], frozenset[str]]]:
    """Return what a question asks about: known terms first, then its other words."""
    question = _DOING.sub(" ", asked.question)
    words = stems(question)
    found: list[tuple[tuple[str, ...], frozenset[str]]] = []
    for length in (3, 2, 1):
        for at in range(len(words) - length + 1):
            run = tuple(words[at : at + length])
            if run in phrases():
                found.append((run, phrases()[run]))
    for name, values in chinese_names().items():
        if name in asked.question:
            found += [
                (tuple(stems(value)), phrases().get(tuple(stems(value)), frozenset()))
                for value in sorted(values)
            ]
    own = {*asked.evidence.title, *asked.evidence.category}
    found += [
        ((token.stem,), frozenset[str]())
        for token in tokens(question)
        if token.stem not in neutral_stems() and token.stem not in own and not found
    ]
    return found


def _quotation(item: Item, words: Sequence[str]) -> str | None:
    """Return the sentence of the description that has the words, if it speaks of the item."""
    description = normalise_lines(item.description)[:READ_OF_DESCRIPTION]
    for start, end in sentence_spans(description):
        sentence = description[start:end].strip(" •")
        if contains(stems(sentence), words) and not is_aside(sentence):
            return shorten(sentence, LONGEST_QUOTE)
    return None
