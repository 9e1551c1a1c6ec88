"""Two systems in one run: what is ahead, what is behind, and what can't be told."""

import json
from decimal import Decimal

import pytest

from assistant.settings import Settings
from eval.benchmarks.dialogues import hold_dialogues
from eval.benchmarks.systems import compare, report_of
from eval.comparing import compare_reports
from eval.measures import MEASURES, sample
from eval.opening import OpenShop, UnknownSystemError, open_system, open_systems
from eval.report import Report
from eval.report_file import ReportFile, ReportFileError, read_report, write_report
from eval.simulator.personas import Persona
from eval.simulator.shop import Shop
from tests.fakes.systems import Defect, KeywordSystem, tiny_shop, vocabulary_of

ITEMS = tiny_shop()
SHOP = Shop(ITEMS, vocabulary_of(ITEMS))
PERSONAS = (Persona("told", opens_with=2, adds=1, patience=6),)
OPENED = OpenShop(Settings(_env_file=None), SHOP, {"data": "tiny", "models": "none"})


def talk(defect=None, n=12):
    return hold_dialogues(KeywordSystem(ITEMS, defect), SHOP, n=n, seed=1, personas=PERSONAS)


@pytest.fixture(scope="module")
def held():
    return {"whole": talk(), "forgets": talk(Defect.FORGETS)}


@pytest.fixture(scope="module")
def report(held):
    return report_of(held, OPENED, seed=1)


def test_a_defect_is_behind_by_an_interval_clear_of_nothing(held):
    whole, forgets = (sample(dialogues, SHOP) for dialogues in held.values())
    verdicts = {each.measure.name: each.verdict for each in compare(whole, forgets)}
    assert verdicts["violation"] == "ahead"
    assert verdicts["error"] == "level"
    assert verdicts["novelty"] == "-"
    turned = {each.measure.name: each.verdict for each in compare(forgets, whole)}
    assert turned["violation"] == "behind"


def test_every_measure_of_either_system_has_a_row_and_the_report_says_where_it_stands(report):
    names = {row[0] for row in report.rows}
    assert {m.name.replace("_", " ") for m in MEASURES} - names == {"tokens"}
    assert {"catalogue coverage", "gini", "tail share"} <= names
    assert all(len(row) == len(report.columns) for row in report.rows)
    assert any(note.startswith("whole against forgets: ahead on") for note in report.notes)
    assert "can't be told from chance" in report.notes[-1]
    assert report.figures["ahead_of.forgets.violation.high"] < 0
    assert report.facts["seed"] == "1"


def test_a_report_survives_its_file(report, tmp_path):
    path = tmp_path / "new" / "report.json"
    write_report(report, path)
    again = read_report(path)
    assert again == ReportFile.of(report)
    assert again.figures == report.figures
    assert json.loads(path.read_text())["charts"][0]["kind"] == "intervals"


def test_files_that_are_no_reports_are_named(tmp_path):
    path = tmp_path / "x.json"
    with pytest.raises(ReportFileError, match=r"x\.json can't be read"):
        read_report(path)
    path.write_text('{"name": "turn"}')
    with pytest.raises(ReportFileError, match="figures: Field required"):
        read_report(path)


def as_file(defect, **changes):
    dialogues = {"system": talk(defect)}
    return ReportFile.of(report_of(dialogues, OPENED, seed=1)).model_copy(update=changes)


def test_systems_are_compared_in_the_order_of_the_run_before():
    names = ["d", "b", "a", "e", "c"]
    rows = {"success": {"one": [1.0], "two": [0.0]}}
    file = ReportFile.of(Report("systems", (), (), {}, samples=dict.fromkeys(names, rows)))
    after = file.model_copy(update={"samples": dict(reversed(file.samples.items()))})
    assert [row[0].split()[0] for row in compare_reports(file, after).rows] == names


@pytest.mark.slow
def test_what_became_worse_between_two_runs_is_told_from_what_did_not():
    compared = compare_reports(as_file(None), as_file(Defect.FORGETS))
    verdicts = {row[0]: row[5] for row in compared.rows}
    assert verdicts["system violation"] == "worse"
    assert verdicts["system error"] == "no change told from chance"
    assert compared.figures["system.violation.change.low"] > 0
    assert compared.figures["system.violation.p"] < 0.05
    back = compare_reports(as_file(Defect.FORGETS), as_file(None))
    assert {row[0]: row[5] for row in back.rows}["system violation"] == "better"


def test_runs_on_other_data_or_of_other_measurements_are_not_taken_for_alike():
    old = as_file(None)
    moved = compare_reports(old, old.model_copy(update={"facts": {**old.facts, "data": "other"}}))
    assert any("data differs: tiny before, other after" in note for note in moved.notes)
    with pytest.raises(ReportFileError, match="'joint'"):
        compare_reports(old, ReportFile.of(Report("joint", (), (), {})))


def test_figures_without_dialogues_are_set_beside_each_other():
    one, other = (
        ReportFile.of(Report("turn", (), (), {"p95": value, "p50": 1.0}))
        for value in (200.0, 250.0)
    )
    assert compare_reports(one, other).rows == [("p95", "200", "250", "+50", "", "")]


def test_floors_do_not_listen():
    with open_systems(["random", "most-rated"], OPENED) as (drawn, best):
        shown = [
            [item.item_id for item in drawn.open().say(text).items] for text in ("a mug", "a mug")
        ]
        assert shown[0] != shown[1]
        assert len(set(shown[0])) == 6
        assert best.open().say("a mug").items == best.open().say("a lamp").items
        assert all(isinstance(item.price.amount, Decimal) for item in best.open().say("x").items)


def test_a_system_nobody_knows_is_refused_with_what_there_is():
    with pytest.raises(UnknownSystemError, match="langchain"), open_systems(["gpt"], OPENED):
        pass


@pytest.mark.parametrize("names", [[], ["random", "most-rated"]])
def test_what_measures_one_system_passes_none_over(names):
    with pytest.raises(UnknownSystemError, match="one system"), open_system(names, OPENED):
        pass


@pytest.mark.slow
def test_one_system_at_several_dials_is_one_line_of_the_curve(held):
    dialled = {"aisle@0": held["whole"], "aisle@1": held["whole"], "other": held["forgets"]}
    curve = report_of(dialled, OPENED, seed=1).charts[-1]
    assert {name: len(line) for name, line in curve.lines.items()} == {"aisle": 2, "other": 1}
    assert curve.labels["aisle"] == ["0", "1"]


def test_a_dial_out_of_range_is_refused():
    with pytest.raises(UnknownSystemError, match="trade-off"), open_systems(["aisle@7"], OPENED):
        pass
