"""What a thing is to hold, by its size, suits also what holds a larger one."""

import pytest

from retrieval.vocabulary import Vocabulary
from tests.fakes.understanding import conditions

SHOP = Vocabulary(
    categories={"bags > backpacks": 9},
    attributes={"laptop": {"13 inch": 3, "14 inch": 4, "16 inch": 5}},
    coverage={"laptop": {"bags > backpacks": 9}},
)


@pytest.mark.parametrize(
    ("said", "sizes"),
    [
        ("a backpack that fits a 14 inch laptop", ("14 inch", "16 inch")),
        ("backpack for my 15 inch laptop", ("16 inch",)),
        ("a backpack to carry a 13-inch laptop", ("13 inch", "14 inch", "16 inch")),
        ("a backpack, it must hold my 16 inches laptop", ("16 inch",)),
    ],
)
def test_what_holds_a_larger_one_suits(said, sizes):
    assert set(conditions(said, SHOP)["laptop"]) == set(sizes)


def test_larger_than_any_sets_no_condition():
    assert "laptop" not in conditions("a backpack that fits a 17 inch laptop", SHOP)
