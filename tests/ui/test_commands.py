import io
import json
import resource
import socket
import subprocess
import sys
import types
from dataclasses import replace

import numpy as np
import pytest
from rich.console import Console
from typer.testing import CliRunner

from assistant.models.chat_model import ModelStatus, Readiness
from assistant.settings import LanguageModel, Settings
from eval import registry
from eval.registry import Measurement
from eval.report import Report
from retrieval.catalog import Catalogue
from retrieval.chroma import open_chroma
from retrieval.encoders.minilm import DIMENSIONS, ENCODER_NAME
from retrieval.query import Leg
from tests.fakes.faces import FakeAssistant, shop_items
from ui import doctor
from ui.cli.app import app
from ui.commands.chatting import TerminalChat
from ui.commands.errors import CommandError, ExitCode, report
from ui.commands.measuring import Outlet, deliver, measure
from ui.commands.ports import choose_port


@pytest.fixture
def taken():
    """A port that another program listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        sock.listen()
        yield sock.getsockname()[1]


def aisle(*arguments, **environment):
    """Run the command as a shell would."""
    return subprocess.run(
        [sys.executable, "-m", "ui.cli", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", **environment},
    )


def children_seconds():
    """Return the processor time of ended children: a busy machine adds nothing to it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.slow
def test_help_is_quick_and_loads_nothing_heavy():
    code = (
        "import sys; sys.argv = ['aisle', '--help']\n"
        "from ui.cli.app import main\n"
        "try: main()\n"
        "finally: print([m for m in ('torch', 'gradio', 'chromadb', 'sqlalchemy', 'fastapi')"
        " if m in sys.modules], file=sys.stderr)"
    )
    began = children_seconds()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert children_seconds() - began < 3
    assert done.stderr.strip() == "[]"
    assert "doctor" in done.stdout


@pytest.mark.parametrize("command", ["demo", "index", "serve", "chat", "doctor", "bench", "eval"])
def test_every_command_explains_itself(command):
    outcome = CliRunner().invoke(app, [command, "--help"])
    assert outcome.exit_code == 0
    assert "Usage" in outcome.output


@pytest.mark.slow
def test_an_error_is_one_line_without_a_traceback(tmp_path):
    done = aisle("doctor", AISLE_HOME=str(tmp_path), AISLE_PORT="http")
    assert done.returncode == ExitCode.FAILED
    assert done.stderr.startswith("Error: a setting is wrong: AISLE_PORT: ")
    assert done.stderr.count("\n") == 1
    traced = aisle("doctor", AISLE_HOME=str(tmp_path), AISLE_PORT="http", AISLE_DEBUG="1")
    assert "Traceback" in traced.stderr


@pytest.mark.slow
def test_wrong_usage_has_its_own_code_and_is_told_at_once():
    assert aisle("index").returncode == ExitCode.USAGE
    done = aisle("index", "missing.jsonl")
    assert done.returncode == ExitCode.USAGE
    assert "missing.jsonl" in done.stderr


def test_a_fault_of_ours_is_not_sold_as_the_users(capsys):
    assert report(CommandError("do\n this")) is ExitCode.FAILED
    assert capsys.readouterr().err == "Error: do this\n"
    assert report(ZeroDivisionError("division by zero")) is ExitCode.UNEXPECTED
    assert "AISLE_DEBUG=1" in capsys.readouterr().err


def test_a_taken_port_gives_way_to_the_next_free_one(taken):
    offered = []

    def accept(port, free):
        offered.append((port, free))
        return True

    port = choose_port("127.0.0.1", taken, accept)
    assert port > taken
    assert offered == [(taken, port)]
    with pytest.raises(CommandError, match=f"--port {port}"):
        choose_port("127.0.0.1", taken, lambda *_: False)


def test_a_free_port_is_taken_without_a_question():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port = sock.getsockname()[1]
    assert choose_port("127.0.0.1", port, lambda *_: pytest.fail("asked")) == port


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(CommandError, match="--host"):
        choose_port("192.0.2.1", 7860, lambda *_: True)


# ---- aisle chat ----


@pytest.fixture
def terminal():
    screen = io.StringIO()
    assistant = FakeAssistant(
        shop_items(), status=ModelStatus(Readiness.WARMING, "The model is loading.")
    )
    return TerminalChat(assistant, Console(file=screen, width=100)), screen, assistant


def test_a_conversation_in_the_terminal(terminal):
    conversation, screen, _ = terminal
    conversation.greet()
    assert conversation.hear("a jacket under $120, not black")
    shown = screen.getvalue()
    assert "until the writer is ready" in shown
    assert "up to $120" in shown
    assert "$89 $119 −25 %" in shown
    assert "1. It is waterproof, comes in green and costs $89.00." in shown
    assert conversation.hear("") is True
    assert conversation.hear("/quit") is False


def test_a_limit_keeps_its_currency_in_a_terminal_without_items(terminal):
    conversation, screen, _ = terminal
    conversation.hear("nothing under $20")
    assert "up to $20" in screen.getvalue()


def test_commands_become_operations(terminal):
    conversation, screen, assistant = terminal
    conversation.hear("a jacket under $120")
    for line in ("/like 1", "/dislike 2", "/more 1", "/undo", "/remove 1", "/new", "/vary 0.8"):
        assert conversation.hear(line)
    kinds = [[type(one).__name__ for one in tap] for tap in assistant.taps]
    assert kinds == [
        ["Like"], ["Dislike"], ["SeekSimilar"], ["Undo"], ["Remove"], ["StartOver"], [],
    ]  # fmt: skip
    assert assistant.trade_offs[-1] == 0.8
    assert "Traceback" not in screen.getvalue()


@pytest.mark.parametrize(
    "line",
    [
        "/like 99",
        "/like",
        "/dance",
        "/vary much",
        "/vary 3",
        "/remove 7",
        "/photo",
        "/photo nowhere.jpg",
    ],
)
def test_a_wrong_command_is_explained_and_the_talk_goes_on(terminal, line):
    conversation, screen, assistant = terminal
    conversation.hear("a jacket")
    before = len(screen.getvalue())
    assert conversation.hear(line) is True
    assert len(screen.getvalue()) > before
    assert assistant.taps == []


def test_a_photo_in_the_terminal(terminal, tmp_path):
    conversation, screen, _ = terminal
    good, bad = tmp_path / "my shoe.png", tmp_path / "bad.png"
    good.write_bytes(b"\x89PNG")
    bad.write_bytes(b"PK")
    conversation.hear(f"/photo '{good}' in green")
    assert "like your photo" in screen.getvalue()
    conversation.hear(f"/photo {bad}")
    assert "no picture" in screen.getvalue()


def test_seller_text_is_no_markup_in_the_terminal():
    screen = io.StringIO()
    items = [replace(item, title="[red]Cheap[/] :smile:") for item in shop_items()]
    TerminalChat(FakeAssistant(items), Console(file=screen, width=100)).hear("jacket")
    assert "[red]Cheap[/] :smile:" in screen.getvalue()


# ---- aisle bench, aisle eval ----


@pytest.fixture
def measurement(monkeypatch):
    """A measurement of 0.4 s, in a module of its own."""
    module = types.ModuleType("measured")
    module.run = lambda data: Report(
        "turn", ("stage", "p95"), (("first card", "400 ms"),), {"none.first_card.p95_ms": 400.0},
        facts={"data": str(data)},
    )  # fmt: skip
    monkeypatch.setitem(sys.modules, "measured", module)
    return {"turn": Measurement("measured", "How long.")}


def run_measurement(measurements, name, **options):
    screen = io.StringIO()
    console = Console(file=screen, width=100)
    data = options.pop("data", None)
    report = measure(measurements, name, console, data=data)
    code = ExitCode.OK if report is None else deliver(report, Outlet(console, **options))
    return code, screen.getvalue()


def test_a_measurement_is_shown_and_written(measurement, tmp_path):
    path = tmp_path / "new" / "turn.json"
    code, shown = run_measurement(measurement, "turn", json_file=path, data=tmp_path)
    assert code is ExitCode.OK
    assert "400 ms" in shown
    written = json.loads(path.read_text())
    assert written["figures"] == {"none.first_card.p95_ms": 400.0}
    assert written["facts"] == {"data": str(tmp_path)}


def test_a_gate_fails_on_a_broken_bound(measurement):
    code, shown = run_measurement(measurement, "turn", gate=True)
    assert code is ExitCode.FAILED
    assert "turn: none.first_card.p95_ms is 400, bound <= 300" in shown


def test_a_gate_says_where_nothing_is_promised():
    console = Console(file=io.StringIO(), width=120)
    report = Report("unpromised", ("figure",), [("1",)], {"figure": 1.0})
    assert deliver(report, Outlet(console, gate=True)) is ExitCode.OK
    assert "no bound is promised" in console.file.getvalue()
    assert "every bound holds" not in console.file.getvalue()


def test_measurements_are_listed_and_unknown_ones_refused(measurement, tmp_path):
    assert "How long." in run_measurement(measurement, None)[1]
    assert "Nothing to run yet" in run_measurement({}, None)[1]
    with pytest.raises(registry.UnknownMeasurementError, match="turn"):
        run_measurement(measurement, "speed")
    with pytest.raises(CommandError, match="--data"):
        run_measurement(measurement, "turn", data=tmp_path / "nowhere")


# ---- aisle doctor ----


def findings(**settings):
    found = doctor.examine(Settings(_env_file=None, **settings))
    return {finding.check: finding for finding in found}


def test_a_new_machine_is_told_what_to_do(tmp_path):
    found = findings(home=tmp_path / "not" / "yet", llm=LanguageModel.EMBEDDED)
    assert found["Python"].verdict is doctor.Verdict.OK
    assert found["Encoders"].verdict is doctor.Verdict.FAILED
    assert "aisle model fetch" in found["Encoders"].remedy
    assert "aisle demo" in found["Catalogue"].remedy
    assert "aisle demo" in found["Index"].remedy
    assert found["Language model"].verdict is doctor.Verdict.WARNING
    assert not (tmp_path / "not").exists(), "looking must not leave anything behind"


def test_a_damaged_catalogue_is_found(tmp_path):
    (tmp_path / "catalogue.sqlite").write_bytes(b"this is no database" * 1000)
    found = findings(home=tmp_path, llm=LanguageModel.NONE)["Catalogue"]
    assert found.verdict is doctor.Verdict.FAILED
    assert "damaged" in found.found


def test_vectors_of_another_encoder_are_found(tmp_path):
    def index_of(encoder):
        home = tmp_path / encoder
        home.mkdir()
        catalogue = Catalogue(Settings(_env_file=None, home=home).catalogue_url())
        build = catalogue.begin_build("0" * 64)
        catalogue.publish(build.build_id)
        index = open_chroma(home).open(Leg.TEXT, build.build_id, encoder, DIMENSIONS)
        index.upsert(["a"], np.eye(1, DIMENSIONS, dtype=np.float32))
        return findings(home=home, llm=LanguageModel.NONE)["Index"]

    assert index_of(ENCODER_NAME).verdict is doctor.Verdict.OK
    older = index_of("all-minilm-l6-v2-int8")
    assert older.verdict is doctor.Verdict.WARNING
    assert "another encoder" in older.found
    assert "aisle index" in older.remedy


def test_a_taken_port_and_a_silent_server_are_warnings(tmp_path, taken):
    found = findings(
        home=tmp_path, port=taken, llm=LanguageModel.URL, llm_url="http://127.0.0.1:9/v1"
    )
    assert found["Port"].verdict is doctor.Verdict.WARNING
    assert found["Language model"].verdict is doctor.Verdict.WARNING
    assert "does not answer" in found["Language model"].found
    missing = findings(home=tmp_path, llm=LanguageModel.URL)["Language model"]
    assert "AISLE_LLM_URL" in missing.remedy


@pytest.mark.slow
def test_doctor_as_json_fails_where_something_is_missing(tmp_path):
    done = aisle("doctor", "--json", AISLE_HOME=str(tmp_path), AISLE_LLM="none")
    assert done.returncode == ExitCode.FAILED
    checks = {finding["check"]: finding["verdict"] for finding in json.loads(done.stdout)}
    assert checks["Catalogue"] == "failed"
    assert checks["Language model"] == "ok"
