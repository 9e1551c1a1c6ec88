"""The independent checker: true sentences pass, and every kind of lie is found."""

from dataclasses import replace
from decimal import Decimal

import pytest

from eval.explanation_check import judge
from eval.metrics.explanations import Standing
from retrieval.items import Availability, Price
from tests.fakes.retrieval import make_item

JACKET = replace(
    make_item(
        "j1",
        "Fellside Rain Jacket",
        brand="Fellside",
        category=("Clothing", "Jackets"),
        price=79,
        attributes={"feature": ("waterproof", "recycled"), "colour": ("teal",)},
    ),
    list_price=Price(Decimal(99), "USD"),
    rating=4.5,
    rating_count=120,
    stock=4,
)
OTHER = replace(make_item("j2", "Town Mac", price=60), rating=4.0, rating_count=300)
SHOWN = [JACKET, OTHER]
SAID = "a waterproof jacket under $100, not black"


def unsupported(text, item_id="j1", said=SAID):
    claims = judge(text, item_id, SHOWN, said)
    assert claims
    return [claim.text for claim in claims if claim.standing is not Standing.SUPPORTED]


@pytest.mark.parametrize(
    "text",
    [
        "Waterproof and recycled, this one comes in teal and costs $79, $21 under your $100.",
        "Down from $99 to $79, a saving of $20. Rated 4.5 by 120 shoppers. Only 4 left.",
        "The best rated of these two, this one comes in teal rather than black.",
        "It has the biggest saving of these two.",
        "两款中评分最高，售价$79，低于您的$100。评分4.5分（120条评价）。",
    ],
)
def test_what_is_true_passes(text):
    assert unsupported(text) == []


@pytest.mark.parametrize(
    ("text", "lie"),
    [
        ("It costs $69.", "69"),
        ("Rated 4.9 by 120 shoppers.", "4.9"),
        ("Only 2 left of these three.", "of these three"),
        ("This one is windproof.", "windproof"),
        ("It comes in burgundy rather than black.", "burgundy"),
        ("The cheapest of these two.", "cheapest"),
        ("The most reviewed of these two.", "most reviewed"),
        ("The finest jacket there is.", "another superlative"),
        ("It is out of stock.", "out of stock"),
        ("Guaranteed for life.", "guaranteed"),
        ("两款中最便宜。", "cheapest"),
        ("售价$70。", "70"),
    ],
)
def test_what_is_not_is_found(text, lie):
    assert lie in unsupported(text)


def test_what_is_gone_may_be_called_so():
    gone = replace(JACKET, availability=Availability.OUT_OF_STOCK)
    [claim] = judge("It is out of stock.", "j1", [gone], SAID)
    assert claim.standing is Standing.SUPPORTED


def test_an_item_that_was_not_shown_is_out_of_catalogue():
    [claim] = judge("It costs $79.", "j9", SHOWN, SAID)
    assert claim.standing is Standing.OUT_OF_CATALOGUE


def test_it_shares_no_code_with_the_check_it_judges():
    import eval.explanation_check as checker  # noqa: PLC0415 - the module itself is looked at

    modules = {getattr(value, "__module__", "") for value in vars(checker).values()}
    assert not any(name.startswith("assistant") for name in modules if name)
