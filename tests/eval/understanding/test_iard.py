"""Intents of film talks: read from the file, and learned from words."""

import json

import pytest

from eval.data_sets import NoDataError
from eval.understanding.encoder.frames import Spoken
from eval.understanding.iard import read_talks
from eval.understanding.intents import IntentReader, View


def turn(who, said, *intents):
    acts = [{"intent": intent, "slot_values": []} for intent in intents]
    return {"participant": who, "utterance": said, "dialogue_acts": acts}


def test_a_seekers_turn_comes_with_what_was_heard_and_said_before(tmp_path):
    talk = [
        turn("USER", "Hi", "OTH"),
        turn("AGENT", "Hello! Tried Alien?", "REC"),
        turn("USER", "Seen it. Others?", "SEE", "INQ"),
        turn("USER", "Bye", "END"),
    ]
    file = tmp_path / "talks.json"
    file.write_text(json.dumps([{"conversation": talk}]), "utf-8")
    ((first, second, third),) = read_talks(file)
    assert first == (Spoken("Hi"), first[1])
    assert second[0] == Spoken("Seen it. Others?", "Hello! Tried Alien?", "Hi")
    assert second[1].acts == {"SEE", "INQ"}
    assert third[0] == Spoken("Bye", "", "Seen it. Others?")
    with pytest.raises(NoDataError, match=r"missing\.json"):
        read_talks(tmp_path / "missing.json")


def test_intents_are_learned_and_every_turn_has_one():
    said = {"seen it already": {"SEE"}, "any others please": {"INQ"}, "thanks, bye": {"END"}}
    said["seen it, any others"] = {"SEE", "INQ"}
    turns = [Spoken(text) for text in said] * 10
    actual = [frozenset(intents) for intents in said.values()] * 10
    talks = [at // 4 for at in range(len(turns))]
    reader = IntentReader(View(words=True), ["END", "INQ", "NEVER", "SEE"])
    found = reader.fit(turns, actual, talks).read([*turns[:4], Spoken("zzz")])
    assert found[:4] == actual[:4]
    assert found[4]
