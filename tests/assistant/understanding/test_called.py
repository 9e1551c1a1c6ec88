"""Things that a shop's titles call by what it keeps as a value: "a polo", "a backpack"."""

import pytest

from assistant.intent import Set
from assistant.understanding.readers.grammar import Grammar
from retrieval.vocabulary import Vocabulary
from tests.fakes.understanding import moment

GRAMMAR = Grammar()
SHOP = Vocabulary(
    categories={"clothing": 12, "clothing > tops": 12, "gear > bags": 8, "stationery > desk": 4}
    | {"furniture > home office": 8},
    attributes={
        "neckline": {"polo": 4, "crew": 4},
        "style": {"backpack": 4, "leggings": 6},
        "material": {"cotton": 6},
        "colour": {"navy": 4},
    },
    title_nouns={
        "polo": {"clothing > tops": 4},
        "backpack": {"gear > bags": 4},
        "desk": {"furniture > home office": 5},
    },
)


def categories(text):
    return [
        path
        for operation in GRAMMAR.read(moment(text, vocabulary=SHOP)).operations
        if isinstance(operation, Set) and operation.constraint.field == "category"
        for path in operation.constraint.values
    ]


@pytest.mark.parametrize("text", ["a navy cotton polo for the club", "I need a polo", "polo, navy"])
def test_thing_called_by_a_value_is_sought_where_titles_call_so(text):
    assert categories(text) == ["clothing > tops"]


def test_other_word_for_what_titles_call_so_is_sought_there():
    assert categories("a rucksack for school") == ["gear > bags"]


def test_value_refused_names_no_thing():
    assert categories("no polo, thanks") == []


@pytest.mark.parametrize("text", ["a desk to work at", "desk, navy", "desk"])
def test_desk_is_the_thing_and_not_what_lies_on_one(text):
    assert categories(text) == ["furniture > home office"]


def test_leg_is_no_leggings():
    assert "leggings" not in str(GRAMMAR.read(moment("leg day tops", vocabulary=SHOP)).operations)
