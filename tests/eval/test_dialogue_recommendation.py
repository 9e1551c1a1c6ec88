import pytest

from eval.benchmarks.dialogue_recommendation import COLUMNS, judge
from ranking.dialogue.turns import RecommendationTurn

TURNS = [
    RecommendationTurn("a", ("hello",), ("x",), ("x",)),
    RecommendationTurn("b", ("hello",), ("x",), ("y", "z")),
]
RANKED = {"aisle": [["x"], ["x", "y"]], "floor": [["y"], ["y"]]}


def test_every_system_is_scored_on_every_set_of_rows():
    table, figures = judge("validation", TURNS, RANKED)

    # Three sets of rows, two means, two systems.
    assert len(table) == 12
    assert {len(row) for row in table} == {len(COLUMNS)}
    assert figures["validation.all.micro.r1"] == pytest.approx(1 / 3)
    assert figures["validation.all.macro.r10"] == pytest.approx(3 / 4)
    assert figures["validation.novel.micro.r1"] == 0
    assert figures["validation.novel-filtered.micro.r1"] == pytest.approx(1 / 2)
    assert figures["validation.all.floor.micro.r1"] == pytest.approx(1 / 3)


def test_the_lead_is_over_the_nearest_floor():
    _, figures = judge("validation", TURNS, RANKED | {"copy": RANKED["aisle"]})

    assert figures["validation.all.micro.r10.ahead.low"] == 0
