from dataclasses import replace

import pytest

from assistant.answers.answer import answer_about, is_question
from tests.fakes.listing import PLAIN, REQUEST

UNSAID = "The listing does not say."
POT = replace(
    PLAIN,
    title="Moka Pot, 6 Cups",
    attributes={"capacity": ("0.3 l",), "weight": ("700 g",)},
    description="Cast aluminium. A pot, a funnel and two spare seals.",
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how many cups", "Its title says: 6 Cups."),
        ("how many litres does it hold?", "It is listed with capacity 0.3 l."),
        ("how many seals", "The listing says: “A pot, a funnel and two spare seals.”"),
        ("how many handles", UNSAID),
        ("how much does it weigh", "It is listed with weight 700 g."),
        (
            "what does the set include",
            "The listing says: “A pot, a funnel and two spare seals.”",
        ),
    ],
)
def test_a_count_is_answered_by_what_counts_it(question, said):
    assert answer_about(question, [POT], REQUEST).text == said


def test_what_is_in_a_thing_that_is_no_set_is_not_said():
    assert answer_about("what does the set include", [PLAIN], REQUEST).text == UNSAID


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("can I use it with a cable", True),
        ("can I wash it in the machine", True),
        ("where is it made", True),
        ("can I see the black one", False),
        ("could you show me the third", False),
    ],
)
def test_what_may_be_done_with_a_thing_is_a_question_and_to_see_it_is_none(said, asks):
    assert is_question(said) is asks
