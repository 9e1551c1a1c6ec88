from dataclasses import replace

import numpy as np
import pytest

from ranking.dialogue.candidates import choose_candidates
from ranking.dialogue.mentions import Reader
from ranking.dialogue.signals import SignalMaker, learn_past
from ranking.dialogue.turns import RecommendationTurn

PAST = [
    RecommendationTurn("1", ("anything by Ridley Scott ?",), ("Ridley Scott",), ("Alien",)),
    RecommendationTurn("2", ("anything by Tim Burton ?",), ("Tim Burton",), ("Big Fish",)),
    RecommendationTurn("3", ("films like Alien ?",), ("Alien",), ("Alien", "Gladiator")),
    RecommendationTurn("4", ("books by Jane Austen ?",), ("Jane Austen",), ("Emma",)),
]
ASKED = RecommendationTurn(
    "5", ("I liked Alien", "Anything by Ridley Scott"), ("Alien", "Ridley Scott")
)


@pytest.fixture
def made(films):
    reader = Reader(films)
    past = learn_past(films, reader.read(PAST), None)
    maker = SignalMaker(films, None)

    def make(turn):
        return maker.make(reader.read([turn]), past)

    return make


def of(signals, name):
    return [round(float(value), 3) for value in signals[name][0]]


def test_what_was_named_is_known_and_how_lately(made):
    signals = made(ASKED)

    assert of(signals, "named") == [1, 0, 0, 0]
    assert of(signals, "named.lately") == [0.7, 0, 0, 0]
    assert of(signals, "named.last_words") == [0, 0, 0, 0]
    assert of(signals, "named.last_title") == [1, 0, 0, 0]


def test_a_named_person_speaks_for_all_their_films_by_rarity(made):
    signals = made(ASKED)

    assert of(signals, "fact.director") == [1, 0, 0, 1]
    assert of(signals, "fact_rarest.director") == [0.5, 0, 0, 0.5]


def test_past_dialogues_speak_for_what_followed_a_mention(made):
    signals = made(ASKED)

    # Both were recommended once after Alien, and Alien once after Ridley Scott.
    assert of(signals, "after.all") == [2, 0, 0, 1]
    assert of(signals, "popularity") == [2, 1, 1, 1]
    assert of(signals, "popularity.fresh") == [1, 1, 1, 1]


def test_what_was_recommended_is_not_looked_at(made):
    told = made(replace(ASKED, recommended=("Gladiator",)))

    for name, values in made(ASKED).items():
        assert np.array_equal(values, told[name]), name


def test_a_turn_that_names_nothing_and_says_nothing_is_ranked_all_the_same(made):
    signals = made(RecommendationTurn("6", (), ()))

    assert all(np.isfinite(values).all() for values in signals.values())


def test_the_first_stage_keeps_the_likeliest(made):
    found = choose_candidates(made(ASKED), 2)

    assert set(found.items[0].tolist()) == {0, 3}
    assert found.features.shape == (1, 2, len(found.names))
    assert found.features[0, :, found.names.index("place of first_stage")].tolist() == [0, 1]


def test_more_candidates_than_items_are_all_items(made):
    assert choose_candidates(made(ASKED), 99).items.shape == (1, 4)
