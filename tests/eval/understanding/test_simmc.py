"""SIMMC's talks as turns: what memory holds, and slots of several values."""

import json

from eval.understanding.encoder.frames import Frame, Spoken
from eval.understanding.simmc import aliases_of, read_dialogues, whole


def turn(said, act, slots):
    told = {"act": act, "act_attributes": {"slot_values": slots}}
    return {"transcript": said, "transcript_annotated": told, "system_transcript": f"re: {said}"}


def test_memory_is_what_the_last_turn_that_filled_any_filled(tmp_path):
    turns = [
        turn(
            "a red and white shirt in M or L?", "GET", {"color": "red, white", "size": ["M", "L"]}
        ),
        turn("add it", "ADD", {}),
        turn("what else?", "GET", {"color": "red, white"}),
    ]
    (tmp_path / "dialogues.json").write_text(
        json.dumps({"dialogue_data": [{"dialogue": turns}]}), "utf-8"
    )
    ((first, second, third),) = read_dialogues(tmp_path)
    filled = {("color", "red"), ("color", "white"), ("size", "M"), ("size", "L")}
    assert first[1].slots == second[0].memory == third[0].memory == filled
    assert (first[0].memory, second[1].slots) == (frozenset(), frozenset())
    assert third[0].heard == "re: add it"


def test_slots_of_several_values_are_joined_whatever_their_order():
    assert whole([("size", "M"), ("color", "white"), ("color", "red")]) == {
        ("color", "red, white"),
        ("size", "M"),
    }


def example(said, *slots):
    return Spoken(said), Frame(frozenset({"get"}), frozenset(slots))


def test_other_words_for_a_value_are_the_synonyms_and_those_mostly_said_with_it():
    trousers, large, larger = ("type", "trousers"), ("size", "L"), ("size", "XL")
    examples = [
        *[example("chinos like those", trousers)] * 4,
        *[example("show me like those")] * 4,
        example("in L or XL", large, larger),
    ]
    aliases = aliases_of(examples)
    assert aliases[trousers] == {"pant", "slack", "chino"}
    assert (aliases[large], aliases[larger]) == ({"large"}, {"extra large"})


def test_a_phrase_with_a_value_in_it_stands_for_nothing_more():
    coat, good = ("type", "coat"), ("review", "good")
    aliases = aliases_of([example("a coat with good reviews", coat, good)] * 4)
    assert not any({"coat", "good"} & set(p.split()) for found in aliases.values() for p in found)
