"""A stated reason is the reason where the item falls without it."""

from decimal import Decimal

import pytest

from assistant.intent import Intent
from assistant.reply import Claim, Explanation, Origin, Reply
from eval.faithfulness import lost_without_reason
from ranking.ranked import RankedItem
from retrieval.constraints import Constraint, Constraints, Operator, Preference, Source
from tests.fakes.retrieval import make_item

SOURCE = Source(0, "")
UNDER_FIFTY = Constraints((Constraint("price", Operator.AT_MOST, SOURCE, bound=Decimal(50)),))
CHEAP = Preference("cheap", SOURCE, "price", ("low",))
WARM = Preference("warm", SOURCE)


def lost(field, contributions, **intent):
    """The first of three is told by a field, and barely ahead of the second."""
    items = tuple(
        RankedItem(make_item(name), rank, relevance, 0.0, contributions if rank == 1 else {})
        for rank, (name, relevance) in enumerate((("a", 0.6), ("b", 0.5), ("c", 0.1)), start=1)
    )
    claims = (Claim(0, 1, "request", 1), *([Claim(0, 1, field, 1)] if field else []))
    explanation = Explanation("a", "It is.", claims, Origin.FACTS)
    return lost_without_reason(explanation, Reply("", Intent(**intent), items))


@pytest.mark.parametrize(
    ("field", "contribution"),
    [
        ("colour", "words"),
        ("title", "meaning"),
        ("rating", "rating"),
        ("rating_count", "popularity"),
        ("list_price", "promotion"),
        ("photo", "photo"),
    ],
)
def test_an_item_falls_by_what_its_reason_contributed(field, contribution):
    assert lost(field, {contribution: 1.0}) == 1
    assert lost(field, {contribution: 9.0}) == 2
    assert lost(field, {contribution: -1.0}) == 0


@pytest.mark.parametrize("field", ["price", "list_price", "stock", "rating"])
def test_what_no_words_match_is_not_credited_with_what_the_words_found(field):
    assert lost(field, {"words": 9.0, "meaning": 9.0}) == 0


def test_a_wish_counts_for_what_it_is_about():
    met = {"preferences": 1.0}
    assert lost("price", met, preferences=(CHEAP,)) == 1
    assert lost("list_price", met, preferences=(CHEAP,)) == 1
    assert lost("colour", met, preferences=(CHEAP,)) == 0
    assert lost("colour", met, preferences=(WARM,)) == 1
    assert lost("price", met, preferences=(WARM,)) == 0


def test_what_a_condition_is_about_holds_the_item_on_the_list():
    assert lost("price", {}, constraints=UNDER_FIFTY) == 3
    assert lost("colour", {}, constraints=UNDER_FIFTY) == 0


def test_what_states_nothing_of_the_item_is_not_judged():
    assert lost(None, {"words": 1.0}) is None
