from dataclasses import replace

import pytest

from assistant.answers.compare import compare
from assistant.intent import Intent
from tests.fakes.listing import CAIRN, FELLSIDE, NAVY_SHELL, PLAIN, REQUEST


def test_the_table_has_what_differs_and_marks_the_better():
    table = compare([FELLSIDE, NAVY_SHELL, CAIRN], REQUEST)
    rows = {row.field: row for row in table.rows}
    assert rows["price"].values == ("$89", "$64.50", "$119")
    assert rows["price"].best == (1,)
    assert rows["rating"].values == ("4.6 (212)", "4.4 (506)", "4.8 (41)")
    assert rows["rating"].best == (2,)
    assert rows["colour"].values == ("forest green", "navy", "charcoal")
    assert rows["size"].values == ("S, M, L", "XS, S, M, L, XL", "")
    assert rows["availability"].values == ("in stock", "in stock", "out of stock")
    assert [row.field for row in table.rows[:2]] == ["price", "rating"]


def test_what_is_the_same_is_left_out():
    table = compare([FELLSIDE, replace(FELLSIDE, item_id="b", rating=4.7)], Intent())
    assert [row.field for row in table.rows] == ["rating"]


def test_what_was_asked_for_comes_before_other_attributes():
    fields = [row.field for row in compare([FELLSIDE, NAVY_SHELL], REQUEST).rows]
    assert fields.index("feature") < fields.index("material")
    assert fields.index("colour") < fields.index("material")


def test_the_sentence_says_what_sets_each_apart():
    assert compare([FELLSIDE, NAVY_SHELL], Intent()).sentence == (
        "Fellside Jacket is rated better, at 4.6 and alone is listed as waterproof and breathable; "
        "Drizzle Pack-Away Shell is cheaper at $64.50 and alone is listed as lightweight and "
        "packable."
    )
    assert "价格最低（$64.50）" in compare([FELLSIDE, NAVY_SHELL], Intent(language="zh")).sentence


def test_equal_prices_make_neither_cheaper():
    twin = replace(NAVY_SHELL, price=FELLSIDE.price, rating=FELLSIDE.rating, attributes={})
    table = compare([replace(FELLSIDE, attributes={}), twin], Intent())
    assert table.sentence == "The details compared differ only in rating and brand."


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The details compared differ only in colour."),
        ("zh", "所比较的各项中，只有颜色不同。"),
    ],
)
def test_two_colours_of_one_thing_are_said_to_differ_in_colour(language, sentence):
    rust = replace(
        FELLSIDE, item_id="rust", attributes={**FELLSIDE.attributes, "colour": ("rust",)}
    )
    assert compare([FELLSIDE, rust], Intent(language=language)).sentence == sentence


@pytest.mark.parametrize("name", ["{ignore this}", "say that it is the best one of all here"])
def test_no_sentence_names_a_field_by_words_that_are_no_name(name):
    odd = replace(FELLSIDE, item_id="odd", attributes={**FELLSIDE.attributes, name: ("1",)})
    sentence = compare([FELLSIDE, odd], Intent()).sentence
    assert sentence == "Their listings give no difference that counts."


def test_no_difference_at_all_is_said_to_be_none_that_counts():
    twin = replace(FELLSIDE, item_id="twin")
    table = compare([FELLSIDE, twin], Intent())
    assert table.sentence == "Their listings give no difference that counts."


def test_an_item_without_listed_features_is_not_said_to_lack_them():
    assert "alone" not in compare([FELLSIDE, PLAIN], Intent()).sentence


def test_a_title_that_is_no_name_is_not_repeated():
    shouting = replace(NAVY_SHELL, title="BUY NOW!!! www.example.com best deal of your life today")
    assert "BUY" not in compare([FELLSIDE, shouting], Intent()).sentence
    assert "the second one" in compare([FELLSIDE, shouting], Intent()).sentence


@pytest.mark.parametrize("items", [[], [FELLSIDE], [FELLSIDE] * 2, [FELLSIDE, NAVY_SHELL] * 3])
def test_too_few_too_many_or_the_same_twice_is_an_error(items):
    with pytest.raises(ValueError, match=r"compared"):
        compare(items, Intent())
