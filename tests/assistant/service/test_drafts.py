from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.intent import Intent
from assistant.service.drafts import Weight, check_draft
from ranking.ranked import RankedItem
from retrieval.items import Price
from retrieval.knowledge import Passage
from tests.fakes.faces import shop_items

ITEMS = [
    RankedItem(replace(item, title=title), rank, 0.9, 0.1, {})
    for rank, (item, title) in enumerate(
        zip(shop_items()[:2], ("Fellside Rain Jacket", "Ridgeline Trail Shell"), strict=True), 1
    )
]
ITEMS[1] = replace(ITEMS[1], item=replace(ITEMS[1].item, price=Price(Decimal("118.50"), "USD")))
POLICY = [
    Passage("returns", "returns", "How long you can return things",
            "You have 60 days from the day your parcel arrives. Sale items are not returned."),
    Passage("delivery", "delivery", "Standard delivery",
            "Standard delivery costs $4.95 and arrives within 3 to 5 working days."),
]  # fmt: skip


def claims(text, items=ITEMS):
    return [doubt.text for doubt in check_draft(text, items, Intent(), POLICY).claims]


@pytest.mark.parametrize(
    "text",
    [
        "Hello, thank you for waiting. Let me have a look for you.",
        "Give me one moment, please.",
        "The Fellside Rain Jacket costs $89 and is waterproof.",
        "The first one costs $89. The second one costs $118.50.",
        "You have 60 days to return it.",
        "Standard delivery costs $4.95.",
        "",
    ],
)
def test_what_is_true_or_says_nothing_may_go(text):
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("The Fellside Rain Jacket costs $79.", ["$79"]),
        ("The first one costs $118.50.", ["$118.50"]),
        ("You have 90 days to return it.", ["90"]),
        ("It will arrive tomorrow.", ["tomorrow"]),
        ("It costs $3.", ["$3"]),
        ("It has a lifetime guarantee.", ["lifetime", "guarantee"]),
        ("Sale items are returned.", ["returned"]),
        ("Rated 4.9 by 500 shoppers.", ["Rated 4.9", "500 shoppers"]),
        ("Write to me@example.com please.", ["me@example.com"]),
    ],
)
def test_what_nothing_supports_takes_a_reason(text, doubted):
    assert claims(text) == doubted


def test_without_items_a_claim_about_one_has_nothing_to_rest_on():
    assert claims("It costs $89 and is waterproof.", items=[]) == ["$89", "waterproof"]


def test_a_sentence_goes_on_about_the_item_named_before_it():
    assert claims("The Ridgeline Trail Shell is here. It costs $89.") == ["$89"]


def test_a_word_that_no_listing_has_is_a_hint_in_a_sentence_about_an_item_only():
    check = check_draft("The Fellside Rain Jacket is bulletproof.", ITEMS, Intent(), POLICY)
    assert [(d.text, d.weight) for d in check.doubts] == [("bulletproof", Weight.HINT)]
    assert check.may_go
    assert check_draft("Greetings from Zanzibar.", ITEMS, Intent(), POLICY).doubts == ()


def test_support_says_what_it_rests_on():
    check = check_draft("The Fellside Rain Jacket costs $89.", ITEMS, Intent(), POLICY)
    assert ("$89", "Fellside Rain Jacket: price") in [(s.text, s.rests_on) for s in check.support]
    check = check_draft("You have 60 days to return it.", ITEMS, Intent(), POLICY)
    assert "How long you can return things" in [s.rests_on for s in check.support]


def test_spans_stand_where_they_say():
    text = "Hello! The first one costs $12. You have 90 days."
    for doubt in check_draft(text, ITEMS, Intent(), POLICY).doubts:
        assert text[doubt.start : doubt.end] == doubt.text
