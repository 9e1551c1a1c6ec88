import numpy as np
import pytest

from ranking.dialogue.graph import build_graph


def test_items_come_first_and_in_the_order_of_their_names(films):
    assert films.items == ("Alien", "Big Fish", "Emma", "Gladiator")
    assert films.entities[:4] == films.items


def test_values_that_differ_in_case_are_one(films):
    drama = films.find("DRAMA")

    assert drama is not None
    assert films.find("drama") == drama
    genre = films.relations.index("genre")
    assert films.spread(genre)[drama] == 2


def test_what_nobody_named_is_not_found(films):
    assert films.find("Robert Altman") is None


def test_a_relation_says_which_item_has_which_value(films):
    director = films.relations.index("director")
    scott = films.find("Ridley Scott")

    has = np.asarray(films.of_items(director)[:, [scott]].todense()).ravel()

    assert has.tolist() == [1, 0, 0, 1]


def test_a_thing_that_is_no_item_has_facts_but_is_not_recommended():
    graph = build_graph({"Jaws": {"year": ["1975"]}, "E.T.": {"year": ["1982"]}}, ["Jaws"])

    assert graph.items == ("Jaws",)
    assert graph.things == 2
    assert graph.facts[0].shape[0] == 2


def test_nothing_to_recommend_is_refused():
    with pytest.raises(ValueError, match="at least one item"):
        build_graph({}, [])
