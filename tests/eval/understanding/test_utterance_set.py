"""The written utterances: enough of them, half in a context, none in both halves."""

from collections import Counter

import pytest

from assistant.intent import Act
from assistant.understanding.readers.grammar import Grammar
from assistant.understanding.reading import Reading
from assistant.understanding.understand import Understanding
from eval.benchmarks import understanding as benchmark
from eval.understanding.catalogues import DEMO, read_listing
from eval.understanding.expected import ExpectedError, Shop
from eval.understanding.judge import judge, shown_items
from eval.understanding.utterances import (
    ANY_ACT,
    FOLDER,
    Half,
    UtteranceError,
    read_utterances,
)

HALVES = read_utterances()
EVERY = [one for half in Half for one in HALVES[half]]


@pytest.fixture(scope="module")
def demo():
    return read_listing(DEMO)


class Mute:
    """Reads nothing in anything."""

    name = "mute"

    def ready(self) -> bool:
        return True

    def read(self, _moment, _seconds=None) -> Reading:
        return Reading(Act.CHAT)


def test_there_are_400_utterances_and_half_of_them_refine():
    refining = [one for one in EVERY if one.context]
    assert len(EVERY) >= 400
    assert 2 * len(refining) >= len(EVERY)


def test_halves_are_drawn_the_same_every_time_and_share_nothing():
    assert read_utterances() == HALVES
    assert not set(HALVES[Half.DEVELOPMENT]) & set(HALVES[Half.HELD_OUT])


def test_half_of_each_kind_of_the_third_set_and_all_of_the_eighth_are_held_out(tmp_path):
    def write(path, name, turns):
        path.mkdir(exist_ok=True)
        lines = ",".join(f'{{ kind = "{kind}", said = "{said}" }}' for kind, said in turns)
        (path / "a.toml").write_text(
            f'shop = "{name}"\ncontext = []\n[[opening]]\nturns = [{lines}]\n', encoding="utf-8"
        )

    write(tmp_path, "demo", [("plain", f"seen {n}") for n in range(6)])
    write(tmp_path / "second", "demo", [("plain", f"seen too {n}") for n in range(3)])
    assert read_utterances(tmp_path)[Half.HELD_OUT] == ()
    write(tmp_path / "third", "demo", [(kind, f"{kind} {n}") for kind in "ab" for n in range(5)])
    halves = read_utterances(tmp_path)
    assert len(halves[Half.DEVELOPMENT]) == 9 + 2 + 2
    assert Counter(one.kind for one in halves[Half.HELD_OUT]) == {"a": 3, "b": 3}
    write(tmp_path / "eighth", "demo", [("c", f"c {n}") for n in range(4)])
    halves = read_utterances(tmp_path)
    assert len(halves[Half.DEVELOPMENT]) == 9 + 2 + 2
    assert Counter(one.kind for one in halves[Half.HELD_OUT]) == {"a": 3, "b": 3, "c": 4}


@pytest.mark.slow
def test_columns_are_left_out_where_nothing_is_held_out(monkeypatch):
    demo = tuple(one for one in EVERY if one.shop == DEMO)[:4]
    halves = {Half.DEVELOPMENT: demo[:2], Half.HELD_OUT: demo[2:]}
    monkeypatch.setattr(benchmark, "read_utterances", lambda: halves)
    assert benchmark.run().columns == ("kind", "development", "held out", "all")
    halves[Half.HELD_OUT] = ()
    report = benchmark.run()
    assert report.columns == ("kind", "development", "all")
    assert "all.development" in report.figures
    assert "all.held_out" not in report.figures


@pytest.mark.slow
def test_every_expected_state_can_be_read(demo):
    acts = {act.value for act in Act} | {ANY_ACT}
    for one in (one for one in EVERY if one.shop == DEMO):
        shop = Shop(demo.vocabulary, shown_items(one, demo))
        for outcome in one.outcomes:
            assert outcome.act in acts
            assert shop.expected(outcome.state, one.before) is not None


def test_expected_states_are_compared_whole(demo):
    shop = Shop(demo.vocabulary)
    want = shop.expected("category=boots; price<=100; colour!=black; ~season=winter")
    assert want.misses(want) == []
    assert shop.expected("&; -price", "category=boots; price<=100") == shop.expected(
        "category=boots"
    )
    for other in (
        "category=boots; price<=100; colour!=black",
        "category=boots; price<=101; colour!=black; ~season=winter",
        "category=boots; price<=100; colour!=black; ~!season=winter",
        "category=boots; price<=100; colour=black; ~season=winter",
        "category=boots|sandals; price<=100; colour!=black; ~season=winter",
        "category=boots; price<=100; colour!=black; ~season=winter; ~not=hood",
    ):
        assert want.misses(shop.expected(other))
        assert shop.expected(other).misses(want)


def test_what_is_ruled_out_is_one_condition_however_it_was_said(demo):
    shop = Shop(demo.vocabulary)
    assert shop.expected("colour!=black; colour!=navy") == shop.expected("colour!=navy|black")


def test_an_expected_state_that_says_nothing_is_refused(demo):
    with pytest.raises(ExpectedError, match="bots"):
        Shop(demo.vocabulary).expected("category=bots")
    with pytest.raises(ExpectedError, match="boots please"):
        Shop(demo.vocabulary).expected("boots please")


def test_a_reader_that_reads_nothing_is_found_out(demo):
    wrong = [judge(one, demo, Understanding([Mute()])) for one in EVERY if one.shop == DEMO]
    assert sum(verdict.right for verdict in wrong) < len(wrong) / 10


def test_a_turn_twice_and_a_place_beyond_the_list_are_named(tmp_path):
    line = '{ kind = "k", said = "boots", state = "" }'
    head = 'shop = "demo"\ncontext = []\n[[opening]]\n'
    (tmp_path / "a.toml").write_text(f"{head}turns = [{line}, {line}]\n", encoding="utf-8")
    with pytest.raises(UtteranceError, match="'boots' stands twice"):
        read_utterances(tmp_path)
    line = '{ kind = "k", said = "the ninth", state = "", refer = [9] }'
    (tmp_path / "a.toml").write_text(f"{head}turns = [{line}]\n", encoding="utf-8")
    with pytest.raises(UtteranceError, match="the ninth"):
        read_utterances(tmp_path)


@pytest.mark.slow
def test_what_was_mended_for_stays_mended(demo):
    """The demo shop's turns of every set but the third, each of which was looked at."""
    understanding = Understanding([Grammar()])
    third = set(read_utterances(FOLDER / "third")[Half.DEVELOPMENT])
    seen = HALVES[Half.DEVELOPMENT]
    some = [one for one in seen if one.shop == DEMO and one not in third]
    verdicts = [judge(one, demo, understanding) for one in some]
    assert sum(verdict.right for verdict in verdicts) >= 0.98 * len(verdicts)
