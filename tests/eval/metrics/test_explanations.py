import pytest

from eval.metrics.accuracy import MetricError
from eval.metrics.explanations import Standing, faithful_share, groundedness, places_lost

RELEVANCE = {"a": 0.9, "b": 0.7, "c": 0.7, "d": 0.1}


def test_claims_are_counted_by_how_they_stand():
    found = groundedness(
        [Standing.SUPPORTED, Standing.SUPPORTED, Standing.HALLUCINATED, Standing.OUT_OF_CATALOGUE]
    )
    assert (found.supported, found.hallucinated, found.out_of_catalogue) == (2, 1, 1)
    assert found.claims == 4
    assert found.supported_share == 0.5


def test_a_text_that_claims_nothing_is_grounded():
    assert groundedness([]).supported_share == 1.0


@pytest.mark.parametrize(
    ("item", "without", "lost"),
    [
        ("a", 0.8, 0),  # lower, and still first
        ("a", 0.7, 2),  # two others are as good
        ("a", 0.5, 2),
        ("a", 0.0, 3),
        ("b", 0.7, 0),  # the reason moved nothing
        ("d", 0.8, -2),  # the "reason" spoke against it
        ("d", 0.0, 0),  # nowhere to fall
    ],
)
def test_places_lost_hand_worked(item, without, lost):
    assert places_lost(RELEVANCE, item, without) == lost


def test_the_faithful_share():
    assert faithful_share([2, 0, -1, 1]) == 0.5
    with pytest.raises(MetricError, match="no explanations"):
        faithful_share([])


def test_an_item_that_is_no_candidate_is_refused():
    with pytest.raises(MetricError, match="'z'"):
        places_lost(RELEVANCE, "z", 0.0)
