import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.planner import MEASURED, Costs, Plan, Way, plan


@pytest.mark.parametrize(
    ("total", "allowed", "way"),
    [
        (1_000, None, Way.SCAN),
        (1_000, 10, Way.GATHER),
        (100_000, 100, Way.GATHER),
        (100_000, 6_250, Way.GATHER),
        (1_000_000, None, Way.INDEX),
        (1_000_000, 1_000, Way.GATHER),
        (1_000_000, 500_000, Way.INDEX),
    ],
)
def test_few_are_compared_exactly_and_many_through_the_index(total, allowed, way):
    assert plan(total, allowed, 100, 384, MEASURED).way is way


def test_more_is_asked_of_the_index_the_less_a_filter_keeps():
    costs = Costs(scanned=1e9, gathered=1e9)
    assert plan(10_000, None, 100, 384, costs) == Plan(Way.INDEX, 200)
    assert plan(10_000, 10_000, 100, 384, costs) == Plan(Way.INDEX, 200)
    assert plan(10_000, 5_000, 100, 384, costs) == Plan(Way.INDEX, 400)


@given(
    total=st.integers(0, 10**7),
    allowed=st.none() | st.integers(0, 10**7),
    k=st.integers(1, 1_000),
    dimensions=st.integers(1, 2_000),
)
def test_every_plan_can_be_carried_out(total, allowed, k, dimensions):
    made = plan(total, allowed, k, dimensions, MEASURED)
    if made.way is Way.INDEX:
        assert min(k, total) <= made.fetch <= min(total, MEASURED.deepest)
    else:
        assert made.fetch == 0
    if allowed is None or allowed >= total:
        assert made.way is not Way.GATHER


def test_nothing_to_find_is_not_asked_of_the_index():
    assert plan(0, None, 5, 384, MEASURED).way is Way.SCAN
    assert plan(1_000_000, 0, 5, 384, MEASURED).way is Way.GATHER
