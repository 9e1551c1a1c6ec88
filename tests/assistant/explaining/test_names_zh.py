from importlib.resources import files

import pytest

from assistant.explaining.names_zh import in_chinese


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("category", "Dresses & Skirts", "连衣裙与半身裙"),
        ("category", "hats, scarves & gloves", "帽子、围巾与手套"),
        ("closure", "zip", "拉链"),
        ("colour", "black", "黑色"),
        ("category", "Jackets & Coats", "夹克与外套"),
        ("category", "pots & gizmos", "pots & gizmos"),
        ("category", "&", "&"),
        ("", "unheard of", "unheard of"),
    ],
)
def test_what_is_shown_in_chinese(field, value, name):
    assert in_chinese(field, value) == name


def test_every_name_of_the_file_is_shown():
    text = files("assistant.explaining").joinpath("names_zh.tsv").read_text("utf-8")
    listed = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert listed
    assert [line for line in listed if in_chinese(line[0], line[1]) != line[2]] == []
