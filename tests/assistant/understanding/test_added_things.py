"""Another thing added to what is sought, in the same category or not, and its parts."""

import pytest

from assistant.intent import State
from assistant.understanding.readers.grammar import Grammar
from assistant.understanding.state import apply
from retrieval.constraints import CATEGORY
from retrieval.vocabulary import Vocabulary
from tests.fakes.understanding import moment

GRAMMAR = Grammar()
SHOP = Vocabulary(
    categories={
        "clothing": 20,
        "clothing > jackets & coats": 9,
        "clothing > dresses & skirts": 9,
        "accessories > hats & gloves": 9,
        "furniture > home office": 9,
        "furniture > sofas & armchairs": 9,
        "furniture > tables & chairs": 9,
        "pets > dogs": 9,
    },
    attributes={"feature": {"hooded": 5, "waterproof": 5}, "colour": {"blue": 9, "red": 9}},
    coverage={"feature": {"clothing > jackets & coats": 9}},
    title_nouns={
        "dog bed": {"pets > dogs": 5},
        "lead": {"pets > dogs": 4},
        "desk": {"furniture > home office": 5},
        "lantern": {"pets > dogs": 2, "furniture > home office": 2, "clothing": 2},
        "chair": {"furniture > home office": 3, "furniture > tables & chairs": 6},
    },
)


def sought_after(first, said):
    state = State()
    for turn, text in enumerate((first, said)):
        read = GRAMMAR.read(moment(text, turn=turn, intent=state.intent, vocabulary=SHOP))
        state = apply(state, read.operations, act=read.act)
    return state.intent


@pytest.mark.parametrize(
    ("first", "said", "request_", "category"),
    [
        ("dog bed under 80", "and a lead", "lead", "pets > dogs"),
        ("desk", "and a chair", "chair", "furniture > home office"),
        ("desk", "ok, and a blue chair", "chair", "furniture > home office"),
        ("desk", "I also need a chair", "chair", "furniture > home office"),
        ("desk", "now show me chairs", "chairs", "furniture > home office"),
        ("desk", "great, the second one. Now chairs", "chairs", "furniture > home office"),
        ("a dress", "skirts too", "skirts", "clothing > dresses & skirts"),
        ("a hat", "gloves as well please", "gloves", "accessories > hats & gloves"),
        ("a sofa", "armchairs that match", "armchairs", "furniture > sofas & armchairs"),
        ("a sofa", "armchairs to go with it", "armchairs", "furniture > sofas & armchairs"),
    ],
)
def test_thing_added_is_a_new_subject(first, said, request_, category):
    intent = sought_after(first, said)
    assert intent.request == request_
    assert category in [value for c in intent.constraints.on(CATEGORY) for value in c.values]
    assert not intent.constraints.on("price")


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("a jacket", "and a hood"),
        ("a jacket", "and a pocket"),
        ("a jacket", "and a parka"),
        ("a parka", "now show me jackets in blue"),
        ("desk", "and for a chair?"),
        ("a dress", "and with a skirt"),
        ("a hat", "gloves too big for me"),
        ("a red hat", "and in blue too"),
    ],
)
def test_part_kind_or_use_of_the_thing_is_no_other_thing(first, said):
    assert sought_after(first, said).request.startswith(sought_after(first, "hm").request)


def test_feature_added_is_asked_of_the_thing():
    assert [c.values for c in sought_after("a jacket", "and a hood").constraints.on("feature")] == [
        ("hooded",)
    ]


@pytest.mark.parametrize("said", ["and a lantern", "lanterns too"])
def test_thing_kept_in_many_places_is_another(said):
    intent = sought_after("dog bed", said)
    assert intent.request in ("lantern", "lanterns")
    assert not intent.constraints.on(CATEGORY)


@pytest.mark.parametrize(
    ("first", "said", "left"),
    [
        ("wide desk", "not a desk", "wide"),
        ("lead", "not leads", ""),
        ("lead", "not a rope", "lead"),
    ],
)
def test_what_is_not_liked_any_more_is_not_asked_for(first, said, left):
    assert sought_after(first, said).request == left
