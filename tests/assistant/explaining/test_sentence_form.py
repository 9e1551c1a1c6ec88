import pytest

from assistant.explaining.sentence_form import in_chinese_marks, is_sentence


@pytest.mark.parametrize(
    "text",
    [
        "Waterproof and breathable, this one comes in teal and costs $59.",
        "The cheapest of these six items is waterproof and costs $39.",
        "At $64.50 it packs away.",
        "$30 off, this pair comes in rust.",
        "防水，颜色是黑色，售价$59。",
    ],
)
def test_a_sentence_says_something_of_its_item(text):
    assert is_sentence(text)


@pytest.mark.parametrize(
    "text",
    [
        "Cotton is made of cotton and costs $49.",
        "Women's tan, which has the biggest reduction of these six, is under your $300.",
        "Men's cushioned, 4.3-star, 170 shoppers, costs $78.",
        "cotton machine-washable, this one costs $38.",
        "The cheapest of these six items is the one that is under your $300.",
        "The green variant of this one is rated 4.1 by 80 shoppers.",
        "The cheapest of these six is the foldable version, which costs $49.",
    ],
)
def test_facts_in_a_row_are_no_sentence(text):
    assert not is_sentence(text)


def test_chinese_has_its_own_marks_and_numbers_keep_theirs():
    assert in_chinese_marks("这款防水,评分4.5分(1,312条评价), 售价$59.") == (
        "这款防水，评分4.5分（1,312条评价），售价$59."
    )
