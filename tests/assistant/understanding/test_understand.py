from decimal import Decimal

import pytest

from assistant.intent import (
    Act,
    Describe,
    Dislike,
    Exclude,
    Prefer,
    Refer,
    Require,
    Set,
    StartOver,
    Undo,
)
from assistant.understanding.readers.grammar import Grammar
from assistant.understanding.reading import Reading
from assistant.understanding.understand import Understanding, merge
from retrieval.constraints import BRAND, CATEGORY, PRICE, Constraint, Operator, Preference, Source
from tests.fakes.understanding import moment


class Stub:
    """A reader that says what it is told to."""

    name = "stub"

    def __init__(self, reading, *, ready=True):
        self._reading = reading
        self._ready = ready
        self.seconds = []

    def ready(self):
        return self._ready

    def read(self, moment, seconds=None):  # noqa: ARG002 - the same whatever is said
        self.seconds.append(seconds)
        return self._reading


def any_of(field, value, phrase):
    return Constraint(field, Operator.ANY_OF, Source(0, phrase), (value,))


def none_of(field, value, phrase):
    return Constraint(field, Operator.NONE_OF, Source(0, phrase), (value,))


def merged(text, *proposed, decided=(), act=Act.RECOMMEND, sure=True):
    return merge(
        Reading(act, tuple(decided), sure=sure), Reading(Act.RECOMMEND, proposed), moment(text)
    ).operations


def test_a_value_that_stands_in_the_text_joins_as_a_requirement():
    red = Set(any_of("colour", "red", "red"))
    assert merged("a red jacket", red) == (red,)


def test_an_inference_joins_as_a_wish():
    inferred = Require(any_of("feature", "waterproof", "keep the rain off"))
    source = Source(0, "keep the rain off")
    wish = Prefer(Preference("keep the rain off", source, "feature", ("waterproof",)))
    assert merged("something to keep the rain off", inferred) == (wish,)


def test_an_inferred_exclusion_joins_as_a_wish_against():
    inferred = Exclude(none_of("material", "leather", "no animal skin"))
    (wish,) = merged("boots, no animal skin", inferred)
    assert wish.preference.averse
    assert wish.preference.values == ("leather",)


def test_a_field_the_first_reading_used_is_closed():
    red = Set(any_of("colour", "red", "red"))
    blue = Set(any_of("colour", "blue", "blue"))
    assert merged("red or blue", blue, decided=[red]) == (red,)


def test_words_the_first_reading_used_are_closed():
    wool = Set(any_of("material", "wool", "warm wool"))
    warm = Require(any_of("feature", "insulated", "warm"))
    assert merged("a warm wool coat", warm, decided=[wool]) == (wool,)


def test_a_phrase_that_was_not_said_is_dropped():
    assert merged("a jacket", Set(any_of("colour", "red", "red"))) == ()
    assert merged("a predator jacket", Set(any_of("colour", "red", "red"))) == ()


def test_a_value_the_shop_does_not_know_is_dropped():
    for field, value in (("colour", "ultraviolet"), (BRAND, "acme"), (CATEGORY, "cars")):
        assert merged(f"{value} please", Set(any_of(field, value, value))) == ()


def test_what_the_turn_refuses_is_never_required():
    assert merged("something my kid wears, hates pink", Set(any_of("colour", "pink", "pink"))) == ()
    assert merged("but not pink", Prefer(Preference("pink", Source(0, "pink")))) == ()


def test_what_the_turn_does_not_refuse_is_never_excluded():
    assert merged("a pink jacket", Exclude(none_of("colour", "pink", "pink"))) == ()


def test_wanted_words_stand_in_the_request_already_and_refused_ones_do_not():
    shiny = Preference("shiny", Source(0, "shiny"))
    nothing_shiny = Preference("nothing shiny", Source(0, "nothing shiny"), averse=True)
    assert merged("something shiny", Prefer(shiny)) == ()
    assert merged("a gift, nothing shiny", Prefer(nothing_shiny)) == (Prefer(nothing_shiny),)


def test_a_refusal_ends_with_its_clause():
    red = Set(any_of("colour", "red", "red"))
    assert merged("I don't want pink but red", red) == (red,)


def test_a_bound_must_be_said_as_a_number():
    under = Constraint(PRICE, Operator.AT_MOST, Source(0, "about 40 tops"), bound=Decimal(40))
    other = Constraint(PRICE, Operator.AT_MOST, Source(0, "about 40 tops"), bound=Decimal(400))
    assert merged("a mug, about 40 tops", Set(under)) == (Set(under),)
    assert merged("a mug, about 40 tops", Set(other)) == ()


def test_a_model_does_not_point_undo_or_describe():
    proposed = (Undo(), StartOver(), Refer(("i1",)), Dislike("i1"), Describe("boots", afresh=True))
    assert merged("undo that and show boots", *proposed) == ()


def test_the_first_readers_act_stands_where_it_is_sure():
    asking = Reading(Act.POLICY_QUESTION)
    said = moment("can you gift it to Mars?")
    assert merge(Reading(Act.REFINE, sure=True), asking, said).act is Act.REFINE
    unsure = merge(Reading(Act.CHAT, sure=False), asking, said)
    assert (unsure.act, unsure.question) == (Act.POLICY_QUESTION, "can you gift it to Mars?")


def test_merging_with_nothing_changes_nothing():
    for text in ("a red jacket under $50", "cheaper", "hello", "", "asdf"):
        decided = Grammar().read(moment(text))
        assert merge(decided, Reading(Act.CHAT, sure=False), moment(text)) == decided


def test_without_a_budget_only_the_first_reader_is_asked():
    model = Stub(Reading(Act.COMPARE))
    understanding = Understanding([Grammar(), model])
    understanding.read(moment("blorp snib"))
    understanding.read(moment("blorp snib"), 0)
    assert model.seconds == []


def test_the_others_are_asked_only_where_the_first_is_not_sure():
    model = Stub(Reading(Act.COMPARE))
    understanding = Understanding([Grammar(), model])
    assert understanding.read(moment("a red jacket"), 5).act is Act.RECOMMEND
    assert model.seconds == []
    assert understanding.read(moment("blorp snib"), 5).act is Act.COMPARE
    assert len(model.seconds) == 1


def test_a_reader_that_is_not_ready_is_left_out():
    model = Stub(Reading(Act.COMPARE), ready=False)
    Understanding([Grammar(), model]).read(moment("blorp snib"), 5)
    assert model.seconds == []


def test_the_budget_is_handed_on_and_shared():
    first, second = Stub(Reading(Act.CHAT)), Stub(Reading(Act.CHAT))
    Understanding([Grammar(), first, second]).read(moment("blorp snib"), 5)
    assert 0 < second.seconds[0] <= first.seconds[0] <= 5


def test_either_reader_alone_is_enough():
    model = Stub(Reading(Act.RECOMMEND, (Set(any_of("colour", "red", "red")),)))
    assert Understanding([model]).read(moment("red")).operations
    assert Understanding([Grammar()]).read(moment("red")).operations


def test_understanding_wants_a_reader():
    with pytest.raises(ValueError, match="at least one reader"):
        Understanding([])
