import pytest

from assistant.answers.sizes_read import lead_sizes_read
from assistant.intent import Intent
from retrieval.constraints import Constraint, Constraints, Operator, Source


def wanting(phrase, *values, language="en"):
    size = Constraint("size", Operator.ANY_OF, Source(1, phrase), values)
    return Intent(constraints=Constraints((size,)), language=language)


def test_a_bare_size_turned_into_the_shops_is_said_so():
    said = lead_sizes_read(wanting("size 9", "42", "43"), "boots, size 9")
    assert said == "I take 9 as a UK or US size."
    assert lead_sizes_read(wanting("9码", "42", "43", language="zh"), "9码的靴子") == (
        "9码按英码或美码算。"
    )


@pytest.mark.parametrize(
    ("phrase", "values", "said"),
    [
        ("size 42", ("42",), "boots, size 42"),
        ("uk 9", ("43",), "boots, uk 9"),
        ("size m", ("m",), "a jacket, size m"),
        ("size 9", ("42", "43"), "in brown"),  # said a turn ago
    ],
)
def test_of_any_other_size_nothing_is_said(phrase, values, said):
    assert lead_sizes_read(wanting(phrase, *values), said) == ""
