"""What is sought over a talk: kinds ruled out or owned, and what seeks no other thing."""

import pytest

from assistant.intent import Intent, State
from assistant.understanding.readers.grammar import Grammar
from assistant.understanding.state import apply
from retrieval.constraints import CATEGORY, Operator
from tests.fakes.understanding import moment

GRAMMAR = Grammar()


def talked(*said: str) -> Intent:
    state = State()
    for turn, text in enumerate(said):
        read = GRAMMAR.read(moment(text, turn=turn, intent=state.intent, shown=()))
        state = apply(state, read.operations, act=read.act)
    return state.intent


def kinds(intent: Intent, operator: Operator) -> set[str]:
    kept = (c for c in intent.constraints.on(CATEGORY) if c.operator is operator)
    return {value for constraint in kept for value in constraint.values}


@pytest.mark.parametrize("said", ["no clothes", "anything but clothes", "please no apparel"])
def test_other_word_for_a_whole_category_rules_it_out(said):
    intent = talked("a present for my cousin", said)
    assert kinds(intent, Operator.NONE_OF) == {"clothing"}
    assert not any(wish.averse for wish in intent.preferences)


def test_wider_kind_ruled_out_takes_the_narrower_one_sought_with_it():
    intent = talked("a gift for my uncle under $40", "do you have soft toys", "nah, no toys")
    assert not kinds(intent, Operator.ANY_OF)
    assert kinds(intent, Operator.NONE_OF) == {"toys & games"}
    assert "toys" not in intent.request
    assert intent.constraints.on("price")


def test_the_kind_sought_itself_turned_down_stays_a_wish():
    intent = talked("sandals", "not sandals")
    assert kinds(intent, Operator.ANY_OF) == {"shoes > sandals"}


def test_said_twice_is_ruled_out_once():
    intent = talked("a gift for my aunt", "no jewellery", "I said no jewellery")
    assert kinds(intent, Operator.NONE_OF) == {"jewellery"}
    assert not any(wish.averse for wish in intent.preferences)


@pytest.mark.parametrize(
    "said",
    [
        "nope, she has a rug already, what else?",
        "yeah but we already have rugs",
        "ok we've got a rug, anything else you'd suggest?",
        "she has got rugs, what else could I give her",
    ],
)
def test_what_somebody_owns_is_not_sought(said):
    intent = talked("a present for my sister", said)
    assert not kinds(intent, Operator.ANY_OF)
    assert not kinds(intent, Operator.NONE_OF)


@pytest.mark.parametrize(
    "said", ["as a set if you can", "do you have a pack of 4", "a pair would do", "in a bundle"]
)
def test_how_a_thing_is_sold_is_no_other_thing(said):
    intent = talked("mugs in blue", said)
    assert kinds(intent, Operator.ANY_OF) == {"kitchen > mugs & cups"}
    assert intent.constraints.on("colour")


@pytest.mark.parametrize("said", ["a hiking holiday", "for our skiing trip", "a yoga retreat"])
def test_outing_says_what_for_and_names_no_thing(said):
    intent = talked(said)
    assert [wish.field for wish in intent.preferences] == ["activity"]
    assert not intent.request


def test_thing_to_bring_on_an_outing_is_sought():
    assert "lantern" in talked("a camping trip lantern").request
