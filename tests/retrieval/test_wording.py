import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.wording import read_wording


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("backpack under fifty bucks", "backpack"),
        ("mug for less than $15", "mug"),
        ("headphones less than two hundred dollars", "headphones"),
        ("between $20 and $40 lamp", "lamp"),
        ("tent under 200", "tent"),
        ("boots EU 43 under 150", "boots"),
        ("hiking boots size 10", "hiking boots"),
        ("jacket in size M", "jacket"),
        ("XL hoodie", "hoodie"),
        ("低于50美元的马克杯", "马克杯"),
        ("100元以下的背包", "背包"),
    ],
)
def test_words_of_price_and_size_are_no_words_to_find_by(text, wanted):
    assert read_wording(text).wanted == wanted


@pytest.mark.parametrize(
    "text",
    [
        "pan under 5 kg",
        "65 cm ball",
        "over the knee boots",
        "one hundred years of solitude",
        "non-slip no-show socks",
        "a tent that is not too heavy",
        "不锈钢水壶",
        "wireless mouse",
        "sugar-free gum",
        "100% cotton sheets",
    ],
)
def test_what_only_looks_like_a_price_or_a_refusal_stays(text):
    assert read_wording(text).wanted == text
    assert read_wording(text).refused == ()


@pytest.mark.parametrize(
    ("text", "wanted", "refused"),
    [
        ("jacket, not black", "jacket", ("black",)),
        ("a rucksack but no leather", "a rucksack", ("leather",)),
        ("laptop bag that isn't a backpack", "laptop bag", ("backpack",)),
        ("shorts, not black, not blue", "shorts", ("black", "blue")),
        ("tank in any colour except blue", "tank in any colour", ("blue",)),
        ("decor, no skulls, skeletons or masks", "decor", ("skulls", "skeletons", "masks")),
        ("scarf without wool and silk for my mum", "scarf for my mum", ("wool", "silk")),
        ("hoodie with no zip and with a pocket", "hoodie and with a pocket", ("zip",)),
        ("bracelet that is neither gold nor silver", "bracelet", ("gold", "silver")),
        ("red, not blue, cotton shirt", "red, cotton shirt", ("blue",)),
        ("背包,不要黑色和蓝色", "背包", ("黑色", "蓝色")),
        ("没有帽子的外套", "外套", ("帽子",)),
        ("除了蓝色都可以的背心", "背心", ("蓝色",)),
        ("短裤,不含棉", "短裤", ("棉",)),
    ],
)
def test_what_is_refused_is_told_apart(text, wanted, refused):
    wording = read_wording(text)
    assert (wording.wanted, wording.refused) == (wanted, refused)


@pytest.mark.parametrize("text", ["under $50", "not black", "size 10", "不要黑色", ""])
def test_where_nothing_else_is_left_all_of_it_is_looked_for(text):
    assert read_wording(text).wanted == text


WORDS = ["no", "not", "without", "or", "and", ",", "but", "black", "a", "any", "except", "$50"]


@given(st.lists(st.sampled_from(WORDS)).map(" ".join) | st.text(max_size=80))
def test_any_text_can_be_read_and_nothing_is_made_up(text):
    wording = read_wording(text)
    for phrase in wording.refused:
        assert all(word in text.casefold() for word in phrase.split())
