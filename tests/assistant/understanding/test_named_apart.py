"""Sections, parts and appliances that name no thing by themselves, after what is sought."""

import pytest

from assistant.intent import Require, Set, State
from assistant.understanding.readers.grammar import Grammar
from assistant.understanding.state import apply
from retrieval.constraints import CATEGORY
from retrieval.vocabulary import Vocabulary
from tests.fakes.understanding import conditions, moment

GRAMMAR = Grammar()
SHOP = Vocabulary(
    categories={
        "clothing > coats": 9,
        "children > kids' clothing": 9,
        "children > girls' shoes": 9,
        "furniture > home office": 9,
        "stationery > desk": 9,
        "luggage": 9,
        "sports > belts": 9,
        "kitchen > plates": 9,
    },
    attributes={
        "audience": {"kids": 9, "women": 9},
        "belt": {"wide": 4},
        "feature": {"dishwasher-safe": 4, "oven-safe": 4, "lockable": 3},
    },
    coverage={"feature": {"kitchen > plates": 9, "luggage": 3}, "belt": {"luggage": 4}},
    title_nouns={
        "desk": {"furniture > home office": 5},
        "belt": {"sports > belts": 5},
        "coat": {"clothing > coats": 5, "children > kids' clothing": 3},
    },
)


def required_after(first, said):
    before = GRAMMAR.read(moment(first, vocabulary=SHOP))
    intent = apply(State(), before.operations, act=before.act).intent
    read = GRAMMAR.read(moment(said, turn=1, intent=intent, vocabulary=SHOP))
    return [one.constraint.values for one in read.operations if isinstance(one, Set | Require)]


@pytest.mark.parametrize("said", ["kids' clothes", "clothing for children", "kids outfits"])
def test_section_for_children_is_sought_by_its_name(said):
    assert conditions(said, SHOP) == {CATEGORY: ("children > kids' clothing",)}


def test_section_for_children_is_theirs_whoever_they_are():
    found = conditions("girls' shoes", SHOP)
    assert found == {CATEGORY: ("children > girls' shoes",), "audience": ("kids",)}


def test_desks_are_what_titles_call_so():
    assert conditions("desks please", SHOP) == {CATEGORY: ("furniture > home office",)}


def test_part_that_a_field_is_called_by_is_no_thing_sought():
    assert required_after("a piece of luggage", "wide belt") == [("wide",)]


@pytest.mark.parametrize("said", ["and for the oven too", "oven as well please"])
def test_appliance_added_to_what_is_sought_is_what_it_is_safe_in(said):
    assert required_after("plates, dishwasher safe", said) == [("oven-safe",)]


def test_bag_with_a_lock_is_lockable():
    assert conditions("luggage with a lock", SHOP)["feature"] == ("lockable",)
