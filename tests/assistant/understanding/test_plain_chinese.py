import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.readers.languages import language_of
from assistant.understanding.readers.plain_chinese import plain
from assistant.understanding.readers.sentence import tokenise
from assistant.understanding.readers.word_lists import glossary


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("唔要黑色", "不要黑色"),
        ("有冇大啲嘅", "有没大点的"),
        ("呢啲係咪防水", "这些是咪防水"),
        ("左邊嗰條", "左边那条"),
        ("邊對最平", "哪双最平".replace("双", "对")),
        ("唔好睇，唔好買", "不好看，不要买"),
        ("沒關係，同系列的也可以", "没关系，同系列的也可以"),
        ("平D嘅，100蚊", "平点的，100块"),
        ("我呢？", "我呢？"),
        ("3D printer, D size", "3D printer, D size"),
    ],
)
def test_small_words_become_those_of_mandarin(written, read):
    assert plain(written) == read


@given(st.text())
def test_every_character_keeps_its_place(text):
    assert len(plain(text)) == len(text)


def test_the_glossary_is_plain():
    assert [phrase for phrase in glossary() if plain(phrase) != phrase] == []


def test_tokens_point_at_what_was_written():
    said = tokenise("我要藍色嘅連衣裙", glossary())
    assert said.phrase(said.words.index("blue"), said.words.index("blue") + 1) == "藍色"
    assert said.phrase(len(said) - 1, len(said)) == "連衣裙"


@pytest.mark.parametrize("said", ["我想要無線耳機", "有冇平啲嘅", "有 wireless 耳機嗎"])
def test_both_scripts_are_chinese(said):
    assert language_of(said, "en") == "zh"
