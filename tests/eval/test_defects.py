"""Each planted defect is told by the measure that is there for it, clear of the healthy system."""

import pytest

from assistant.settings import Settings
from eval.benchmarks.defects import HEALTHY, is_clear, report_of, spoilt
from eval.measures import Better
from eval.opening import OpenShop
from eval.simulator.personas import Persona
from eval.simulator.shop import Shop
from eval.statistics import Interval
from tests.fakes.systems import KeywordSystem, tiny_shop, vocabulary_of

ITEMS = tiny_shop()
OPENED = OpenShop(Settings(_env_file=None), Shop(ITEMS, vocabulary_of(ITEMS)), {})
PERSONAS = (
    Persona("told", opens_with=2, adds=1, patience=6),
    Persona("vague", opens_with=0, adds=1, patience=6),
    Persona("thrifty", opens_with=1, adds=1, patience=6, price_first=True),
)


@pytest.mark.slow
def test_every_defect_is_caught_in_a_small_shop():
    # The dearest first, so that to ignore a price shows.
    dearest_first = sorted(ITEMS, key=lambda item: -item.price.amount)
    report = report_of(spoilt(KeywordSystem(dearest_first), OPENED, n=36, personas=PERSONAS), {})
    assert {row[0]: row[4] for row in report.rows} == dict.fromkeys(
        (
            "ignores the price",
            "repeats a question",
            "invents a price",
            "returns one category only",
            "leaks the goal",
            "has a slow stage",
            "shuffles the ranking",
        ),
        "caught",
    )
    assert report.figures["caught"] == 1.0
    assert HEALTHY in report.samples


def test_clear_means_wholly_on_the_worse_side():
    good, bad = Interval(0.9, 0.85, 0.95, 10), Interval(0.5, 0.4, 0.6, 10)
    assert is_clear(good, bad, Better.HIGHER)
    assert not is_clear(bad, good, Better.HIGHER)
    assert is_clear(bad, good, Better.LOWER)
    assert not is_clear(good, Interval(0.8, 0.7, 0.9, 10), Better.HIGHER)
