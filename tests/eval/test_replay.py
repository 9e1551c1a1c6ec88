"""Recordings: read strictly, scored turn by turn, and a simulated run scores as it did live."""

import json

import pytest

from eval.benchmarks.dialogues import hold_dialogues
from eval.benchmarks.replay import run, score
from eval.measures import sample
from eval.replay.recording import RecordingError, read_recording, write_recording
from eval.simulator.personas import Persona
from eval.simulator.shop import Shop
from tests.fakes.systems import KeywordSystem, tiny_shop, vocabulary_of

TALK = {
    "name": "one",
    "turns": [
        {"said": "a mug", "answer": {"items": ["a", "b"], "first_card_seconds": 0.1},
         "labels": {"relevant": ["b", "c"]}},
        {"said": "others", "answer": {"items": ["b", "c"], "tokens": 12},
         "labels": {"relevant": {"c": 2, "b": 1, "z": 0}}},
        {"said": "thanks", "answer": {"text": "Bye."}},
    ],
}  # fmt: skip
UNDERSTOOD = {
    "name": "two",
    "turns": [
        {"said": "a red mug",
         "answer": {"acts": ["REQUEST"], "slots": {"colour": "red", "type": "cup"}},
         "labels": {"acts": ["REQUEST"], "slots": {"colour": ["red"], "type": "mug"}}},
        {"said": "thanks", "answer": {"acts": ["ASK"], "slots": {}},
         "labels": {"acts": ["CHAT"], "slots": {}}},
    ],
}  # fmt: skip


@pytest.fixture
def recording(tmp_path):
    def write(*dialogues):
        path = tmp_path / "talk.jsonl"
        path.write_text("\n\n".join(json.dumps(d) for d in dialogues), encoding="utf-8")
        return path

    return write


def test_scores_hand_worked(recording):
    rows = score(read_recording(recording(TALK)))
    assert rows["recall_at_6"]["one"] == [1 / 2, 1.0]
    assert rows["mrr_at_6"]["one"] == [1 / 2, 1.0]
    # In the second turn b is old: only c is new, and it stands first of what is new.
    assert rows["new_mrr_at_6"]["one"] == [1 / 2, 1.0]
    assert rows["new_precision_at_6"]["one"] == [1 / 6, 1 / 6]
    assert rows["success"]["one"] == [1.0]
    assert rows["turns_to_success"]["one"] == [1.0]
    assert rows["first_card_ms"]["one"] == [100.0]
    assert rows["tokens"]["one"] == [12.0]
    assert "act_f1" not in rows


def test_understanding_hand_worked(recording):
    rows = score(read_recording(recording(UNDERSTOOD)))
    assert rows["act_f1"]["two"] == [0.5]
    assert rows["slot_f1"]["two"] == [0.5]
    assert rows["joint_accuracy"]["two"] == [0.5]


def test_a_simulated_run_scores_as_it_did_live(tmp_path):
    items = tiny_shop()
    shop = Shop(items, vocabulary_of(items))
    personas = (Persona("told", opens_with=2, adds=1, patience=6),)
    dialogues = hold_dialogues(KeywordSystem(items), shop, n=6, seed=1, personas=personas)
    path = tmp_path / "new" / "run.jsonl"
    write_recording(dialogues, path)
    live, again = sample(dialogues, shop), score(read_recording(path))
    for name in ("ndcg_at_6", "recall_at_6", "map_at_6", "first_card_ms"):
        for dialogue, values in live[name].items():
            assert list(again[name][dialogue]) == pytest.approx(list(values))


def test_the_report_has_a_column_a_recording(recording, tmp_path):
    path = recording(TALK)
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps(UNDERSTOOD))
    report = run(files=[path, other])
    assert report.columns == ("measure", "talk", "other")
    assert {row[0]: row[1:] for row in report.rows}["act f1"][0] == "-"
    assert "talk.jsonl, sha256" in report.facts["data"]


@pytest.mark.parametrize(
    ("dialogue", "told"),
    [
        ({"name": "x"}, "line 1: turns: Field required"),
        ({**TALK, "turns": [{"said": "x", "answer": {"item": ["a"]}}]}, "Extra inputs"),
        ({"name": "x", "turns": [{"said": "x", "answer": {"tokens": -1}}]}, "tokens"),
    ],
)
def test_a_wrong_line_is_named(recording, dialogue, told):
    with pytest.raises(RecordingError, match=told):
        read_recording(recording(dialogue))


def test_what_says_nothing_is_refused(recording, tmp_path):
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n")
    with pytest.raises(RecordingError, match="no dialogue"):
        read_recording(empty)
    with pytest.raises(RecordingError, match="twice"):
        read_recording(recording(TALK, TALK))
    unlabelled = {"name": "x", "turns": [{"said": "x", "answer": {"items": ["a"]}}]}
    with pytest.raises(RecordingError, match="nothing in the recording is labelled"):
        score(read_recording(recording(unlabelled)))
    with pytest.raises(RecordingError, match="give a recording"):
        run()
