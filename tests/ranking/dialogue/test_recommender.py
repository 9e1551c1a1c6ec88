import random

import numpy as np
import pytest

from ranking.boosted import BoostOptions
from ranking.dialogue.graph import build_graph
from ranking.dialogue.recommender import (
    DialogueRecommender,
    DialogueRecommenderError,
    FitOptions,
)
from ranking.dialogue.turns import RecommendationTurn

pytestmark = pytest.mark.slow

DIRECTORS = [f"Director {chr(65 + n)}" for n in range(12)]
FILMS = {
    f"Film {n}": {"director": [DIRECTORS[n % 12]], "genre": [f"kind {n % 5}"]} for n in range(60)
}
OPTIONS = FitOptions(folds=3, candidates=20, learnt_from=20, boost=BoostOptions(trees=30))


class ThreeNumbers:
    """Encodes a text as its length, its vowels and its spaces, at length 1."""

    name = "three numbers"
    dimensions = 3

    def encode(self, texts):
        counts = [[len(t), sum(t.count(v) for v in "aeiou"), t.count(" ")] for t in texts]
        vectors = np.array(counts, dtype=np.float32) + 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def asked(seed, count):
    """Ask for a director's films; the answer is the last of them by name."""
    draw = random.Random(seed)  # noqa: S311 - a draw, not a secret
    for number in range(count):
        director = draw.choice(DIRECTORS)
        film = max(name for name, facts in FILMS.items() if facts["director"] == [director])
        yield RecommendationTurn(
            f"{seed}-{number}", (f"what did {director} make ?",), (director,), (film,)
        )


@pytest.fixture(scope="module")
def graph():
    return build_graph(FILMS, list(FILMS))


@pytest.fixture(scope="module")
def recommender(graph):
    return DialogueRecommender.fit(graph, list(asked(1, 90)), options=OPTIONS)


def test_it_learns_which_of_the_joined_items_people_name(recommender):
    turns = list(asked(2, 30))

    ranked = recommender.rank(turns)

    found = [turn.recommended[0] == names[0] for turn, names in zip(turns, ranked, strict=True)]
    assert sum(found) >= 27


def test_equal_input_gives_equal_lists_of_distinct_names(graph, recommender):
    again = DialogueRecommender.fit(graph, list(asked(1, 90)), options=OPTIONS)
    turns = list(asked(3, 10))

    ranked = recommender.rank(turns)

    assert ranked == again.rank(turns)
    assert all(len(set(names)) == 20 for names in ranked)


def test_no_turns_give_no_lists(recommender):
    assert recommender.rank([]) == []


def test_meaning_joins_where_there_is_an_encoder(graph):
    recommender = DialogueRecommender.fit(
        graph,
        list(asked(1, 60)),
        encoder=ThreeNumbers(),
        item_texts=list(graph.items),
        options=OPTIONS,
    )

    assert len(recommender.rank(list(asked(2, 3)))) == 3


def test_an_encoder_needs_a_text_an_item(graph):
    with pytest.raises(DialogueRecommenderError, match="0 texts do not fit 60 items"):
        DialogueRecommender.fit(graph, list(asked(1, 9)), encoder=ThreeNumbers())


def test_turns_without_known_recommendations_teach_nothing(graph):
    turns = [RecommendationTurn(str(n), ("hello",), (), ("Unknown",)) for n in range(9)]

    with pytest.raises(DialogueRecommenderError, match="no turn recommends"):
        DialogueRecommender.fit(graph, turns)
