import pytest

from retrieval.refused import has_any
from tests.fakes.retrieval import make_item

HOODIE = make_item(
    "1",
    "Trail Hoodie (Blue)",
    category=("Men", "Hoodies"),
    description="Black stitching. Wool-free, made without polyester; a zip at the chest.",
    attributes={"colour": ("blue",), "style": ("hooded",), "material": ("organic cotton",)},
)
PLAIN = make_item("2", "Mug", description="Black glaze inside.")


@pytest.mark.parametrize(
    "phrase",
    ["hood", "cotton", "organic cotton", "blue", "zips", "trail hoodie", "蓝色", "棉", "拉链"],
)
def test_what_the_item_has(phrase):
    assert has_any(HOODIE, [phrase])
    assert has_any(HOODIE, ["unicorn", phrase])


@pytest.mark.parametrize(
    "phrase", ["wool", "polyester", "black", "leather", "black zip", "羊毛", "", "黑色"]
)
def test_what_it_has_not(phrase):
    assert not has_any(HOODIE, [phrase])


def test_an_item_without_colours_of_its_own_is_taken_by_its_words():
    assert has_any(PLAIN, ["black"])
    assert not has_any(PLAIN, [])
