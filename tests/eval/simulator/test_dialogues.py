"""Whole dialogues: good systems come out clean, every planted defect is caught."""

import json
import time
from dataclasses import replace

import pytest

from eval.benchmarks.dialogues import hold_dialogues, report_of
from eval.metrics.dialogues import failing, flaws, leaked, reward, success, turns_to_success
from eval.simulator.checks import Flaw
from eval.simulator.dialogue import Stage
from eval.simulator.goals import GoalError
from eval.simulator.leaks import LeakDetector
from eval.simulator.nouns import common_kinds
from eval.simulator.personas import PERSONAS, Errand, Persona
from eval.simulator.shop import Shop
from eval.simulator.shopper import Ending
from eval.simulator.transcripts import transcript, write_transcripts
from eval.statistics import bootstrap
from tests.fakes.retrieval import make_item
from tests.fakes.systems import Defect, KeywordSystem, tiny_shop, vocabulary_of

ITEMS = tiny_shop()
SHOP = Shop(ITEMS, vocabulary_of(ITEMS))
# What the keyword system understands; the rest of the errands is for real systems.
SIMPLE = (
    Persona("told", opens_with=2, adds=1, patience=6, errands={Errand.OTHER_BRAND: 0.3}),
    Persona("browsing", opens_with=0, adds=1, patience=6, errands={Errand.MORE: 1.0}),
)
CAUGHT_BY = {
    Defect.IGNORES_PRICE: Flaw.VIOLATION,
    Defect.IGNORES_COLOUR: Flaw.VIOLATION,
    Defect.IGNORES_EXCLUSION: Flaw.VIOLATION,
    Defect.FORGETS: Flaw.VIOLATION,
    Defect.WRONG_KIND: Flaw.OFF_KIND,
    Defect.REPEATS_QUESTION: Flaw.REPEATED_QUESTION,
    Defect.RETURNS_NOTHING: Flaw.DEAD_END,
    Defect.DENIES: Flaw.FALSE_DENIAL,
    Defect.INVENTS_PRICE: Flaw.WRONG_FACT,
    Defect.INVENTS_ITEM: Flaw.UNKNOWN_ITEM,
    Defect.SHOWS_AGAIN: Flaw.SHOWN_AGAIN,
    Defect.SILENT: Flaw.EMPTY_REPLY,
    Defect.RAISES: Flaw.ERROR,
}


def talk(defect=None, n=30, personas=SIMPLE, seed=1):
    return hold_dialogues(KeywordSystem(ITEMS, defect), SHOP, n=n, seed=seed, personas=personas)


@pytest.fixture(scope="module")
def healthy():
    return talk()


def test_a_system_that_does_as_it_is_told_is_clean_and_succeeds(healthy):
    assert [transcript(d) for d in failing(healthy)] == []
    assert bootstrap(success(healthy)).mean == 1.0
    assert {d.ending for d in healthy} == {Ending.ACCEPTED}


@pytest.mark.parametrize("defect", CAUGHT_BY, ids=lambda defect: defect.name)
def test_each_planted_defect_is_caught_clear_of_the_healthy_system(defect, healthy):
    flaw = CAUGHT_BY[defect]
    broken = talk(defect)
    assert bootstrap(flaws(broken, flaw)).low > bootstrap(flaws(healthy, flaw)).high
    assert failing(broken)


@pytest.mark.slow
def test_a_slow_system_is_seen_in_the_waits(healthy):
    fast, slow = report_of(healthy, SHOP), report_of(talk(Defect.SLOW, n=10), SHOP)
    assert slow.figures["all.first_card.p50_ms"] > fast.figures["all.first_card.p50_ms"] + 10


def test_every_defect_has_a_flaw_that_tells_it():
    assert set(CAUGHT_BY) | {Defect.SLOW} == set(Defect)


def test_the_same_seed_says_the_same_and_another_does_not(healthy):
    def said(dialogues):
        return [[turn.said.text for turn in d.turns] for d in dialogues]

    assert said(talk()) == said(healthy)
    assert said(talk(seed=2)) != said(healthy)


@pytest.mark.slow
def test_every_persona_finishes_whatever_it_hears_and_never_gives_the_goal_away():
    dialogues = talk(n=11 * 8, personas=PERSONAS)
    assert leaked(dialogues) == 0
    assert {d.persona for d in dialogues} == {persona.name for persona in PERSONAS}
    assert all(d.ending is not Ending.BROKE_OFF for d in dialogues)
    assert not any(d.found(Flaw.ERROR) for d in dialogues)
    spoken = " ".join(turn.said.text for d in dialogues for turn in d.turns)
    assert "{" not in spoken.replace("{{7*7}} ${{7*7}}", "").replace("{7*7} ${7*7}", "")
    assert {turn.said.move for d in dialogues for turn in d.turns} >= {
        "open", "add", "answer", "change", "undo", "relent", "more", "ask",
        "aside", "accept",
    }  # fmt: skip


def test_chinese_shoppers_speak_chinese():
    chinese = [persona for persona in PERSONAS if persona.chinese == 1.0]
    dialogues = talk(n=20, personas=chinese)
    # A tapped answer is said in the system's own words.
    lines = [t.said.text for d in dialogues for t in d.turns if t.said.move != "answer"]
    assert len(lines) > 20
    assert all(any("一" <= letter <= "鿿" for letter in line) for line in lines)


@pytest.mark.usefixtures("untraced")
def test_hundreds_of_dialogues_a_minute():
    began = time.process_time()
    talk(n=50, personas=PERSONAS)
    assert time.process_time() - began < 10


def test_each_session_is_a_new_one():
    system = KeywordSystem(ITEMS)
    hold_dialogues(system, SHOP, n=5, seed=3, personas=SIMPLE)
    assert system.opened == 5


@pytest.fixture(scope="module")
def detector():
    stage = Stage(SHOP)
    return stage.leaks


@pytest.mark.parametrize(
    ("said", "leak"),
    [
        ("I'm looking for the Vesper one.", ["vesper"]),
        ("something by Corvane", ["corvane"]),
        ("show me MUG-1-RED please", ["mug-1-red"]),
        ("I'll take the first one for women", []),
        ("a red mug under $40, not navy", []),
        ("a waterproof lamp", []),
    ],
)
def test_a_planted_leak_is_found(detector, said, leak):
    assert detector.leaks(said, SHOP.items["mug-1-red"]) == leak


def test_a_whole_title_is_a_leak_even_of_fair_words():
    item = make_item("7", "Red Waterproof Hiking Jacket")
    words = vocabulary_of(
        [make_item("x", category=("Jacket",), attributes={"a": ("red", "waterproof", "hiking")})]
    )
    detector = LeakDetector(words, common_kinds([]), [])
    assert detector.leaks("a red waterproof hiking jacket", item) == [item.title]
    assert detector.leaks("a red hiking jacket for 77 dollars", item) == []


def test_a_leaking_shopper_is_reported(healthy):
    dialogue = healthy[0]
    leaking = replace(dialogue, turns=(replace(dialogue.turns[0], leaks=("vesper",)),))
    assert report_of([leaking], SHOP).figures["leaks"] == 1
    assert failing([leaking]) == [leaking]
    assert "leak: vesper" in transcript(leaking)


def test_rows_are_by_dialogue_and_hand_checked(healthy):
    won, lost = healthy[0], replace(healthy[1], success_turn=None, name="lost")
    won = replace(won, success_turn=2, turns=won.turns[:1] * 4)
    assert success([won, lost]) == {won.name: [1.0], "lost": [0.0]}
    assert turns_to_success([won, lost]) == {won.name: [2.0], "lost": []}
    assert reward([won, lost]) == {won.name: [0.25], "lost": [0.0]}


def test_the_report_has_a_row_a_persona_and_figures_by_name():
    report = report_of(talk(Defect.FORGETS, n=20), SHOP)
    assert [row[0] for row in report.rows] == ["browsing", "told", "all"]
    assert all(len(row) == len(report.columns) for row in report.rows)
    assert report.figures["told.dialogues"] == 10
    assert report.figures["all.violation"] > 0
    assert report.figures["all.violation.per_turn.low"] > 0
    json.dumps(report.as_json())


def test_failing_dialogues_are_written_for_people_and_programs(tmp_path):
    broken = failing(talk(Defect.IGNORES_PRICE, n=10))
    assert write_transcripts(broken, tmp_path) == len(broken) > 0
    page = (tmp_path / f"{broken[0].name}.txt").read_text("utf-8")
    assert "SHOPPER (open)" in page
    assert "!! violation" in page
    data = json.loads((tmp_path / f"{broken[0].name}.json").read_text("utf-8"))
    assert data["turns"][0]["said"] == broken[0].turns[0].said.text
    assert any(turn["found"] for turn in data["turns"])


def test_a_catalogue_with_nothing_to_say_is_refused():
    bare = [make_item(str(n), f"Gizmo {n}") for n in range(3)]
    with pytest.raises(GoalError, match="fewer than 2 things"):
        hold_dialogues(KeywordSystem(bare), Shop(bare, vocabulary_of(bare)), n=1, seed=0)
