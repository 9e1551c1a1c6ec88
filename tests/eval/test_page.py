"""The page of a report: whole in one file, everything escaped, what changed beside what is."""

import re

import pytest

from assistant.settings import Settings
from eval.benchmarks.dialogues import hold_dialogues, report_of
from eval.charts import Curve, Intervals, Ranged, Span, Waterfall
from eval.page.svg import draw, ticks
from eval.page.write import write_pages
from eval.report import Report
from eval.report_file import ReportFile, ReportFileError
from eval.simulator.personas import Persona
from eval.simulator.shop import Shop
from tests.fakes.systems import Defect, KeywordSystem, tiny_shop, vocabulary_of

ITEMS = tiny_shop()
SHOP = Shop(ITEMS, vocabulary_of(ITEMS))
PERSONAS = (Persona("told", opens_with=2, adds=1, patience=6),)
SETTINGS = Settings(_env_file=None)


def report(defect=None):
    dialogues = hold_dialogues(KeywordSystem(ITEMS, defect), SHOP, n=8, seed=1, personas=PERSONAS)
    return report_of(dialogues, SHOP, facts={"data": "tiny", "seed": "1"})


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    out = tmp_path_factory.mktemp("pages")
    first = write_pages([report()], out).read_text("utf-8")
    return first, write_pages([report(Defect.FORGETS)], out).read_text("utf-8"), out


def test_a_page_needs_nothing_beside_it(pages):
    _, page, out = pages
    assert sorted(path.name for path in out.iterdir()) == ["dialogues.html", "dialogues.json"]
    assert not re.search(r"<script|<link|<img|(?:src|href)=\"(?!#)|url\(|https?://", page)


def test_a_page_has_figures_provenance_charts_and_the_worst_dialogues(pages):
    first, page, _ = pages
    for page_text in (first, page):
        for told in ("<svg", "machine", "command", "libraries", "seed", "tiny", "onnxruntime"):
            assert told in page_text
    assert "The worst dialogues" not in first
    assert "The worst dialogues" in page
    assert "violation" in page


def test_what_changed_since_the_run_before_is_on_the_page(pages):
    first, page, _ = pages
    assert "What changed" not in first
    assert "What changed since the run before" in page
    assert 'class="worse"' in page


def test_a_page_says_how_many_changes_it_leaves_out(tmp_path):
    def measured(value):
        return Report("turn", ("a",), (("b",),), {f"f{n}": value for n in range(45)})

    write_pages([measured(1.0)], tmp_path)
    page = write_pages([measured(2.0)], tmp_path).read_text("utf-8")
    assert page.count('<th scope="row">f') == 40
    assert "5 more changes" in page
    few = tmp_path / "few"
    for value in (1.0, 2.0):
        write_pages([Report("turn", (), (), {"f": value})], few)
    assert "more changes" not in (few / "turn.html").read_text("utf-8")


def test_what_was_said_is_never_markup(tmp_path):
    evil = "<script>alert('x')</script>"
    chart = Intervals(evil, evil, [Ranged(evil, 1, 0, 2, evil), Ranged("b", 1, 0, 2, "c")])
    turn = {"said": evil, "move": "open", "needs": [evil], "leaks": [evil], "answer": None,
            "found": [{"flaw": "error", "detail": evil}]}  # fmt: skip
    talk = {"name": evil, "ending": "x", "success_turn": None, "goal": [evil], "goal_item": evil,
            "turns": [turn]}  # fmt: skip
    written = Report(
        "systems", (evil,), ((evil,),), {}, facts={evil: evil}, notes=[evil], charts=[chart],
        transcripts=[talk],
    )  # fmt: skip
    page = write_pages([written], tmp_path).read_text("utf-8")
    assert "<script" not in page
    assert page.count("alert(&#39;x&#39;)") > 8


def test_several_reports_make_one_index_and_bounds_are_shown(tmp_path):
    turn = Report("turn", ("a",), (("b",),), {"none.first_card.p95_ms": 400.0})
    page = write_pages([turn, report()], tmp_path)
    assert page.name == "index.html"
    assert {path.name for path in tmp_path.glob("*.json")} == {"turn.json", "dialogues.json"}
    assert "none.first_card.p95_ms is 400, bound &lt;= 300" in page.read_text("utf-8")


def test_a_former_report_that_is_none_is_refused_where_it_was_asked_for(tmp_path):
    (tmp_path / "turn.json").write_text("{}")
    turn = Report("turn", ("a",), (("b",),), {})
    with pytest.raises(ReportFileError, match="no report"):
        write_pages([turn], tmp_path / "out", tmp_path / "turn.json")
    assert write_pages([turn], tmp_path).exists()


def test_charts_draw_every_kind_and_nothing_of_nothing():
    def drawn(chart):
        made = Report("x", (), (), {}, charts=[chart])
        return draw(ReportFile.of(made).charts[0])

    assert (
        drawn(Curve("t", "x", "y", {"a": [(0, 0), (1, 2)]}, {"a": ["0", "1"]})).count("<circle")
        == 2
    )
    assert drawn(Waterfall("t", [Span("rank", 1, 3, 9)])).count("<rect") == 1
    assert drawn(Intervals("t", "u", [Ranged("a", 1, 1, 1)], reference=0.0)).count("reference") == 1
    assert drawn(Intervals("t", "u", [])) == drawn(Curve("t", "x", "y", {})) == ""
    assert drawn(Waterfall("t", [])) == ""


@pytest.mark.parametrize(("low", "high"), [(0, 0), (-3, -1), (0.4, 0.41), (0, 12345)])
def test_ticks_span_the_range_in_few_round_steps(low, high):
    marks = ticks(low, high)
    assert marks[0] <= low
    assert marks[-1] >= high
    assert 2 <= len(marks) <= 8
