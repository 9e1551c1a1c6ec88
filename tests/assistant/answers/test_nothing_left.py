from decimal import Decimal

import pytest

from assistant.answers.nothing_left import all_again, none_left
from assistant.intent import Intent
from retrieval.constraints import Constraint, Constraints, Operator, Source

STATED = Constraint("price", Operator.AT_MOST, Source(0, "under $60"), bound=Decimal(60))
CHEAPER = Constraint("price", Operator.AT_MOST, Source(1, "cheaper"), bound=Decimal("63.99"))


@pytest.mark.parametrize(
    ("bound", "more", "said"),
    [
        (STATED, {}, "There is nothing more to show that fits."),
        (CHEAPER, {}, "There is nothing more to show at that price."),
        (
            CHEAPER,
            {"disliked": ("a",)},
            "There is nothing more to show at that price; the rest you have turned down.",
        ),
        (STATED, {"language": "zh"}, "没有更多符合条件的商品了。"),
        (
            CHEAPER,
            {"language": "zh", "disliked": ("a",)},
            "没有更多这个价位的商品了，其余的您都不要。",
        ),
    ],
)
def test_that_nothing_is_left_is_said_without_a_price_that_nobody_named(bound, more, said):
    intent = Intent(request="tents", constraints=Constraints((bound,)), **more)
    assert none_left(intent, any_near=False) == said


def test_what_is_shown_again_is_all_there_is():
    assert all_again(Intent(request="tents")).endswith("; these are all there are.")
    assert all_again(Intent(request="帐篷", language="zh")).endswith("，就这些。")


def test_what_comes_nearest_is_called_so():
    intent = Intent(request="tents", disliked=("a",))
    assert none_left(intent, any_near=True).endswith("turned down. These come nearest.")
    chinese = Intent(request="帐篷", disliked=("a",), language="zh")
    assert none_left(chinese, any_near=True).endswith("其余的您都不要。这些最接近。")
