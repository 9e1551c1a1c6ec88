import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from eval.report import Report
from ui.commands.report_tables import tables

PERSONAS = ("persona", "dialogues", "success", "turns to it", "violations", "false denials")
INTERVAL = "0.512 [0.430, 0.598]"


def shown(columns, rows, width):
    console = Console(file=io.StringIO(), width=width, color_system=None)
    for table in tables(Report("NAME", columns, rows, {}), width):
        console.print(table)
    return console.file.getvalue()


def test_what_fits_is_one_table():
    text = shown(("stage", "p95 ms"), [("rank", "12.1"), ("all", "40.0")], 80)
    assert text.count("NAME") == 1
    assert "p95 ms" in text


def test_headings_are_wrapped_between_words_before_a_table_is_parted():
    columns = ("stage", *(f"{word} in milliseconds" for word in ("first", "median", "slowest")))
    text = shown(columns, [("rank", "1", "2", "3")], 60)
    assert text.count("NAME") == 1
    assert text.count("milliseconds") == 3


def test_a_wide_table_is_continued_below_with_what_tells_its_rows_apart():
    rows = [(name, "11", "100% [97%, 100%]", INTERVAL, "0", "0") for name in ("vague", "decided")]
    text = shown(PERSONAS, rows, 60)
    assert text.count("NAME, continued") == 1
    assert text.count("decided") == 2
    assert text.count(INTERVAL) == 2
    for heading in ("violations", "denials", "success"):
        assert text.count(heading) == 1


def test_a_column_that_repeats_itself_becomes_a_title():
    rows = [
        (shop, kind, system, *[INTERVAL] * 2)
        for shop in ("luma", "demo")
        for kind in ("short", "long")
        for system in ("fusion", "words")
    ]
    text = shown(("shop", "kind", "system", "nDCG@10", "recall@50"), rows, 60)
    assert "NAME, shop: luma, kind: short" in text
    assert text.count("shop:") == 4
    assert text.count("fusion") == 4


def test_rows_that_nothing_tells_apart_are_shown_all_the_same():
    text = shown(("a", "b", "c"), [("x", "y" * 20, "z" * 20)] * 2, 40)
    assert text.count("z" * 20) == 2
    assert "y" * 20 in text


def test_two_columns_that_do_not_fit_side_by_side_wrap_between_words():
    text = shown(("", "11111111鞋"), [("1 1 1 1鞋 1111 111111111", "")], 40)
    assert "11111111鞋" in text
    assert "111111111" in text


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_report_without_rows_shows_its_headings(width):
    assert "persona" in shown(PERSONAS, [], width)


word = st.text(st.sampled_from("ab1.鞋["), min_size=1, max_size=9)
cell = st.lists(word, max_size=6).map(" ".join)


@pytest.mark.slow
@given(st.data(), st.integers(40, 120), st.integers(1, 9))
def test_every_word_of_every_cell_is_there_and_no_line_is_too_long(data, width, count):
    columns = data.draw(st.lists(cell, min_size=count, max_size=count))
    row = st.tuples(*[cell] * count)
    rows = data.draw(st.lists(row, max_size=4))
    text = shown(columns, rows, width)
    assert "…" not in text
    assert all(cell_len(line.rstrip()) <= width for line in text.splitlines())
    words = text.replace(",", " ").replace(":", " ").split()
    assert {each for one in (columns, *rows) for c in one for each in c.split()} <= set(words)
