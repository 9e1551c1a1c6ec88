import pytest

from retrieval.catalog import Catalogue
from retrieval.items import Item
from retrieval.title_nouns import title_nouns


@pytest.mark.parametrize(
    ("title", "nouns"),
    [
        ("Cairn Men's Hiking Jacket with Storm Hood", ("jacket", "hiking jacket")),
        ("Set of 4 Stoneware Mugs", ("mugs", "stoneware mugs")),
        ("Boxes of Dark Chocolates", ("chocolates", "dark chocolates")),
        ("Chaz Kangeroo Hoodie (Black)", ("hoodie", "kangeroo hoodie")),
        ("Fellside Sofa, Two-Seater", ("sofa", "fellside sofa")),
        ("Desk Lamp - Brass", ("lamp", "desk lamp")),
        ("Insulated Bottle 750 ml, Coral", ("bottle", "insulated bottle")),
        ("Linen Cushion 45 x 45", ("cushion", "linen cushion")),
        ("Loose Leaf Tea 100 g", ("tea", "leaf tea")),
        ("Route 66 Boots", ("boots", "route boots")),
        ("Cairn 3-in-1 Jacket", ("jacket", "in jacket")),
        ("Clip-On Lamp", ("lamp", "on lamp")),
        ("Lay-Flat Notebook A5", ("notebook", "flat notebook")),
        ("Sprite Yoga Strap 8 foot", ("strap", "yoga strap")),
        ("Mineral Sunscreen SPF 50", ("sunscreen", "mineral sunscreen")),
        ("Umbrella", ("umbrella",)),
        ("for dogs: Soft Bed", ("dogs",)),
        ("2000", ()),
        ("", ()),
    ],
)
def test_a_title_calls_its_item_by_the_last_word_before_a_preposition(title, nouns):
    assert title_nouns(title) == nouns


def item(item_id, title, category, **attributes):
    return Item(item_id, item_id, title, "", None, category, None, attributes=attributes)


def test_the_vocabulary_tells_what_items_are_called_and_what_they_carry(tmp_path):
    catalogue = Catalogue(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    build = catalogue.begin_build("0" * 64)
    catalogue.put(
        build.build_id,
        [
            item("a", "Down Sleeping Bag", ("Camping", "Sleeping"), season=("winter", "autumn")),
            item("b", "Leather Bag", ("Bags",), colour=("tan",)),
            item("c", "Canvas Bag", ("Bags",)),
        ],
    )
    catalogue.publish(build.build_id)
    words = catalogue.vocabulary()
    assert words.title_nouns["bag"] == {"camping > sleeping": 1, "bags": 2}
    assert words.title_nouns["sleeping bag"] == {"camping > sleeping": 1}
    assert words.coverage == {
        "season": {"camping": 1, "camping > sleeping": 1},
        "colour": {"bags": 1},
    }
