import pytest

from assistant.answers.question_parts import question_beside, question_parts


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("how much is it and is it waterproof?", ["how much is it", "is it waterproof?"]),
        ("colour doesn't matter, which one is the cheapest?", ["which one is the cheapest?"]),
        ("I don't mind the price. what is it made of?", ["what is it made of?"]),
        ("颜色无所谓，哪个最便宜？", ["哪个最便宜"]),
        ("the hood, is it removable?", ["the hood, is it removable?"]),
        ("colour doesn't matter", ["colour doesn't matter"]),
    ],
)
def test_what_matters_no_longer_is_not_asked_about(said, parts):
    assert question_parts(said) == parts


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("I'll take that one, do you gift wrap?", "do you gift wrap?"),
        ("I'll take it. How long does delivery take?", "How long does delivery take?"),
        ("I'll take it with free delivery", ""),
        ("do you gift wrap?", ""),
    ],
)
def test_a_question_joined_to_what_asks_nothing_is_found(said, asked):
    assert question_beside(said) == asked
