"""The first line of a reply that shows items: how many, of what kind, which one was meant."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from assistant.answers.nouns import common_noun, singular
from assistant.answers.values_said import count_said, family_said, limit_said, values_said
from assistant.bounds import is_stated
from assistant.explaining.facts import is_plain
from assistant.explaining.names_zh import in_chinese
from assistant.explaining.phrasing_en import (
    count_word,
    is_adjective,
    listed,
    named_value,
    size_name,
    written,
)
from assistant.grounding.numeric_claims import HIGHLY_RATED
from assistant.grounding.tokens import CJK_RUN
from assistant.intent import Intent
from assistant.money import money, price_text
from assistant.untrusted import normalise
from ranking.ranked import RankedItem
from retrieval.constraints import (
    BRAND,
    CATEGORY,
    LOWEST,
    PATH_SEPARATOR,
    PRICE,
    RATING,
    Constraint,
    Operator,
)
from retrieval.items import Item

MOST_ADJECTIVES: Final = 3
_MOST_NAMED: Final = 3
"""How many values of one thing ruled out are named."""
ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_ORDINALS_ZH: Final = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")


def lead_found(intent: Intent, items: Sequence[RankedItem]) -> str:
    """Say how many were found and what they have in common, as the shopper put it.

    Only a constraint that every item meets is named, so the line is true.

    Args:
        intent: What was asked for.
        items: The list, at least one item.

    Returns:
        Such as "Here are six waterproof jackets under $120, none of them black."

    Raises:
        ValueError: If the list is empty.
    """
    if not items:
        raise ValueError("nothing was found; the obstacle has its own sentence")
    held = [c for c in intent.constraints if all(c.allows(each.item) for each in items)]
    if intent.language == "zh":
        return _found_zh(intent, items, held)
    return _found_en(intent, items, held)


def _found_en(intent: Intent, items: Sequence[RankedItem], held: Sequence[Constraint]) -> str:
    count = len(items)
    before, after = _qualities(held)
    noun, quoted = common_noun(intent, [each.item for each in items])
    if intent.photo_id is not None:
        after.insert(0, "like the one in your photo")
    elif intent.similar_to:
        after.insert(0, "like the one you pointed out")
    if count == 1:
        noun = singular(noun)
    described = " ".join([*before, noun, *after, *_price_phrase(held, items)])
    wish = f" for “{quoted}”" if quoted else ""
    opening = f"Here is {count_word(1)}" if count == 1 else f"Here are {count_word(count)}"
    excluded = _excluded_en(held, single=count == 1)
    order = ", cheapest first" if count > 1 and is_sorted_by_price(intent) else ""
    return f"{opening} {described}{wish}{excluded}{order}."


def is_sorted_by_price(intent: Intent) -> bool:
    """Tell whether the cheapest of all were asked for."""
    return any(wish.field == PRICE and wish.values == LOWEST for wish in intent.preferences)


def _qualities(held: Sequence[Constraint]) -> tuple[list[str], list[str]]:
    """Return what stands before the noun and what after it."""
    before: list[str] = []
    after: list[str] = []
    for constraint in held:
        values = _in_the_shoppers_word(constraint)
        if constraint.operator is Operator.AT_LEAST and constraint.field == RATING:
            after.append(f"rated {_number(constraint.bound)} or more")
        if constraint.operator is not Operator.ANY_OF or not values:
            continue
        either = listed(values, "or")
        if constraint.field == "feature":
            either = written(either)
            adjectives = all(is_adjective(value) for value in values)
            if adjectives and len(values) == 1:
                before.append(either)
            else:
                after.append(f"that are {either}" if adjectives else f"with {either}")
        elif constraint.field in ("colour", "material", "pattern", "style"):
            single = len(values) == 1
            (before if single else after).append(either if single else f"in {either}")
        elif constraint.field in _PHRASES:
            after.append(_PHRASES[constraint.field](either))
        elif len(values) > _MOST_NAMED:
            after.append(f"of the {constraint.field.replace('_', ' ')} you asked for")
        elif constraint.field not in (CATEGORY, PRICE, "availability"):
            after.append(f"with {named_value(constraint.field, either)}")
    kept, spare = before[:MOST_ADJECTIVES], before[MOST_ADJECTIVES:]
    return ([", ".join(kept)] if kept else []), after + [f"that are {each}" for each in spare]


def _in_the_shoppers_word(constraint: Constraint) -> list[str]:
    """Return the values to name: of a family of values ("green", "olive") the word said."""
    plain = [value for value in constraint.values if is_plain(value)]
    said = values_said(plain, constraint.source.phrase)
    if constraint.field == "size":
        return [size_name(value) for value in said or plain]
    counted = said and said[0][0].isdigit() and len(said) < len(plain)  # "at most 22 litres"
    if said and not counted:
        return said
    if len(plain) > _MOST_NAMED and constraint.field == "material":
        return [constraint.source.phrase.casefold()]  # "wooden" of all that is
    return plain[:1] if constraint.field == "audience" else plain


_PHRASES: Final[dict[str, Callable[[str], str]]] = {
    BRAND: lambda value: f"by {value.title()}",
    "size": lambda value: f"in size {value}",
    "audience": lambda value: f"for {value}" if value != "unisex" else "for everyone",
    "activity": lambda value: f"for {value}",
    "season": lambda value: f"for {value}",
    "hair": lambda value: f"for {value} hair",
    "skin": lambda value: f"for {value} skin",
    "climate": lambda value: f"for {named_value('climate', value)}",
}


def _number(bound: Decimal | None) -> str:
    return f"{(bound or Decimal(0)).normalize():f}"


def _stated_bounds(held: Sequence[Constraint]) -> dict[Operator, Decimal]:
    """Return the prices that the shopper named; see ``is_stated``."""
    stated = (c for c in held if c.field == PRICE and is_stated(c))
    return {c.operator: c.bound for c in stated if c.bound is not None}


def _price_phrase(held: Sequence[Constraint], items: Sequence[RankedItem]) -> list[str]:
    priced = [each.item.price for each in items if each.item.price is not None]
    if not priced:
        return []
    currency = priced[0].currency
    bounds = _stated_bounds(held)
    low, high = bounds.get(Operator.AT_LEAST), bounds.get(Operator.AT_MOST)
    if low is not None and high is not None:
        return [f"between {money(low, currency)} and {money(high, currency)}"]
    if high is not None:
        reached = any(price.amount == high for price in priced)
        return [f"{'up to' if reached else 'under'} {money(high, currency)}"]
    return [f"from {money(low, currency)}"] if low is not None else []


def _excluded_en(held: Sequence[Constraint], *, single: bool) -> str:
    said: list[str] = []
    for constraint in held:
        values = [value for value in constraint.values if is_plain(value)]
        if constraint.operator is not Operator.NONE_OF or not values:
            continue
        either = listed(_without_likes(constraint, values), "or")
        none = "not" if single else "none"
        if constraint.field == BRAND:
            still = "still " if _outlives_the_subject(constraint, held) else ""
            said.append(f"{still}{none} by {either.title()}")
        elif constraint.field == CATEGORY:
            leaves = [value.rsplit(PATH_SEPARATOR, 1)[-1] for value in values]
            said.append(f"{'not' if single else 'none'} from {listed(leaves, 'or')}")
        elif constraint.field == "material":
            said.append(f"{none} in {either}")
        elif constraint.field == "feature" and not all(is_adjective(value) for value in values):
            said.append(f"{none} with {written(either)}")
        else:
            said.append(f"not {either}" if single else f"none of them {either}")
    return f", {listed(said)}" if said else ""


def _outlives_the_subject(constraint: Constraint, held: Sequence[Constraint]) -> bool:
    """Tell whether something else was asked for since: a brand stays ruled out all the same."""
    asked = (c for c in held if c.field == CATEGORY and c.operator is Operator.ANY_OF)
    return any(constraint.source.turn < category.source.turn for category in asked)


def _without_likes(constraint: Constraint, values: Sequence[str]) -> Sequence[str]:
    """Name a large family of values by the word said: "green or the like"."""
    if len(values) <= _MOST_NAMED:
        return values
    said = values_said(values, constraint.source.phrase)[:1]
    return [*said, "the like"] if said else family_said(constraint) or values


def _without_likes_zh(constraint: Constraint, names: Sequence[str]) -> str:
    """Name a large family of values by the word said; empty for a small one."""
    said = values_said(names, constraint.source.phrase)
    return f"{max(said, key=len)}之类的" if said and len(names) > _MOST_NAMED else ""


def _found_zh(intent: Intent, items: Sequence[RankedItem], held: Sequence[Constraint]) -> str:
    kind = "商品"
    wanted: list[str] = []
    unwanted: list[str] = []
    for constraint in held:
        values = [in_chinese(constraint.field, value) for value in constraint.values]
        if constraint.field == CATEGORY:
            values = [
                in_chinese(CATEGORY, v.rsplit(PATH_SEPARATOR, 1)[-1]) for v in constraint.values
            ]
        # Men's jackets and women's are one word here.
        names = list(dict.fromkeys(size_name(value) for value in values))
        either = "或".join(names)
        if constraint.operator is Operator.ANY_OF and constraint.field == CATEGORY:
            kind = _kind_zh(constraint, names)
        elif constraint.operator is Operator.ANY_OF:
            either = limit_said(constraint) or count_said(constraint) or either
            wanted.append(f"{either}码" if constraint.field == "size" else either)
        elif constraint.operator is Operator.NONE_OF:
            unwanted.append(_without_likes_zh(constraint, names) or either)
        elif constraint.field == RATING:
            wanted.append(f"评分{_number(constraint.bound)}分以上")
    priced = [each.item.price for each in items if each.item.price is not None]
    bounds = _stated_bounds(held)
    for operator, words in ((Operator.AT_LEAST, "{}以上"), (Operator.AT_MOST, "{}以内")):
        bound = bounds.get(operator)
        if bound is not None and priced:
            wanted.append(words.format(money(bound, priced[0].currency)))
    text = f"为您找到{len(items)}款{'、'.join(wanted)}{'的' if wanted else ''}{kind}"
    if intent.photo_id is not None:
        text += "，与您的照片相近"
    all_of_them = "都" if len(items) > 1 else ""
    order = "，按价格从低到高" if is_sorted_by_price(intent) else ""
    return text + (f"，{all_of_them}不是{'或'.join(unwanted)}" if unwanted else "") + order + "。"


def _kind_zh(constraint: Constraint, categories: Sequence[str]) -> str:
    """Return the category's name, or the shopper's own word where no one Chinese name tells."""
    said, name = constraint.source.phrase, "或".join(categories)
    is_told = len(categories) == 1 and CJK_RUN.search(name)
    return said if CJK_RUN.search(said) and not is_told else name


def lead_popular(intent: Intent, items: Sequence[RankedItem]) -> str:
    """Introduce popular items; as highly rated only where every one of them is."""
    if intent.language == "zh":
        liked = all((each.item.rating or 0) >= HIGHLY_RATED for each in items)
        return f"为您推荐{len(items)}款{'评价很好的' if liked else ''}商品。"
    noun, _ = common_noun(intent, [each.item for each in items])
    liked = all((each.item.rating or 0) >= HIGHLY_RATED for each in items)
    praise = "that shoppers rate highly" if liked else "to start with"
    if len(items) == 1:
        return f"Here is one {singular(noun)} {praise}."
    return f"Here are {count_word(len(items))} {noun} {praise}."


def lead_reference(intent: Intent, item: Item, position: int, *, another: bool = False) -> str:
    """Say which item was meant, by its place on the list (from 1) and its name.

    Args:
        intent: Tells the language.
        item: The item meant.
        position: The place of the item pointed at.
        another: Whether the item is another colour of the one at that place.

    Raises:
        ValueError: If the position is below 1.
    """
    if position < 1:
        raise ValueError(f"positions count from 1, not {position}")
    title = normalise(item.title, 80)
    colour = item.values("colour")[0] if item.values("colour") else ""
    if intent.language == "zh":
        place = _ORDINALS_ZH[position - 1] if position <= len(_ORDINALS_ZH) else str(position)
        if another:
            price = f"，售价{price_text(item.price)}" if item.price else ""
            return f"第{place}款还有{in_chinese('colour', colour) or '别的款式'}：{title}{price}。"
        parts = [f"第{place}款是{title}", in_chinese("colour", colour) if colour else ""]
        parts.append(f"售价{price_text(item.price)}" if item.price else "")
        return "，".join(filter(None, parts)) + "。"
    place = f"{ORDINALS[position - 1]} one" if position <= len(ORDINALS) else f"one at {position}"
    if another:
        price = f" at {price_text(item.price)}" if item.price else ""
        return f"The {place} also comes in {colour or 'another version'}: {title}{price}."
    said = [
        f"comes in {colour}" if colour else "",
        f"costs {price_text(item.price)}" if item.price else "",
    ]
    rest = listed(list(filter(None, said)))
    return f"The {place}, {title}, {rest}." if rest else f"The {place} is {title}."
