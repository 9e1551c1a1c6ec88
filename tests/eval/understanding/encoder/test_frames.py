"""What an encoder is told of a turn beside its words."""

import numpy as np

from eval.understanding.encoder.frames import Frame, Spoken, inventory_of, plain

JACKET, COAT, LARGE = ("type", "jacket"), ("type", "coat"), ("size", "L")
INVENTORY = inventory_of(
    [Frame(frozenset({"get"}), frozenset({JACKET, LARGE})), Frame(frozenset({"ask"}), {COAT})],
    {COAT: {"overcoats"}},
)


def test_acts_and_slots_are_listed_once_in_order():
    assert INVENTORY.acts == ("ask", "get")
    assert INVENTORY.slots == (LARGE, COAT, JACKET)


def test_clues_tell_what_is_said_and_what_was_filled():
    turn = Spoken("Got an overcoat?", memory=frozenset({JACKET}))
    said, held, other_held, other_said = INVENTORY.clues(turn).T
    assert np.array_equal(said, [0, 1, 0])  # by an alias, in the singular
    assert np.array_equal(held, [0, 0, 1])
    assert np.array_equal(other_held, [0, 1, 0])  # a coat now, a jacket before
    assert np.array_equal(other_said, [0, 0, 1])


def test_a_value_within_a_word_is_not_said():
    assert not INVENTORY.clues(Spoken("Show me all of them")).any()


def test_words_are_compared_in_the_singular_and_without_case():
    assert plain("The Jackets' colours, XS!") == "the jacket colour xs"


def test_the_context_names_what_was_filled_before():
    turn = Spoken("and in L?", "Here you are.", "any coats?", frozenset({COAT}))
    assert turn.context() == "type coat | any coats? | Here you are."


def test_slots_that_often_had_several_values_at_once_may_have_them_again():
    red, white = ("color", "red"), ("color", "white")
    both = Frame(frozenset({"get"}), frozenset({red, white, COAT}))
    odd = Frame(frozenset({"get"}), frozenset({JACKET, COAT}))
    plain_ones = [Frame(frozenset({"get"}), frozenset({COAT}))] * 20
    assert inventory_of([both, odd, *plain_ones]).several == {"color"}


def test_a_phrase_within_a_longer_one_is_not_said():
    brand, small, smaller = ("brand", "Coats & More"), ("size", "S"), ("size", "XS")
    inventory = inventory_of(
        [Frame(frozenset({"get"}), frozenset({brand, small, smaller, COAT}))],
        {small: {"small"}, smaller: {"extra small"}},
    )
    assert inventory.slots == (brand, small, smaller, COAT)
    assert inventory.clues(Spoken("a Coats & More one in extra small"))[:, 0].tolist() == [
        1,
        0,
        1,
        0,
    ]
    assert inventory.clues(Spoken("a coat in small"))[:, 0].tolist() == [0, 1, 0, 1]
