"""Sensitive skin, told of some things as such and of others as hypoallergenic."""

from dataclasses import replace

import pytest

from assistant.intent import State
from assistant.understanding.readers.grammar import Grammar
from assistant.understanding.state import apply
from tests.fakes.understanding import moment, shop_vocabulary

GRAMMAR = Grammar()


def vocabulary():
    shop = shop_vocabulary()
    categories = {**shop.categories, "jewellery > rings": 4, "beauty > skincare": 4}
    attributes = {
        **shop.attributes,
        "feature": {**shop.attributes["feature"], "hypoallergenic": 4},
        "skin": {"sensitive": 3, "dry": 2},
    }
    coverage = {
        "feature": {"jewellery > rings": 3, "beauty > skincare": 2},
        "skin": {"beauty > skincare": 4},
    }
    return replace(shop, categories=categories, attributes=attributes, coverage=coverage)


def wanted(*turns):
    state = State()
    for turn in turns:
        asked = replace(moment(turn, intent=state.intent), vocabulary=vocabulary())
        state = apply(state, GRAMMAR.read(asked).operations)
    held = {c.field: c.values for c in state.intent.constraints}
    held |= {w.field: w.values for w in state.intent.preferences if w.field}
    return held


@pytest.mark.parametrize(
    "said", ["he has sensitive skin", "for sensitive skin please", "他很容易过敏", "我是敏感性皮肤"]
)
def test_rings_for_sensitive_skin_are_hypoallergenic(said):
    held = wanted("rings", said)
    assert held["feature"] == ("hypoallergenic",)
    assert "skin" not in held


def test_skincare_tells_of_the_skin_itself():
    assert wanted("skincare", "for sensitive skin please")["skin"] == ("sensitive",)
