from assistant.answers.suggest import MOST, suggest
from assistant.intent import Act, Intent, State
from assistant.understanding.readers.grammar import Grammar
from assistant.understanding.state import apply
from retrieval.query import Candidate
from tests.fakes.understanding import jacket, moment, shop_vocabulary, shown_jackets

GRAMMAR = Grammar()


def suggested(intent=None, shown=None, more=()):
    shown = shown_jackets() if shown is None else shown
    candidates = [Candidate(item, {}, 1.0) for item in (*shown, *more)]
    return suggest(
        intent or Intent(), shown, candidates, vocabulary=shop_vocabulary(), reader=GRAMMAR
    )


def test_nothing_shown_suggests_nothing():
    assert suggested(shown=()) == ()


def test_cheaper_is_suggested_only_where_something_is():
    assert suggested()[0].text == "Cheaper"
    assert "Cheaper" not in [s.text for s in suggested(shown=(jacket(1, "navy", "50"),))]


def test_values_that_part_of_the_candidates_have_are_suggested():
    texts = [s.text for s in suggested()]
    assert "In black" in texts
    assert "Only from Saltmarsh" in texts
    assert "Waterproof" not in texts  # all of them are
    assert len(texts) <= MOST


def test_what_is_required_already_is_not_suggested_again():
    read = GRAMMAR.read(moment("in black, from Saltmarsh"))
    intent = apply(State(), read.operations).intent
    assert [s.text for s in suggested(intent)] == ["Cheaper"]


def test_every_suggestion_refines_and_leaves_something():
    start = GRAMMAR.read(moment("a jacket"))
    intent = apply(State(), start.operations).intent
    hooded = {"colour": ("blue",), "feature": ("hooded",)}
    more = [jacket(number, "blue", "40", attributes=hooded) for number in (8, 9)]
    for suggestion in suggested(intent, more=more):
        reading = GRAMMAR.read(
            moment(suggestion.text, intent=intent, shown=shown_jackets(), turn=1)
        )
        after = apply(State(intent), reading.operations).intent
        assert reading.act is Act.REFINE
        assert len(after.constraints) == len(intent.constraints) + 1
        assert any(after.constraints.allow(item) for item in (*shown_jackets(), *more))
