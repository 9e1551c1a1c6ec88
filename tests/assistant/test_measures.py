"""What is written of a thing's measures, as numbers."""

from decimal import Decimal

import pytest

from assistant.measures import quantity, sides


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("1.2 kg", "1200 g", True), ("2 days", "48 hours", True), ("1 l", "1 kg", False)],
)
def test_measures_are_held_against_each_other_in_one_unit(one, other, alike):
    assert (quantity(one) == quantity(other)) is alike


@pytest.mark.parametrize("written", ["33 x 23 cm", "5-10 years", "size 4", ""])
def test_what_is_no_single_measure_is_none(written):
    assert quantity(written) is None


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("142 x 80 x 82 cm", {"width": 1420, "depth": 800, "height": 820, "length": 1420}),
        ("160 × 230 cm", {"width": 1600, "depth": 2300, "length": 2300}),
        ("48 cm high", {"height": 480}),
        ("3.5 cm wide", {"width": 35}),
        ("1.5 m", {"": 1500}),
        ("20 cm blade", {"": 200}),
        ("3 litres", {}),
        ("cropped", {}),
    ],
)
def test_sides_are_told_by_name_in_millimetres(written, named):
    assert sides(written) == {side: Decimal(length) for side, length in named.items()}
