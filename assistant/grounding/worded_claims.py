"""Judges of claims in words: terms such as colours and features, brands, quantities, the rest."""

import re
from typing import Final

from assistant.grounding import claim_patterns as patterns
from assistant.grounding.assertions import Asked, Assertion, Kind
from assistant.grounding.case import REQUEST, Case, Finding, refused, supported
from assistant.grounding.evidence import BRAND, CATEGORY, DESCRIPTION, TITLE, Evidence, contains
from assistant.grounding.lexicon import CLOSED, stem
from assistant.grounding.tokens import stems

# Of these a description tells too little on its own: it may speak of a strap's
# colour or a lining's material.
_PARTICULAR: Final = frozenset({"colour", "material", "pattern"})
_MADE: Final = re.compile(r"\bmade (?:of|with|from|out of)\s+$", re.IGNORECASE)
_WORD_BEFORE: Final = re.compile(r"\w+[\s:：-]*$")
_WORD_AFTER: Final = re.compile(r"[\s-]*\w+")
_NUMBERS: Final = {
    stem(word): str(number)
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve".split(),  # noqa: SIM905 - reads best
        start=2,
    )
}


def judge_term(claim: Assertion, case: Case) -> Finding:
    """Hold a colour, material, feature or other value against the listing."""
    if claim.values:
        return _judge_chinese_term(claim, case)
    if claim.asked is not Asked.NOTHING:
        return _judge_asked(claim, case)
    if claim.negated:
        return _judge_denied(claim, case.evidence)
    field = _field_stating(claim, case.evidence)
    if field is None and len(claim.stems) > 1:
        field = _field_stating_each(claim, case.evidence)
    if _is_no_material(claim, field):
        return refused("the listing does not call that a material")
    return supported(field) if field else refused("the listing does not say so")


def _is_no_material(claim: Assertion, field: str | None) -> bool:
    """Tell "made of blue", of what is blue, from "made of cotton"."""
    known = field in _PARTICULAR or bool(claim.attributes & _PARTICULAR)
    told = field == "material" or "material" in claim.attributes
    return bool(_MADE.search(claim.before)) and known and not told


def _field_stating(claim: Assertion, evidence: Evidence) -> str | None:
    words = claim.stems
    if attribute := evidence.attribute_saying(words, _beside(claim)):
        return attribute
    for field, place in ((TITLE, evidence.title), (CATEGORY, evidence.category)):
        if contains(place, words):
            return field
    stated = any(contains(clause, words) for clause in evidence.stated)
    enough = (
        not claim.attributes & _PARTICULAR
        or len(words) > 1
        or evidence.stated_beside(words, claim.neighbours)
    )
    denied = not evidence.denied.isdisjoint(words)
    return DESCRIPTION if stated and enough and not denied else None


def _beside(claim: Assertion) -> str:
    """Return the claim with the words right before and after it, not beyond punctuation."""
    before, after = _WORD_BEFORE.search(claim.before), _WORD_AFTER.match(claim.after)
    return "".join((before[0] if before else "", claim.text, after[0] if after else ""))


def _field_stating_each(claim: Assertion, evidence: Evidence) -> str | None:
    """Accept "navy blue" of a navy item: one value that says every word."""
    for value in evidence.values:
        if all(value.says((word,)) for word in claim.stems):
            return value.attribute
    return None


def _judge_denied(claim: Assertion, evidence: Evidence) -> Finding:
    words = claim.stems
    if evidence.attribute_saying(words, _beside(claim)) or contains(evidence.title, words):
        return refused("the listing says the opposite")
    if evidence.denied.issuperset(words):
        return supported(DESCRIPTION)
    for attribute in sorted(claim.attributes & CLOSED):
        if evidence.carries(attribute) and not any(
            contains(clause, words) for clause in evidence.stated
        ):
            return supported(attribute)
    return refused("the listing does not say that it is not")


def _judge_asked(claim: Assertion, case: Case) -> Finding:
    against = claim.negated or claim.asked is Asked.AGAINST
    true = case.excluded.issuperset(claim.stems) if against else case.wants(claim.stems)
    return supported(REQUEST) if true else refused("the shopper did not ask for it")


def _judge_chinese_term(claim: Assertion, case: Case) -> Finding:
    if claim.asked is not Asked.NOTHING:
        said = claim.text in case.asked_chinese or any(
            case.wants(stems(value)) or case.excluded.issuperset(stems(value))
            for value in claim.values
        )
        return supported(REQUEST) if said else refused("the shopper did not ask for it")
    evidence = case.evidence
    held = [evidence.attribute_saying(stems(value), _beside(claim)) for value in claim.values]
    named = next((name for name in held if name), None) or _chinese_field(claim.text, evidence)
    if named is None:
        titled = [value for value in claim.values if contains(evidence.title, stems(value))]
        grouped = [value for value in claim.values if contains(evidence.category, stems(value))]
        named = (TITLE if titled else None) or (CATEGORY if grouped else None)
    if not claim.negated:
        return supported(named) if named else refused("the listing does not say so")
    closed = any(evidence.carries(name) for name in ("colour", "material", "pattern"))
    if named or not closed:
        return refused("the listing does not say that it is not")
    return supported("colour")


def _chinese_field(text: str, evidence: Evidence) -> str | None:
    return next((name for name, written in evidence.chinese if text in written), None)


def _chinese_word_field(claim: Assertion, evidence: Evidence) -> str | None:
    """Find the characters in the listing; a single one only with what stands beside it."""
    if len(claim.text) > 1:
        return _chinese_field(claim.text, evidence)
    pairs = [claim.before[-1:] + claim.text, claim.text + claim.after[:1]]
    found = [_chinese_field(pair, evidence) for pair in pairs if len(pair) > 1]
    return next(filter(None, found), None)


def judge_brand(claim: Assertion, case: Case) -> Finding:
    """Hold a brand's name against the item's."""
    if claim.asked is not Asked.NOTHING:
        return _judge_asked(claim, case)
    own = claim.stems == case.evidence.brand
    if claim.negated:
        return refused("it is") if own or not case.evidence.brand else supported(BRAND)
    if own:
        return supported(BRAND)
    if contains(case.evidence.title, claim.stems):
        return supported(TITLE)
    return refused(f"the brand is {case.item.brand}" if case.item.brand else "no brand is given")


def judge_title(claim: Assertion, case: Case) -> Finding:
    """Let the item's own title stand, and no other's."""
    own = claim.text.casefold() == case.item.title.casefold().strip() and not claim.negated
    return supported(TITLE) if own else refused("that is another item")


def judge_quantity(claim: Assertion, case: Case) -> Finding:
    """Look for a number together with the word before or after it in the listing."""
    if claim.negated:
        return refused("a denied number is not checked")
    words = tuple(_NUMBERS.get(word, word).replace(",", "") for word in claim.stems)
    if claim.asked is Asked.FOR and words[0] in {word.replace(",", "") for word in case.wanted}:
        return supported(REQUEST)
    evidence = case.evidence
    places = [(value.attribute, value.stems) for value in evidence.values]
    places += [(TITLE, evidence.title), *((DESCRIPTION, clause) for clause in evidence.stated)]
    for name, place in places:
        digits = tuple(_NUMBERS.get(word, word).replace(",", "") for word in place)
        if len(digits) == 1 and digits == words and stem(name) in claim.neighbours:
            return supported(name)
        if _together(digits, words, claim.neighbours):
            return supported(name)
    return refused("the listing has no such number")


def _together(place: tuple[str, ...], words: tuple[str, ...], beside: frozenset[str]) -> bool:
    if not contains(place, words):
        return False
    if any(not word.isdecimal() for word in words if not word.replace(".", "").isdecimal()):
        return True  # a model number such as RX100 says enough on its own
    return any(
        word in beside
        for at, number in enumerate(place)
        if number == words[0]
        for word in (*place[max(at - 1, 0) : at], *place[at + 1 : at + 2])
    )


def judge_word(claim: Assertion, case: Case) -> Finding:
    """Look for any other word in the listing, or in the request where it is said to be asked."""
    evidence = case.evidence
    if not claim.stems:
        field = _chinese_word_field(claim, evidence)
        if field is None and claim.asked is not Asked.NOTHING and claim.text in case.asked_chinese:
            field = REQUEST
        return supported(field) if field else refused("no such word in the listing")
    if claim.asked is not Asked.NOTHING:
        return _judge_asked(claim, case)
    word = claim.stems[0]
    field = evidence.fields.get(word)
    if field == DESCRIPTION and not evidence.stated_beside((word,), claim.neighbours):
        field = None  # "hand pockets" does not make it "made by hand"
    if claim.negated:
        denied = word in evidence.denied and word not in evidence.fields
        return supported(DESCRIPTION) if denied else refused("the listing does not deny it")
    if field is None or (word in evidence.denied and field == DESCRIPTION):
        return refused("no such word in the listing")
    return supported(field)


def judge_asked(claim: Assertion, case: Case) -> Finding:
    """Hold "as you asked" against there being a request, and against what stands before it."""
    if "soft" in claim.parts:
        return supported(REQUEST)
    if "your" in claim.parts:
        return supported(REQUEST) if case.wanted else refused("nothing was asked for")
    inside = [
        each
        for each in case.assertions
        if each.start >= claim.end and each.asked is not Asked.NOTHING
    ]
    if inside and inside[0].start - claim.end <= len(claim.after):
        return supported(REQUEST)
    before = [
        each
        for each in case.assertions
        if each.end <= claim.start and each.kind in (Kind.TERM, Kind.WORD, Kind.SIZE, Kind.BRAND)
    ]
    if not before:
        return refused("it does not say what was asked for")
    return _judge_asked(before[-1], case) if before[-1].stems else refused("it does not say what")


def judge_photo(claim: Assertion, case: Case) -> Finding:
    """Hold "your photo" against there being one that moved the item up."""
    moved = case.intent.photo_id is not None and case.ranked.contributions.get("photo", 0) > 0
    true = moved and not claim.negated
    return supported("photo") if true else refused("no photo raised this item")


_FIELDS_ZH: Final = {
    "尺码": "size",
    "尺寸": "size",
    "颜色": "colour",
    "品牌": "brand",
    "材质": "material",
    "风格": "style",
}


def judge_your_field(claim: Assertion, case: Case) -> Finding:
    """Hold "your size" against there being one that was asked for and is met."""
    named = claim.parts.get("field", "").casefold().rstrip("s").replace("color", "colour")
    field = named or _FIELDS_ZH[claim.parts["field_zh"]]
    asked = [each for each in case.intent.constraints.on(field) if each.allows(case.item)]
    wished = any(
        preference.field == field and set(preference.values) & set(case.item.values(field))
        for preference in case.intent.preferences
        if not preference.averse
    )
    true = (bool(asked) or wished) and not claim.negated
    return supported(REQUEST) if true else refused(f"no {field} was asked for, or it is not met")


def judge_variety(claim: Assertion, case: Case) -> Finding:
    """Hold "several sizes" against the item's sizes; an item is one colour, and never all."""
    of = (claim.parts.get("of") or claim.parts.get("choice") or "").casefold()
    several = of == "sizes" and len(case.item.values("size")) > 1 and not claim.negated
    counted = claim.text.split()[0].casefold() in patterns.COUNT_WORDS
    if several and not counted:
        return supported("size")
    return refused("the listing does not offer that many")


def judge_promise(claim: Assertion, case: Case) -> Finding:
    """Let a promise stand only where an attribute makes it in the same words."""
    written = re.sub(r"\s+", " ", claim.text.casefold())
    for name, values in case.item.attributes.items():
        if any(written in value.casefold() for value in values) and not claim.negated:
            return supported(name)
    return refused("nothing is promised that no attribute states")


def judge_forbidden(claim: Assertion, case: Case) -> Finding:  # noqa: ARG001 - a judge like the others
    """Refuse what an explanation never contains: links, addresses, dates."""
    return refused(f"an explanation holds no {claim.kind}")
