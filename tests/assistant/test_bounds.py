from decimal import Decimal

import pytest

from assistant.bounds import is_stated
from retrieval.constraints import Constraint, Operator, Source


@pytest.mark.parametrize(
    ("phrase", "bound", "stated"),
    [
        ("under $120", "120", True),
        ("under $88.99", "88.99", True),
        ("under fifty", "50", True),
        ("五十以内", "50", True),
        ("cheaper", "88.99", False),
        ("便宜一点", "63.99", False),
        ("", "40.50", True),
    ],
)
def test_only_a_bound_the_shopper_named_is_theirs(phrase, bound, stated):
    constraint = Constraint("price", Operator.AT_MOST, Source(0, phrase), bound=Decimal(bound))
    assert is_stated(constraint) is stated


def test_values_are_no_bound():
    assert not is_stated(Constraint("colour", Operator.ANY_OF, Source(0, "red"), ("red",)))
