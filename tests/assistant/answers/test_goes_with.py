"""What goes with an item: things of other kinds that share its use or its style."""

from dataclasses import replace

import pytest

from assistant.answers.goes_with import (
    Shared,
    asks_what_goes_with,
    companions,
    lead_goes_with,
    shared_by,
)
from tests.fakes.listing import FELLSIDE, PLAIN

BOOTS = replace(
    FELLSIDE,
    item_id="boots",
    category=("Shoes", "Boots"),
    attributes={"activity": ("walking",), "audience": ("men", "women")},
)


@pytest.mark.parametrize(
    "said",
    [
        "what goes with the first one?",
        "what would go well with it",
        "what else do people usually buy with the second?",
        "what can I wear with these",
        "第一个搭配什么好",
    ],
)
def test_what_goes_with_an_item_is_asked(said):
    assert asks_what_goes_with(said)


@pytest.mark.parametrize(
    "said", ["does it go with jeans?", "what does it come with?", "what size is the first?"]
)
def test_other_questions_do_not_ask_it(said):
    assert not asks_what_goes_with(said)


def test_what_is_shared_is_told_by_the_most_telling_field_there_is():
    assert shared_by(FELLSIDE) == Shared("activity", ("hiking", "walking"))
    styled = replace(PLAIN, attributes={"style": ("modern",), "occasion": ("wedding",)})
    assert shared_by(styled) == Shared("occasion", ("wedding",))
    assert shared_by(replace(PLAIN, attributes={})) is None


def test_companions_are_of_another_category_share_the_use_and_are_for_no_child():
    conditions, wishes = companions(FELLSIDE, Shared("activity", ("hiking", "walking")))
    assert conditions.allow(BOOTS)
    assert not conditions.allow(replace(BOOTS, category=FELLSIDE.category))
    assert not conditions.allow(replace(BOOTS, attributes={"activity": ("golf",)}))
    for_kids = {"activity": ("walking",), "audience": ("kids",)}
    assert not conditions.allow(replace(BOOTS, attributes=for_kids))
    assert [wish.values for wish in wishes] == [("women",)]


def test_the_lead_says_what_is_shared():
    shared = Shared("activity", ("hiking", "walking"))
    assert lead_goes_with(FELLSIDE, shared, "en") == (
        "These are listed for hiking or walking too, so they may go with the Fellside Jacket."
    )
    assert "Fellside Jacket" in lead_goes_with(FELLSIDE, shared, "zh")
    modern = lead_goes_with(FELLSIDE, Shared("style", ("modern",)), "en")
    assert modern.startswith("These are modern too")
