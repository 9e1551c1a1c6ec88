import json

import pytest

from eval.baselines.dialogue_floors import (
    by_facts,
    by_popularity,
    by_words,
    most_mentioned,
    repeat_last,
)
from eval.data_sets import NoDataError
from eval.dialogue_sets import TEST, TRAIN, DialogueSetError, read_dialogue_set

INFO = {
    "0": {"name": "Heat (1995)", "genre": ["crime"], "plot": "A thief and a detective."},
    "1": {"name": "Big (1988)", "genre": ["comedy"], "plot": "A boy wishes to be grown up."},
}
ROW = {
    "dialog_id": 7,
    "turn_id": 2,
    "context": ["", "I liked Heat"],
    "entity": ["Heat (1995)", "crime"],
    "rec": ["Big (1988)", "Big (1988)"],
    "resp": "Big is one.",
}


@pytest.fixture
def folder(tmp_path):
    files = {
        "id2info.json": INFO,
        "item_ids.json": [0, 1],
        "entity2id.json": {"Heat (1995)": 0, "Big (1988)": 1, "crime": 2, "comedy": 3},
    }
    (tmp_path / "films").mkdir()
    for name, value in files.items():
        (tmp_path / "films" / name).write_text(json.dumps(value), "utf-8")
    for part in (TRAIN, TEST):
        (tmp_path / "films" / part).write_text(json.dumps(ROW) + "\n", "utf-8")
    return tmp_path


def test_a_set_is_read_with_its_test_part_where_that_is_there(folder):
    films = read_dialogue_set("films", folder)

    assert set(films.parts) == {TRAIN, TEST}
    assert films.graph.items == ("Big (1988)", "Heat (1995)")
    assert films.graph.relations == ("genre", "year")
    assert "A boy wishes" in films.item_texts[0]
    assert len(films.files) == 5


def test_the_set_itself_may_be_named_too(folder):
    assert read_dialogue_set("films", folder / "films").parts.keys() == {TRAIN, TEST}


def test_a_turn_has_no_word_of_the_reply(folder):
    [turn] = read_dialogue_set("films", folder).parts[TRAIN]

    assert turn.utterances == ("I liked Heat",)
    assert turn.recommended == ("Big (1988)",)
    assert not hasattr(turn, "resp")


def test_dialogues_of_two_parts_are_told_apart(folder):
    parts = read_dialogue_set("films", folder).parts

    assert parts[TRAIN][0].dialogue_id != parts[TEST][0].dialogue_id


def test_a_damaged_line_is_named(folder):
    (folder / "films" / TEST).write_text('{"dialog_id": 1}\n', "utf-8")

    with pytest.raises(DialogueSetError, match=r"test_data_processed.jsonl, line 1: no turn"):
        read_dialogue_set("films", folder)


def test_a_set_that_is_not_there_is_named(tmp_path):
    with pytest.raises(NoDataError, match="id2info"):
        read_dialogue_set("films", tmp_path)


def test_floors_rank_as_they_say(folder):
    films = read_dialogue_set("films", folder)
    turns = films.parts[TEST]

    assert by_popularity(films.parts[TRAIN], turns, 5) == [["Big (1988)"]]
    assert by_facts(films.graph, turns, 5) == [["Heat (1995)"]]
    assert repeat_last(films.graph, turns, 5) == [["Heat (1995)"]]
    assert most_mentioned(films.graph, films.parts[TRAIN], turns, 5) == [
        ["Heat (1995)", "Big (1988)"]
    ]
    assert by_words(films.graph, films.item_texts, turns, 5) == [["Heat (1995)"]]
