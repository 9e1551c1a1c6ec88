from dataclasses import replace

from retrieval.item_text import item_text
from retrieval.items import Item

JACKET = Item(
    item_id="J1",
    family_id="J",
    title="Rain Jacket",
    description="Keeps you dry.",
    brand="Fell",
    category=("Outdoor", "Jackets"),
    price=None,
    attributes={"size": ("m",), "colour": ("red", "blue"), "care_label": ("wash cold",)},
)


def test_the_telling_parts_come_first_and_sizes_are_left_out():
    assert item_text(JACKET).splitlines() == [
        "Rain Jacket",
        "Fell",
        "Outdoor, Jackets",
        "care label: wash cold",
        "colour: red, blue",
        "Keeps you dry.",
    ]


def test_missing_parts_leave_no_blank_lines():
    bare = replace(JACKET, brand=None, description="", attributes={})
    assert item_text(bare) == "Rain Jacket\nOutdoor, Jackets"


def test_the_order_in_which_attributes_came_does_not_matter():
    turned = replace(JACKET, attributes=dict(reversed(JACKET.attributes.items())))
    assert item_text(turned) == item_text(JACKET)
