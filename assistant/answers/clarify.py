"""Whether to ask the shopper something, and what.

Where the list spans several kinds and none was named, the kind is asked first; what
tells only things of one kind apart (fit, sleeves) is not asked of several. Measures
(power, weight) are never asked.

A question pays where its answer would divide the candidates well: with shares
``p`` of the candidates behind the answers, the list left after an answer is on
average ``sum(p * p)`` of the candidates, and a question is asked only where that
is at most half. It never asks about a field that is required, preferred, cleared
or was asked about before, and every answer, when tapped, is read back by the
grammar as exactly the condition it stands for; one that would not be is not
offered.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from assistant.explaining.names_zh import in_chinese
from assistant.intent import Describe, Intent, Require, Set
from assistant.money import money
from assistant.reply import Question, Suggestion
from assistant.understanding.readers.audience_values import audience_values
from assistant.understanding.readers.colours import COLOUR_FIELDS, Colours
from assistant.understanding.readers.lexicon import AUDIENCE_FIELDS
from assistant.understanding.readers.word_lists import listed
from assistant.understanding.reading import Moment, Reader
from retrieval.constraints import (
    CATEGORY,
    PATH_SEPARATOR,
    PRICE,
    Constraint,
    Operator,
    Source,
)
from retrieval.items import Item
from retrieval.query import Candidate
from retrieval.vocabulary import Vocabulary

FEWEST_CANDIDATES: Final = 8
"""Below this many candidates the list itself is the better answer."""

WORTH_ASKING: Final = 0.5
"""The share of the candidates left, on average, from which a question is not asked."""

_MOST_ANSWERS: Final = 4
_KNOWN: Final = 0.7
_SMALLEST_SHARE: Final = 0.08
_NOT_ASKED: Final = listed(
    "size rating weight availability dimensions power capacity battery brightness burn duration "
    "heel laptop length pieces print resolution screen seats set spf storage temperature "
    "thickness age neckline origin players level"
)
_ONE_KIND_ONLY: Final = listed(
    "fit sleeve closure finish hair skin scent roast dietary pattern season"
)
"""Fields that mean something for a list of one kind alone."""
_TEXTS: Final = {
    CATEGORY: "What kind are you after?",
    PRICE: "About how much would you like to spend?",
    "audience": "Who is it for?",
    "gender": "Who is it for?",
    "colour": "Any colour in mind?",
    "color": "Any colour in mind?",
    "feature": "What should it be able to do?",
}
_AUDIENCES_ZH: Final = {"men": "男士", "women": "女士", "kids": "儿童", "baby": "婴儿"}
_TEXTS_ZH: Final = {
    CATEGORY: "您想找哪一类？",
    PRICE: "您的预算大概是多少？",
    "audience": "是给谁用的？",
    "gender": "是给谁用的？",
    "colour": "想要什么颜色？",
    "color": "想要什么颜色？",
    "feature": "需要什么功能？",
    "material": "想要什么材质？",
    "style": "喜欢什么风格？",
    "activity": "主要用来做什么？",
    "occasion": "用在什么场合？",
    "season": "什么季节用？",
    "pattern": "喜欢什么图案？",
    "fit": "喜欢什么版型？",
    "sleeve": "要长袖、短袖还是无袖？",
    "length": "要多长的？",
    "closure": "要什么扣合方式？",
    "brand": "有喜欢的品牌吗？",
    "scent": "喜欢什么香味？",
    "hair": "什么发质用？",
    "skin": "什么肤质用？",
    "roast": "喜欢什么烘焙程度？",
    "finish": "喜欢什么妆效？",
    "dietary": "有饮食要求吗？",
}


@dataclass(frozen=True, slots=True)
class _Option:
    """An answer and the condition it stands for."""

    answer: Suggestion
    constraint: Constraint
    count: int


def clarify(
    intent: Intent,
    candidates: Sequence[Candidate],
    asked: frozenset[str],
    *,
    vocabulary: Vocabulary,
    reader: Reader,
) -> Question | None:
    """Return the question that divides the candidates best, if it pays.

    Args:
        intent: What is understood.
        candidates: What the list was chosen from, best first.
        asked: Fields that were asked about before, or that the shopper cleared
            or removed.
        vocabulary: The words of the catalogue.
        reader: Reads the answers back; the deterministic one.

    Returns:
        A question with 2 to 4 answers, those with most candidates first (price
        bands from low to high); None where none pays. The kind is asked first where
        that pays; ties go to the field that comes first: audience, price, then
        attributes by name.
    """
    if len(candidates) < FEWEST_CANDIDATES:
        return None
    items = [candidate.item for candidate in candidates]
    best: tuple[float, str, list[_Option]] | None = None
    several = len({item.category[-1] for item in items if item.category}) > 1
    for field in _fields(intent, items, asked, vocabulary):
        if several and field in _ONE_KIND_ONLY:
            continue
        found = _options(field, items, vocabulary)
        if intent.language == "zh":
            found = [_in_chinese(option, intent, vocabulary, reader) for option in found]
        options = [
            option
            for option in found
            if reads_back(option.answer.text, option.constraint, intent, vocabulary, reader)
        ]
        left = _share_left(options, len(items))
        if len(options) > 1 and left <= WORTH_ASKING and (best is None or left < best[0]):
            best = (left, field, options)
            if field == CATEGORY:
                break
    if best is None:
        return None
    _, field, options = best
    chinese = intent.language == "zh"
    return Question(_text(field, chinese=chinese), field, tuple(o.answer for o in options))


def _text(field: str, *, chinese: bool) -> str:
    if chinese:
        return _TEXTS_ZH.get(field, f"{in_chinese('', field)}方面有什么偏好吗？")
    return _TEXTS.get(field, f"Any preference for the {field.replace('_', ' ')}?")


def _in_chinese(option: _Option, intent: Intent, vocabulary: Vocabulary, reader: Reader) -> _Option:
    """Return the option with a Chinese answer where one is read back, else as it is."""
    wanted = option.constraint
    if wanted.bound is not None:
        side = "以下" if wanted.operator is Operator.AT_MOST else "以上"
        said = f"{money(wanted.bound, vocabulary.currency or '')}{side}"
    else:
        named = option.answer.label.casefold()
        said = _AUDIENCES_ZH.get(named) or in_chinese(wanted.field, named)
    if said and reads_back(said, wanted, intent, vocabulary, reader):
        return replace(option, answer=Suggestion(said, said))
    return option


def reads_back(
    text: str, wanted: Constraint, intent: Intent, vocabulary: Vocabulary, reader: Reader
) -> bool:
    """Tell whether a tapped text is read as exactly this condition, the subject kept."""
    moment = Moment(0, text, None, intent, (), vocabulary, question=wanted.field)
    operations = reader.read(moment).operations
    conditions = [o.constraint for o in operations if isinstance(o, Set | Require)]
    kept = all(
        isinstance(o, Set | Require) or (isinstance(o, Describe) and not o.afresh)
        for o in operations
    )
    return kept and _meant(conditions) == _meant([wanted])


def _meant(constraints: Sequence[Constraint]) -> set[tuple[object, ...]]:
    return {(c.field, c.operator, frozenset(c.values), c.bound) for c in constraints}


def _fields(
    intent: Intent, items: Sequence[Item], asked: frozenset[str], vocabulary: Vocabulary
) -> Iterator[str]:
    said = {constraint.field for constraint in intent.constraints}
    said |= {preference.field for preference in intent.preferences if preference.field}
    refused = {v for c in intent.constraints if c.operator is Operator.NONE_OF for v in c.values}
    # "Not walnut" speaks of the wood as well as of the colour.
    said |= {name for name, values in vocabulary.attributes.items() if refused & values.keys()}
    names = Counter(name for item in items for name in item.attributes)
    attributes = sorted(
        name
        for name, number in names.items()
        if number >= _KNOWN * len(items) and name not in _NOT_ASKED
    )
    audience = [name for name in AUDIENCE_FIELDS if name in attributes]
    others = [name for name in attributes if name not in AUDIENCE_FIELDS]
    for field in (CATEGORY, *audience, PRICE, *others):
        if field not in said and field not in asked:
            yield field


def _share_left(options: Sequence[_Option], total: int) -> float:
    """Return the share of candidates left on average; those no answer covers stay."""
    covered = sum(option.count for option in options)
    if not covered:
        return 1.0
    spread = sum(option.count * option.count for option in options) / (covered * total)
    return max(spread, 1 - covered / total)


def _options(field: str, items: Sequence[Item], vocabulary: Vocabulary) -> list[_Option]:
    if field == CATEGORY:
        return _category_options(items, vocabulary)
    if field == PRICE:
        return _price_options(items, vocabulary)
    return _attribute_options(field, items, vocabulary)


def _category_options(items: Sequence[Item], vocabulary: Vocabulary) -> list[_Option]:
    leaves = Counter(item.category[-1] for item in items)
    return [
        _Option(
            Suggestion(leaf, f"Just {leaf.casefold()}"),
            _any_of(CATEGORY, _paths(leaf.casefold(), vocabulary.categories)),
            number,
        )
        for leaf, number in _frequent(leaves, len(items))
        if _paths(leaf.casefold(), vocabulary.categories)
    ]


def _paths(leaf: str, categories: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(path for path in categories if path.split(PATH_SEPARATOR)[-1] == leaf)


def _attribute_options(field: str, items: Sequence[Item], vocabulary: Vocabulary) -> list[_Option]:
    values = Counter(value for item in items for value in item.values(field))
    options: list[_Option] = []
    for value, number in _frequent(values, len(items)):
        for text, kept in _wordings(field, value, vocabulary):
            answer = Suggestion(value.capitalize(), text)
            options.append(_Option(answer, _any_of(field, kept), number))
    return options


def _wordings(
    field: str, value: str, vocabulary: Vocabulary
) -> Iterator[tuple[str, tuple[str, ...]]]:
    if field in AUDIENCE_FIELDS:
        if value != "unisex":
            yield f"For {value}", audience_values(vocabulary, value)[1]
    elif field in COLOUR_FIELDS:
        yield f"In {value}", Colours(vocabulary).values(value)
    else:
        yield value.capitalize(), (value,)


def _frequent(counts: Counter[str], total: int) -> list[tuple[str, int]]:
    """Return the most frequent values, ties by name, without the rare and the universal."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    kept = [(v, n) for v, n in ordered if _SMALLEST_SHARE * total <= n < total]
    return kept[:_MOST_ANSWERS]


def _price_options(items: Sequence[Item], vocabulary: Vocabulary) -> list[_Option]:
    """Cut the prices into three bands of about equal size at round amounts."""
    prices = sorted(item.price.amount for item in items if item.price is not None)
    if len(prices) < _KNOWN * len(items):
        return []
    low, high = _rounded(prices[len(prices) // 3]), _rounded(prices[2 * len(prices) // 3])
    if low >= high or low <= 0:
        return []
    currency = vocabulary.currency or ""
    under = sum(price <= low for price in prices)
    over = sum(price >= high for price in prices)
    bands = (
        (f"Under {money(low, currency)}", Operator.AT_MOST, low, under),
        (f"Over {money(high, currency)}", Operator.AT_LEAST, high, over),
    )
    return [
        _Option(Suggestion(text, text), Constraint(PRICE, operator, _NOWHERE, bound=bound), number)
        for text, operator, bound, number in bands
        if number
    ]


def _rounded(amount: Decimal) -> Decimal:
    """Return the amount rounded to one or two telling digits: 47 to 45, 130 to 150."""
    step = next(s for s in (500, 100, 50, 25, 10, 5, 1) if amount >= 3 * s or s == 1)
    return (amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def _any_of(field: str, values: tuple[str, ...]) -> Constraint:
    return Constraint(field, Operator.ANY_OF, _NOWHERE, values)


_NOWHERE: Final = Source(0, "")
