from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.glossary import Glossary, chinese_words, shop_glossary
from retrieval.words import has_cjk


def rows():
    text = files("retrieval").joinpath("word_lists/chinese.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def test_the_list_is_clean():
    assert all(len(row) == 3 for row in rows())
    counts = Counter(word for _, _, chinese in rows() for word in chinese.split(","))
    assert [word for word, count in counts.items() if count > 1] == []
    assert all(has_cjk(word) and word == word.casefold().strip() for word in counts)
    assert all(english.isascii() and english == english.strip().lower() for _, english, _ in rows())
    kinds = {kind for kind, _, _ in rows()}
    assert {"category", "colour", "material", "product", "feature"} <= kinds


def test_what_the_assistant_says_of_materials_and_colours_is_understood_here():
    text = files("assistant.grounding").joinpath("words/terms.tsv").read_text("utf-8")
    terms = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    said = {
        (t[0], word.casefold()) for t in terms if len(t) > 3 for word in t[3].split(",") if word
    }
    known = chinese_words()
    missing = [
        w for kind, w in said if kind in {"colour", "material", "feature"} and w not in known
    ]
    assert [word for word in missing if has_cjk(word)] == []


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("我想要一件红色的防水夹克", "red waterproof jacket"),
        ("男士T恤", "mens t shirt"),
        ("Joust 行李袋", "joust duffle bag"),
        ("不锈钢保温杯", "stainless steel vacuum flask"),
        ("", ""),
        ("你好吗", ""),
    ],
)
def test_shop_words_are_read_in_order_and_the_rest_left_out(chinese, english):
    assert shop_glossary().in_english(chinese) == english


def test_long_words_win_over_short_ones_and_covered_characters_over_uncovered():
    glossary = Glossary(
        {"笔记本": "notebook", "电脑": "computer", "笔记本电脑": "laptop", "脑包": "x"}
    )
    assert glossary.in_english("笔记本电脑") == "laptop"
    assert glossary.in_english("笔记本电脑包") == "laptop"
    assert glossary.in_english("电脑类") == "computer"


@given(st.text(alphabet="红色夹克的ab 1,", max_size=30))
def test_any_text_comes_out_without_chinese(text):
    assert not has_cjk(shop_glossary().in_english(text))
