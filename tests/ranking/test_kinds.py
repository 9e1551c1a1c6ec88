import pytest

from ranking.kinds import of_named_kind
from retrieval.constraints import CATEGORY, Constraint, Constraints, Operator, Source
from retrieval.items import Item
from retrieval.query import Query

OF_A_CATEGORY = Constraints(
    (Constraint(CATEGORY, Operator.ANY_OF, Source(0, "said"), values=("kitchen",)),)
)


def called(*titles):
    return [Item(title, title, title, "", None, ("Kitchen",), None) for title in titles]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("kettle", {"Whistler Stovetop Kettle, Teal"}),
        ("steel kettles", {"Whistler Stovetop Kettle, Teal"}),
        ("a teapot of glass", {"Glass Teapot with Infuser"}),
        ("coffee maker", {"Moka Coffee Maker, 6 Cups"}),
        ("infuser", set()),
        ("", set()),
    ],
)
def test_an_item_is_what_its_title_ends_in(text, kind):
    pool = called(
        "Whistler Stovetop Kettle, Teal",
        "Glass Teapot with Infuser",
        "Moka Coffee Maker, 6 Cups",
        "Kettle Descaler",
    )
    assert of_named_kind(Query(text, constraints=OF_A_CATEGORY), pool) == kind


def test_another_word_for_it_counts():
    pool = called("Fair Isle Sweater", "Striped Jumper", "Microfleece Base Layer")
    kind = of_named_kind(Query("jumper", constraints=OF_A_CATEGORY), pool)
    assert kind == {"Fair Isle Sweater", "Striped Jumper"}


def test_without_a_category_a_word_may_be_a_use():
    assert not of_named_kind(Query("for a coffee lover"), called("Ground Coffee"))
