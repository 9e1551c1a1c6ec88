from decimal import Decimal

import pytest

from assistant.shoe_sizes import MEN, WOMEN, european

SHOP = {str(size) for size in range(36, 47)}


@pytest.mark.parametrize(
    ("system", "number", "wearers", "sizes"),
    [
        ("uk", "6", (WOMEN,), ("39",)),
        ("us", "8", (WOMEN,), ("39",)),
        ("uk", "9", (MEN,), ("43",)),
        ("us", "10", (MEN,), ("43",)),
        ("uk", "6", (WOMEN, MEN), ("39", "40")),
        ("us", "8.5", (WOMEN,), ("39", "40")),  # the shop has no halves
        ("uk", "3", (WOMEN, MEN), ("36",)),  # no man's shoe
        ("uk", "13", (WOMEN,), ()),
        ("uk", "14", (MEN,), ()),  # the shop has no 48
    ],
)
def test_a_size_of_another_country_is_one_of_the_shops(system, number, wearers, sizes):
    assert european(system, Decimal(number), wearers, SHOP) == sizes


def test_a_half_size_is_kept_where_the_shop_has_it():
    assert european("us", Decimal("8.50"), (WOMEN,), {"39", "39.5", "40"}) == ("39.5",)
