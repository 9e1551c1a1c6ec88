from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.intent import (
    Act,
    Clear,
    Describe,
    Dislike,
    Exclude,
    Intent,
    Like,
    Look,
    Pass,
    Prefer,
    Refer,
    Remove,
    Require,
    SeekSimilar,
    Set,
    StartOver,
    State,
    Undo,
)
from assistant.understanding.state import HISTORY, REMEMBERED_ITEMS, REQUEST_CHARACTERS, apply
from retrieval.constraints import (
    AVAILABILITY,
    BRAND,
    CATEGORY,
    PRICE,
    Constraint,
    Operator,
    Preference,
    Source,
)

SAID = Source(0, "said")


def any_of(field, *values, source=SAID):
    return Constraint(field, Operator.ANY_OF, source, values)


def none_of(field, *values):
    return Constraint(field, Operator.NONE_OF, SAID, values)


def at_most(bound, source=SAID):
    return Constraint(PRICE, Operator.AT_MOST, source, bound=Decimal(bound))


def at_least(bound):
    return Constraint(PRICE, Operator.AT_LEAST, SAID, bound=Decimal(bound))


def after(*operations, state=None):
    return apply(state or State(), operations).intent


def lasting(intent):
    return replace(intent, act=Act.RECOMMEND, references=(), question="", language="en")


sources = st.builds(Source, st.integers(0, 9), st.sampled_from(["a", "b", ""]))
values = st.lists(st.sampled_from("uvwxyz"), min_size=1, max_size=3, unique=True).map(tuple)
fields = st.sampled_from([CATEGORY, BRAND, "colour", "feature", "audience"])
bounds = st.integers(0, 200).map(Decimal)
wanted = st.builds(
    lambda field, said, source: Constraint(field, Operator.ANY_OF, source, said),
    fields,
    values,
    sources,
)
refused = st.builds(
    lambda field, said, source: Constraint(field, Operator.NONE_OF, source, said),
    fields,
    values,
    sources,
)
bounded = st.builds(
    lambda operator, bound, source: Constraint(PRICE, operator, source, bound=bound),
    st.sampled_from([Operator.AT_MOST, Operator.AT_LEAST]),
    bounds,
    sources,
)
preferences = st.builds(
    Preference,
    text=st.sampled_from(["warm", "light"]),
    source=sources,
    field=st.sampled_from([None, "colour", "feature"]),
    values=st.one_of(st.just(()), values),
    averse=st.booleans(),
)
item_ids = st.sampled_from(["i1", "i2", "i3"])
operations = st.one_of(
    st.builds(Set, st.one_of(wanted, bounded)),
    st.builds(Require, wanted),
    st.builds(Exclude, refused),
    st.builds(Clear, fields),
    st.builds(Remove, st.one_of(wanted, refused)),
    st.builds(Prefer, preferences),
    st.builds(Describe, st.sampled_from(["boots", "rain jacket", ""]), st.booleans()),
    st.builds(Like, item_ids),
    st.builds(Dislike, item_ids),
    st.builds(Pass, st.lists(item_ids, max_size=2).map(tuple)),
    st.builds(Refer, st.lists(item_ids, max_size=2).map(tuple)),
    st.builds(SeekSimilar, st.lists(item_ids, max_size=2).map(tuple)),
    st.builds(Look, st.sampled_from(["photo1", "photo2"])),
    st.just(StartOver()),
)
turns = st.lists(st.lists(operations, max_size=3), max_size=4)


def having_had(history):
    state = State()
    for turn in history:
        state = apply(state, turn)
    return state


@given(turns, st.lists(operations, min_size=1, max_size=5))
def test_undo_takes_exactly_the_last_change_back(history, turn):
    before = having_had(history)
    done = apply(before, turn)
    undone = apply(done, [Undo()])
    if lasting(done.intent) == lasting(before.intent):
        assert undone.intent == apply(before, [Undo()]).intent
    else:
        assert lasting(undone.intent) == lasting(before.intent)
        assert undone.past == before.past


@given(turns, st.lists(operations, max_size=5))
def test_saying_a_turn_twice_changes_nothing_more(history, turn):
    once = apply(having_had(history), turn)
    twice = apply(once, turn)
    assert as_sets(twice.intent) == as_sets(once.intent)


@given(turns, operations)
def test_saying_one_thing_twice_makes_no_second_step(history, operation):
    once = apply(having_had(history), [operation])
    assert apply(once, [operation]) == replace(once, intent=replace(once.intent, act=Act.REFINE))


@given(turns, st.lists(operations, max_size=5))
def test_undoing_all_the_way_reaches_the_beginning(history, turn):
    state = apply(having_had(history), turn)
    for _ in range(len(state.past)):
        state = apply(state, [Undo()])
    assert lasting(state.intent) == Intent()
    assert apply(state, [Undo()]).past == ()


@given(turns, st.data())
def test_operations_on_different_fields_may_come_in_any_order(history, data):
    pool = [
        Set(any_of("colour", "red")),
        Exclude(none_of(BRAND, "acme")),
        Set(at_most(50)),
        Require(any_of("feature", "warm")),
        Prefer(Preference("light", SAID, "material", ("silk",))),
        Describe("boots", afresh=True),
        Clear("audience"),
        Like("i1"),
        Look("photo1"),
    ]
    said = data.draw(st.lists(st.sampled_from(pool), unique_by=repr, max_size=9))
    shuffled = data.draw(st.permutations(said))
    state = having_had(history)
    assert as_sets(apply(state, said).intent) == as_sets(apply(state, shuffled).intent)


def as_sets(intent):
    return replace(
        intent,
        constraints=frozenset(intent.constraints),
        preferences=frozenset(intent.preferences),
        liked=frozenset(intent.liked),
        disliked=frozenset(intent.disliked),
    )


@given(turns, wanted)
def test_what_is_set_last_holds(history, constraint):
    intent = apply(having_had(history), [Set(constraint)]).intent
    assert constraint in intent.constraints
    same = [c for c in intent.constraints.on(constraint.field) if c.operator is Operator.ANY_OF]
    assert same == [constraint]


@given(turns, refused)
def test_what_is_ruled_out_last_is_required_no_more(history, constraint):
    intent = apply(having_had(history), [Exclude(constraint)]).intent
    assert constraint in intent.constraints
    for other in intent.constraints.on(constraint.field):
        if other.operator is Operator.ANY_OF:
            assert not set(other.values) & set(constraint.values)


@given(turns, st.lists(operations, max_size=6))
def test_price_bounds_never_contradict_each_other(history, turn):
    prices = apply(having_had(history), turn).intent.constraints.on(PRICE)
    least = [c.bound for c in prices if c.operator is Operator.AT_LEAST]
    most = [c.bound for c in prices if c.operator is Operator.AT_MOST]
    assert len(least) <= 1
    assert len(most) <= 1
    assert not least or not most or least[0] <= most[0]


@given(turns)
def test_nothing_is_both_liked_and_disliked_or_grows_without_end(history):
    state = having_had(history)
    assert not set(state.intent.liked) & set(state.intent.disliked)
    assert len(state.past) <= HISTORY


def test_undo_with_nothing_to_undo_changes_nothing():
    assert after(Undo()) == Intent(act=Act.REFINE)


def test_undo_skips_turns_that_changed_nothing():
    state = apply(State(), [Set(any_of("colour", "red"))])
    state = apply(state, [Refer(("i1",))], act=Act.ASK_ABOUT, question="is it warm?")
    assert state.intent.references == ("i1",)
    assert len(apply(state, [Undo()]).intent.constraints) == 0


def test_undo_counts_before_what_is_said_with_it():
    state = apply(State(), [Set(any_of("colour", "red"))])
    intent = apply(state, [Set(any_of("colour", "blue")), Undo()]).intent
    assert intent.constraints.all == (any_of("colour", "blue"),)


def test_starting_over_can_be_undone():
    state = apply(State(), [Describe("boots", afresh=True), Like("i1")])
    empty = apply(state, [StartOver()])
    assert lasting(empty.intent) == Intent()
    assert lasting(apply(empty, [Undo()]).intent) == lasting(state.intent)


def test_references_question_and_act_live_for_a_turn():
    state = apply(
        State(), [Refer(("i1",))], act=Act.ASK_ABOUT, question="is it warm?", language="zh"
    )
    following = apply(state, [Like("i2")], act=Act.REFINE)
    assert (following.intent.references, following.intent.question) == ((), "")
    assert following.intent.language == "zh"


def test_a_new_subject_keeps_what_is_true_of_the_shopper():
    kept = (
        any_of("audience", "women"),
        none_of(BRAND, "acme"),
        any_of(AVAILABILITY, "in_stock"),
    )
    dropped = (any_of(CATEGORY, "shoes"), any_of("colour", "red"), at_most(50), any_of(BRAND, "b"))
    state = apply(
        State(),
        [
            *(Set(c) for c in (*dropped, kept[0], kept[2])),
            Exclude(kept[1]),
            Prefer(Preference("warm", SAID)),
            Like("i1"),
            Dislike("i2"),
            Pass(("i3",)),
            SeekSimilar(("i1",)),
            Look("photo1"),
        ],
    )
    intent = after(Describe("tents", afresh=True), state=state)
    assert set(intent.constraints) == set(kept)
    assert (intent.request, intent.liked, intent.disliked) == ("tents", ("i1",), ("i2",))
    assert (intent.preferences, intent.passed, intent.similar_to, intent.photo_id) == (
        (),
        (),
        (),
        None,
    )


def test_a_lower_roof_drops_the_floor_above_it_and_the_other_way_round():
    assert after(Set(at_least(60)), Set(at_most(50))).constraints.all == (at_most(50),)
    assert after(Set(at_most(50)), Set(at_least(60))).constraints.all == (at_least(60),)
    assert after(Set(at_least(40)), Set(at_most(50))).constraints.all == (at_least(40), at_most(50))


def test_a_value_required_again_is_ruled_out_no_more():
    intent = after(Exclude(none_of("colour", "red", "pink")), Set(any_of("colour", "red")))
    assert intent.constraints.all == (none_of("colour", "pink"), any_of("colour", "red"))


def test_ruling_out_a_category_drops_what_lies_below_it():
    boots = any_of(CATEGORY, "shoes > boots")
    assert after(Set(boots), Exclude(none_of(CATEGORY, "shoes"))).constraints.all == (
        none_of(CATEGORY, "shoes"),
    )
    shoes, no_boots = any_of(CATEGORY, "shoes"), none_of(CATEGORY, "shoes > boots")
    assert after(Set(shoes), Exclude(no_boots)).constraints.all == (shoes, no_boots)
    assert after(Exclude(none_of(CATEGORY, "shoes")), Set(boots)).constraints.all == (boots,)


def test_features_add_up_where_colours_replace_each_other():
    intent = after(
        Require(any_of("feature", "warm")),
        Require(any_of("feature", "light")),
        Set(any_of("colour", "red")),
        Set(any_of("colour", "blue")),
    )
    assert len(intent.constraints.on("feature")) == 2
    assert intent.constraints.on("colour") == (any_of("colour", "blue"),)


def test_the_same_requirement_takes_the_later_source():
    later = Source(3, "in red")
    intent = after(
        Require(any_of("feature", "warm")), Require(any_of("feature", "warm", source=later))
    )
    assert [c.source for c in intent.constraints] == [later]


def test_a_wish_against_ends_what_was_wished_for_and_a_requirement_ends_a_wish_against():
    red = Preference("red", SAID, "colour", ("red",))
    against = Preference("not red", SAID, "colour", ("red",), averse=True)
    assert after(Prefer(red), Prefer(against)).preferences == (against,)
    assert after(Prefer(against), Set(any_of("colour", "red"))).preferences == ()
    assert after(Prefer(red), Exclude(none_of("colour", "red"))).preferences == ()
    ruled_out = after(Exclude(none_of("colour", "red", "black")), Prefer(red))
    assert [c.values for c in ruled_out.constraints] == [("black",)]


def test_words_add_up_once():
    intent = after(
        Describe("rain jacket", afresh=True), Describe("Jacket for hiking", afresh=False)
    )
    assert intent.request == "rain jacket for hiking"


@pytest.mark.parametrize("afresh", [True, False])
def test_the_request_is_bounded_at_a_word(afresh):
    intent = after(Describe("word" * 3 + " " + "x y" * 5000, afresh=afresh))
    assert len(intent.request) <= REQUEST_CHARACTERS
    assert intent.request.startswith("wordwordword")


def test_likes_are_bounded_and_the_latest_stay():
    intent = after(*(Like(f"i{n}") for n in range(REMEMBERED_ITEMS + 5)))
    assert len(intent.liked) == REMEMBERED_ITEMS
    assert intent.liked[-1] == f"i{REMEMBERED_ITEMS + 4}"


def test_disliking_takes_the_item_from_what_is_sought_like():
    assert after(SeekSimilar(("i1", "i2")), Dislike("i1")).similar_to == ("i2",)
