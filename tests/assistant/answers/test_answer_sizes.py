"""The sizes that an item comes in, and which of them is for whom."""

from dataclasses import replace

import pytest

from assistant.answers.answer import answer_about
from assistant.intent import Intent
from retrieval.constraints import Constraint, Constraints, Operator, Source
from tests.fakes.listing import FELLSIDE, PLAIN

YEARS = replace(PLAIN, attributes={"size": ("4-5 years", "6-7 years")})
GIRL = Source(0, "for a 7 year old girl")
FOR_A_GIRL = Intent(
    constraints=Constraints((Constraint("audience", Operator.ANY_OF, GIRL, ("kids",)),))
)


@pytest.mark.parametrize(
    ("question", "intent", "said"),
    [
        ("what size would she need?", FOR_A_GIRL, "; for age 7 that is 6-7 years."),
        ("which size for a 4 year old?", FOR_A_GIRL, "; for age 4 that is 4-5 years."),
        ("which size at age 9?", Intent(), "; none of them is for age 9."),
        ("what size would she need?", Intent(), "It comes in 4-5 years and 6-7 years."),
        ("does it come in size 7?", FOR_A_GIRL, "No, not in 7; it comes in"),
    ],
)
def test_the_size_for_a_childs_age_is_told(question, intent, said):
    assert said in answer_about(question, [YEARS], intent).text


def test_a_colour_that_runs_is_no_question_after_colours():
    assert answer_about("会掉色吗", [FELLSIDE], Intent(language="zh")).fields == ()
