"""What the grammar reads, utterance by utterance (see utterances.toml)."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.intent import (
    Clear,
    Describe,
    Dislike,
    Intent,
    Like,
    Look,
    Operation,
    Pass,
    Prefer,
    Refer,
    Remove,
    Return,
    SeekSimilar,
    Set,
    StartOver,
    State,
    Undo,
)
from assistant.understanding.readers.grammar import Grammar
from assistant.understanding.state import apply
from tests.fakes.understanding import moment, shop_vocabulary, shown_jackets

CASES = tomllib.loads(Path(__file__).with_name("utterances.toml").read_text(encoding="utf-8"))
GRAMMAR = Grammar()


def written(operation: Operation) -> str:
    """Write an operation on one line, the phrase it rests on in the end."""
    name = type(operation).__name__.casefold()
    match operation:
        case Describe(text, afresh):
            rest = f"{'afresh' if afresh else 'more'}: {text}"
        case Clear(field) | Look(field):
            rest = field
        case Like(item_id) | Dislike(item_id):
            rest = item_id.removeprefix("jacket-")
        case Refer(ids) | SeekSimilar(ids) | Pass(ids):
            rest = " ".join(item_id.removeprefix("jacket-") for item_id in ids)
        case Prefer(wish):
            meant = f"{wish.field or 'words'} {', '.join(wish.values)}".strip()
            rest = f"{'against ' if wish.averse else ''}{meant} «{wish.text}»"
        case Return(categories):
            rest = ", ".join(categories)
        case Undo() | StartOver():
            rest = ""
        case _:
            held = operation.constraint
            meant = ", ".join(held.values) or str(held.bound)
            rest = f"{held.field} {held.operator} {meant} «{held.source.phrase}»"
    return f"{name} {rest}".strip()


def in_conversation() -> Intent:
    first = GRAMMAR.read(moment("I need a waterproof jacket under $120"))
    return apply(State(), first.operations, act=first.act).intent


@pytest.mark.parametrize("case", CASES["opening"], ids=lambda case: case["said"][:60])
def test_opening_turn_is_read_exactly(case):
    reading = GRAMMAR.read(moment(case["said"], turn=0))
    assert [written(operation) for operation in reading.operations] == case["operations"]
    assert (reading.act, reading.language) == (case["act"], case.get("language", "en"))
    assert list(reading.unresolved) == case.get("unresolved", [])


@pytest.mark.parametrize("case", CASES["refining"], ids=lambda case: case["said"][:60])
def test_turn_in_a_conversation_is_read_exactly(case):
    reading = GRAMMAR.read(
        moment(case["said"], turn=1, intent=in_conversation(), shown=shown_jackets())
    )
    assert [written(operation) for operation in reading.operations] == case["operations"]
    assert (reading.act, reading.language) == (case["act"], case.get("language", "en"))
    assert list(reading.unresolved) == case.get("unresolved", [])


def test_there_are_enough_cases_and_none_twice():
    for part in CASES.values():
        said = [case["said"] for case in part]
        assert len(said) == len(set(said))
    assert sum(map(len, CASES.values())) >= 300


def test_every_phrase_stands_in_the_turn_as_written():
    for case in CASES["opening"]:
        for operation in GRAMMAR.read(moment(case["said"], turn=4)).operations:
            held = getattr(operation, "constraint", None) or getattr(operation, "preference", None)
            if held is not None and not isinstance(operation, Remove):
                assert held.source.phrase in case["said"]
                assert held.source.turn == 4


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ("a size up please", "l"),
        ("one size smaller", "s"),
        ("they come up small, so two sizes up", "xl"),
        ("they come up small, so up two sizes", "xl"),
    ],
)
def test_a_step_in_size_is_taken_from_the_size_that_stands(said, size):
    first = GRAMMAR.read(moment("a jacket in size m"))
    standing = apply(State(), first.operations, act=first.act).intent
    reading = GRAMMAR.read(moment(said, turn=1, intent=standing, shown=shown_jackets()))
    assert [c.constraint.values for c in reading.operations if isinstance(c, Set)] == [(size,)]


def test_a_step_in_size_from_nowhere_sets_none():
    assert GRAMMAR.read(moment("a size up", intent=in_conversation(), turn=1)).operations == ()


@pytest.mark.parametrize(
    ("first", "then", "held"),
    [
        ("a jacket in green or purple", "actually forget the green", {"purple"}),
        ("毛衣，黑色或紫色都可以", "黑色不要了", {"purple"}),
        ("a jacket, neither red nor purple", "purple would be all right after all", {"red"}),
        ("外套，不要红色，也不要紫色", "刚才说的不要紫色，取消吧", {"red"}),
        ("a jacket, not in purple", "the purple is no longer needed", set()),
        ("a jacket, neither red nor purple", "bring back the red ones please", {"purple"}),
    ],
)
def test_of_two_colours_the_one_not_taken_back_stands(first, then, held):
    opened = GRAMMAR.read(moment(first, turn=0))
    state = apply(State(), opened.operations, act=opened.act)
    before = {c.values: c.operator for c in state.intent.constraints.on("colour")}
    reading = GRAMMAR.read(moment(then, turn=1, intent=state.intent, shown=shown_jackets()))
    after = apply(state, reading.operations, act=reading.act).intent.constraints.on("colour")
    assert {value for c in after for value in c.values if value in ("red", "purple")} == held
    assert {c.operator for c in after} <= set(before.values())


def test_values_that_join_are_named_together():
    opened = GRAMMAR.read(moment("a red jacket", turn=0))
    standing = apply(State(), opened.operations, act=opened.act).intent
    reading = GRAMMAR.read(moment("or purple", turn=1, intent=standing))
    said = [c.constraint.source.phrase for c in reading.operations if isinstance(c, Set)]
    assert said == ["red, purple"]


@pytest.mark.parametrize(
    ("said", "sizes"),
    [
        ("a 42 would do too", ("41", "42")),
        ("42 is fine as well", ("41", "42")),
        ("42 would also work", ("41", "42")),
        ("make it 42", ("42",)),
    ],
)
def test_a_size_that_would_do_too_joins_the_one_that_stands(said, sizes):
    opened = GRAMMAR.read(moment("boots in size 41", turn=0))
    standing = apply(State(), opened.operations, act=opened.act).intent
    reading = GRAMMAR.read(moment(said, turn=1, intent=standing))
    assert [c.constraint.values for c in reading.operations if isinstance(c, Set)] == [sizes]


@pytest.mark.parametrize(
    ("first", "then", "request_after"),
    [
        ("lamps under 60", "candles instead", "candles"),
        ("a table under 300", "make it a desk", "desk"),
        ("a jacket under 120", "make it a parka", "jacket parka"),
        ("puzzles for a boy", "magazines for him?", "magazines"),
        ("a blazing unicorn", "boots then", "boots"),
        ("a tent", "for a festival", "tent for festival"),
    ],
)
def test_what_is_put_in_the_place_of_another_thing_takes_its_place(first, then, request_after):
    opened = GRAMMAR.read(moment(first, turn=0))
    standing = apply(State(), opened.operations, act=opened.act)
    reading = GRAMMAR.read(moment(then, turn=1, intent=standing.intent, shown=shown_jackets()))
    assert apply(standing, reading.operations, act=reading.act).intent.request == request_after


def test_going_back_to_a_thing_brings_its_conditions_back():
    state = State()
    for turn, said in enumerate(("boots under 90, not black", "lamps", "back to the boots, in 42")):
        reading = GRAMMAR.read(moment(said, turn=turn, intent=state.intent))
        state = apply(state, reading.operations, act=reading.act)
    fields = [constraint.field for constraint in state.intent.constraints]
    assert sorted(fields) == ["category", "colour", "price", "size"]
    assert state.intent.request == "boots"


def test_sum_thought_too_much_is_no_size_where_one_stands():
    opened = GRAMMAR.read(moment("trousers in size 38", turn=0))
    standing = apply(State(), opened.operations, act=opened.act).intent
    said = moment("I think 44 is too much", turn=1, intent=standing, shown=shown_jackets())
    assert [written(one) for one in GRAMMAR.read(said).operations] == [
        "set price at_most 43.99 «44»"
    ]


def test_going_back_to_a_thing_never_sought_seeks_it_anew():
    state = State()
    for turn, said in enumerate(("lamps under 90", "back to the boots")):
        reading = GRAMMAR.read(moment(said, turn=turn, intent=state.intent))
        state = apply(state, reading.operations, act=reading.act)
    assert [constraint.field for constraint in state.intent.constraints] == ["category"]
    assert state.intent.request == "boots"


@pytest.mark.parametrize(
    ("opening", "said", "kept"),
    [
        ("toys for a boy", "and a backpack for him", True),
        ("a puzzle for my kid", "a scarf for her", True),
        ("toys for a boy", "a coat for her", False),
    ],
)
def test_him_after_a_boy_is_that_boy_and_her_is_not(opening, said, kept):
    opened = GRAMMAR.read(moment(opening, turn=0))
    standing = apply(State(), opened.operations, act=opened.act)
    reading = GRAMMAR.read(moment(said, turn=1, intent=standing.intent))
    wished = [one for one in reading.operations if isinstance(one, Prefer)]
    assert bool(wished) is not kept
    if kept:
        after = apply(standing, reading.operations, act=reading.act).intent
        assert [one.values for one in after.constraints.on("audience")] == [("kids",)]


def test_a_sum_thought_too_much_is_no_size_that_is_ruled_out():
    opened = GRAMMAR.read(moment("jeans size 40", turn=0))
    standing = apply(State(), opened.operations, act=opened.act).intent
    for said in ("I think 42 is too much", "I reckon 42 is too steep"):
        reading = GRAMMAR.read(moment(said, turn=1, intent=standing))
        assert [written(one) for one in reading.operations if isinstance(one, Set)] == [
            "set price at_most 41.99 «42»"
        ]


def test_of_what_is_sold_free_of_something_the_free_is_asked_for():
    shop = shop_vocabulary()
    attributes = {**shop.attributes, "claim": {"fragrance-free": 9}}
    perfumed = replace(shop, attributes=attributes)
    for said in ("skincare without perfume", "skincare, no fragrance"):
        reading = Grammar().read(replace(moment(said), vocabulary=perfumed))
        assert any("any_of fragrance-free" in written(one) for one in reading.operations)
