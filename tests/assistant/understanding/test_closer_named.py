"""Which of several items described alike is meant."""

import pytest

from assistant.intent import Refer
from assistant.understanding.readers.grammar import Grammar
from tests.fakes.understanding import jacket, moment

TOYS = ("Toys & Games", "Soft Toys")
SHOWN = (
    jacket(1, "blue", "20.00", title="Moss Cushion 40 cm", category=TOYS),
    jacket(2, "blue", "25.00", title="Moss Cushion 60 cm", category=TOYS),
    jacket(3, "red", "30.00", title="Pilot Teddy with Goggles", category=TOYS),
    jacket(4, "pink", "30.00", title="Baker Teddy", category=TOYS),
    jacket(5, "pink", "30.00", title="Desk Lamp", category=("Home", "Lamps & Lighting")),
)


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("is the smaller blue one washable?", (1,)),
        ("does the larger blue one have a zip?", (2,)),
        ("how heavy is the blue one?", (1, 2)),
        ("from what age is the teddy with the goggles?", (3,)),
    ],
)
def test_the_one_that_the_words_single_out_is_meant(said, numbers):
    reading = Grammar().read(moment(said, turn=1, shown=SHOWN))
    pointed = [one.item_ids for one in reading.operations if isinstance(one, Refer)]
    assert pointed == [tuple(f"jacket-{number}" for number in numbers)]
