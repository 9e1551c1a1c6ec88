from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answers.clarify import FEWEST_CANDIDATES, clarify
from assistant.intent import Describe, Intent, Prefer, Require, Set, State
from assistant.understanding.readers.grammar import Grammar
from assistant.understanding.state import apply
from retrieval.constraints import (
    CATEGORY,
    PRICE,
    Constraint,
    Constraints,
    Operator,
    Preference,
    Source,
)
from retrieval.items import Price
from retrieval.query import Candidate, Leg
from tests.fakes.understanding import ATTRIBUTES, CATEGORIES, jacket, moment, shop_vocabulary

GRAMMAR = Grammar()
VOCABULARY = shop_vocabulary()


def asked_about(items, intent=None, asked=frozenset()):
    candidates = [Candidate(item, {Leg.TEXT: 0.5}, 1.0) for item in items]
    return clarify(
        intent or Intent(request="something"),
        candidates,
        asked,
        vocabulary=VOCABULARY,
        reader=GRAMMAR,
    )


def alike(number, **changes):
    """Jackets that differ in nothing a question could be about."""
    return [jacket(n, "navy", "50", **changes) for n in range(number)]


def in_leaf(number, *path):
    return alike(number, category=path)


def test_alike_items_leave_nothing_to_ask():
    assert asked_about(alike(20)) is None


def test_few_candidates_are_shown_and_not_asked_about():
    items = in_leaf(3, "Shoes", "Boots") + in_leaf(3, "Bags", "Backpacks")
    assert len(items) < FEWEST_CANDIDATES
    assert asked_about(items) is None


def test_the_kind_is_asked_where_kinds_differ():
    items = (
        in_leaf(6, "Shoes", "Boots")
        + in_leaf(5, "Bags", "Backpacks")
        + in_leaf(4, "Clothing", "Jackets & Coats")
    )
    question = asked_about(items)
    assert question.field == CATEGORY
    assert [a.label for a in question.answers] == ["Boots", "Backpacks", "Jackets & Coats"]


def test_a_question_that_divides_badly_is_not_asked():
    items = in_leaf(18, "Shoes", "Boots") + in_leaf(2, "Bags", "Backpacks")
    assert asked_about(items) is None


def test_the_best_divider_is_asked():
    prices = ["20", "30", "40", "80", "90", "100", "150", "160", "170"]
    two_kinds = [
        jacket(n, "navy", price, category=("Shoes", "Boots" if n % 2 else "Sandals"))
        for n, price in enumerate(prices)
    ]
    assert asked_about(two_kinds).field == PRICE


SHOES = Constraint(CATEGORY, Operator.ANY_OF, Source(0, "shoes"), ("shoes",))
BOOTS = Preference("boots", Source(0, "boots"), CATEGORY, ("shoes > boots",))


@pytest.mark.parametrize(
    ("intent", "asked"),
    [
        (Intent(constraints=Constraints((SHOES,))), frozenset()),
        (Intent(preferences=(BOOTS,)), frozenset()),
        (Intent(), frozenset({CATEGORY})),
    ],
    ids=["required", "preferred", "asked or removed"],
)
def test_what_was_said_or_asked_is_never_asked(intent, asked):
    items = in_leaf(6, "Shoes", "Boots") + in_leaf(6, "Shoes", "Sandals")
    assert asked_about(items, intent, asked) is None


def test_an_answer_keeps_what_was_understood():
    intent = apply(
        State(), GRAMMAR.read(moment("something waterproof under $90")).operations
    ).intent
    items = in_leaf(6, "Shoes", "Boots") + in_leaf(6, "Bags", "Backpacks")
    question = asked_about(items, intent)
    answered = GRAMMAR.read(moment(question.answers[0].text, intent=intent, turn=1))
    after = apply(State(intent), answered.operations).intent
    assert set(intent.constraints) < set(after.constraints)


leaves = st.sampled_from([tuple(p.split(" > ")) for p in CATEGORIES if " > " in p])
items = st.builds(
    lambda number, price, path, colour, extra: replace(
        jacket(number, colour, "1", category=path),
        price=None if price is None else Price(Decimal(price), "USD"),
        attributes={"colour": (colour,)} | {name: (value,) for name, value in extra.items()},
    ),
    st.integers(0, 99),
    st.one_of(st.none(), st.integers(1, 900)),
    leaves,
    st.sampled_from(ATTRIBUTES["colour"]),
    st.fixed_dictionaries(
        {},
        optional={
            name: st.sampled_from(ATTRIBUTES[name])
            for name in ("audience", "material", "feature", "pattern", "fit", "season", "closure")
        },
    ),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(items, min_size=8, max_size=25), st.frozensets(st.sampled_from([CATEGORY, PRICE])))
@pytest.mark.slow
def test_every_answer_is_read_back_as_one_condition_on_its_field(found, asked):
    intent = Intent(request="something nice")
    question = asked_about(found, intent, asked)
    if question is None:
        return
    assert question.field not in asked
    assert 2 <= len(question.answers) <= 4
    for answer in question.answers:
        answered = replace(moment(answer.text, intent=intent), question=question.field)
        operations = GRAMMAR.read(answered).operations
        conditions = [o for o in operations if isinstance(o, Set | Require)]
        assert [o.constraint.field for o in conditions] == [question.field]
        assert not any(isinstance(o, Prefer) for o in operations)
        assert not any(isinstance(o, Describe) and o.afresh for o in operations)
        assert any(conditions[0].constraint.allows(item) for item in found)


def test_what_tells_one_kind_apart_is_not_asked_of_several():
    kinds = [("Shoes", "Boots"), ("Bags", "Backpacks")]
    items = [
        replace(
            jacket(n, "navy", "50", category=kinds[n % 2]),
            attributes={"fit": ("slim" if n < 6 else "regular",), "power": (f"{n} w",)},
        )
        for n in range(12)
    ]
    assert asked_about(items).field == CATEGORY
    assert asked_about(items, asked=frozenset({CATEGORY})) is None


def test_a_chinese_shopper_is_asked_in_chinese():
    intent = Intent(request="something", language="zh")
    items = [jacket(n, "red" if n % 2 else "black", "50") for n in range(12)]
    question = asked_about(items, intent)
    assert question.text == "想要什么颜色？"
    assert {answer.label for answer in question.answers} == {"红色", "黑色"}


def test_what_a_refused_word_may_mean_is_not_asked():
    items = [
        jacket(n, "navy", "50", attributes={"material": (("gold", "silver", "oak")[n % 3],)})
        for n in range(12)
    ]
    assert asked_about(items).field == "material"
    no_gold = Constraint("colour", Operator.NONE_OF, Source(0, "not gold"), ("gold",))
    assert asked_about(items, Intent(request="ring", constraints=Constraints((no_gold,)))) is None
