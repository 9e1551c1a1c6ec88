import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.asked import read_words
from retrieval.chinese_script import simplified
from retrieval.glossary import chinese_words, shop_glossary
from retrieval.query import Query
from retrieval.words import index_terms


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("防水外套", "防水外套"),
        ("藍色的連衣裙，100塊以內", "蓝色的连衣裙，100块以内"),
        ("wireless 耳機 under 50", "wireless 耳机 under 50"),
        ("乾燥的皮膚", "干燥的皮肤"),
        ("\ud800 手錶", "\ud800 手表"),
    ],
)
def test_traditional_characters_are_simplified(written, plain):
    assert simplified(written) == plain


@given(st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF)))
def test_every_character_keeps_its_place(text):
    assert len(simplified(text)) == len(text)


def test_the_words_of_shops_are_in_simplified_characters():
    assert [word for word in chinese_words() if simplified(word) != word] == []


@pytest.mark.parametrize(
    ("traditional", "plain"),
    [
        ("防水的紅色背包", "防水的红色背包"),
        ("不要皮革的錢包", "不要皮革的钱包"),
        ("50塊以內的馬克杯", "50块以内的马克杯"),
        ("沒有帽子的外套", "没有帽子的外套"),
    ],
)
def test_both_scripts_find_the_same(traditional, plain):
    assert index_terms(traditional) == index_terms(plain)
    assert shop_glossary().in_english(traditional) == shop_glossary().in_english(plain)
    assert read_words(Query(text=traditional)) == read_words(Query(text=plain))
