"""Which of several is the lightest, the cheapest, the best rated."""

from dataclasses import replace

import pytest

from assistant.answers.which_most import which_most
from tests.fakes.listing import CAIRN, FELLSIDE, NAVY_SHELL, PLAIN

UNRATED = "The rating of one of the four is not known."
ALL = (FELLSIDE, NAVY_SHELL, CAIRN, PLAIN)
LAMP = replace(PLAIN, item_id="lamp", title="Lamp", attributes={"weight": ("1.2 kg",)})


def told(question: str, *items, chinese: bool = False) -> str:
    """Return the verdict over the items."""
    verdict = which_most(question, items or ALL, chinese=chinese)
    assert verdict is not None
    return verdict.text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("which is the cheapest?", "Drizzle Pack-Away Shell is the cheapest, at $64.50."),
        ("cheapest one?", "Drizzle Pack-Away Shell is the cheapest, at $64.50."),
        ("which one costs least", "Drizzle Pack-Away Shell is the cheapest, at $64.50."),
        ("what's the most expensive of these?", "Cairn Storm Jacket is the dearest, at $119."),
        ("which has the best reviews?", "Cairn Storm Jacket is the best rated, at 4.8. " + UNRATED),
        ("which has most reviews", "Drizzle Pack-Away Shell is the most reviewed, at 506."),
    ],
)
def test_a_verdict_is_given_over_all(question, verdict):
    assert told(question) == verdict


def test_of_two_one_is_lighter_whatever_the_unit():
    assert told("which is lighter?", FELLSIDE, LAMP) == "Fellside Jacket is lighter, at 410 g."
    assert told("which is heaviest", LAMP, FELLSIDE) == "Lamp is heavier, at 1.2 kg."
    assert told("哪个最轻？", FELLSIDE, LAMP, chinese=True) == "Fellside Jacket最轻（410 g）。"


def test_ties_are_all_named_and_a_draw_is_one():
    rust = replace(FELLSIDE, item_id="rust", title="Rust Jacket", rating=3.0)
    both = told("which is cheapest?", FELLSIDE, rust, CAIRN)
    assert both == "Fellside Jacket and Rust Jacket are the cheapest, at $89 each."
    assert told("which is cheapest?", FELLSIDE, rust) == "They are alike in price: $89 each."


def test_what_the_listings_do_not_tell_is_said_so():
    verdict = which_most("which is the lightest?", ALL, chinese=False)
    assert verdict is not None
    assert verdict.text == "The listings do not give enough on weight to tell which is lightest."
    assert verdict.fields == verdict.best == ()


@pytest.mark.parametrize("question", ["is it the cheapest?", "which is better?", "how heavy is it"])
def test_nothing_else_is_taken_for_such_a_question(question):
    assert which_most(question, ALL, chinese=False) is None


def test_of_one_alone_what_is_known_is_told():
    assert told("which is the cheapest?", FELLSIDE) == "It is the only one here, at $89."
    assert told("哪个最便宜？", FELLSIDE, chinese=True) == "只有这一款（$89）。"
    assert which_most("which is the lightest?", [PLAIN], chinese=False) is None


def listing(title: str, **attributes: str):
    """Return an item with those attributes alone."""
    held = {name: (value,) for name, value in attributes.items()}
    return replace(PLAIN, item_id=title, title=title, attributes=held)


@pytest.mark.parametrize(
    ("question", "items", "verdict"),
    [
        ("which is the warmest", [("A", "-5 °c"), ("B", "3 °c"), ("C", "")],
         "A is the warmest, at -5 °C. The temperature of one of the three is not known."),
        ("which is warmer?", [("A", "200 °c"), ("B", "180 °c")], None),
    ],
)  # fmt: skip
def test_the_warmest_keeps_warm_in_the_coldest(question, items, verdict):
    told_of = [listing(title, temperature=value) for title, value in items]
    most = which_most(question, told_of, chinese=False)
    assert (most and most.text) == verdict


def test_where_no_capacity_is_told_the_largest_is_told_by_its_sides():
    rugs = [listing("A", dimensions="120 x 170 cm"), listing("B", dimensions="2 x 3 m")]
    assert told("which is the biggest?", *rugs) == "B is larger, at 2 x 3 m."
    assert told("which is smallest?", *rugs) == "A is smaller, at 120 x 170 cm."
    boxes = [*rugs, listing("C", dimensions="10 x 10 x 10 cm")]
    assert "do not give enough" in told("which is the biggest?", *boxes)
