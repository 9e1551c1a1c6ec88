import io
import json
import sys
import types

import pytest
from rich.console import Console
from typer.testing import CliRunner

from eval.data_sets import NoDataError
from eval.registry import Measurement, UnknownOptionError
from eval.report import Report
from ui.cli.app import app
from ui.commands.errors import CommandError, ExitCode
from ui.commands.evaluating import evaluate_all
from ui.commands.measuring import Outlet


@pytest.fixture
def registered(monkeypatch):
    """Registers functions as measurements, by name."""

    def register(runs, **options):
        for name, run in runs.items():
            module = types.ModuleType(f"measured_{name}")
            module.run = run
            monkeypatch.setitem(sys.modules, module.__name__, module)
        return {name: Measurement(f"measured_{name}", "It.", **options) for name in runs}

    return register


def reports(name, **figures):
    return lambda data=None: Report(name, ("figure",), [(str(data),)], figures)


def missing(_data=None):
    raise NoDataError("there are no data sets in nowhere")


def failing(_data=None):
    raise CommandError("it broke")


def outlet(out, **options):
    return Outlet(Console(file=io.StringIO(), width=80), out=out, **options)


def test_all_leaves_out_what_lacks_its_data_sets(registered, tmp_path):
    registry = registered({"first": missing, "second": reports("second")})
    to = outlet(tmp_path)
    assert evaluate_all(to, quick=False, data=None, registry=registry) is ExitCode.OK
    assert "first is left out: there are no data sets" in to.console.file.getvalue()
    assert (tmp_path / "second.json").exists()
    with pytest.raises(CommandError, match="nothing could be measured"):
        evaluate_all(to, quick=False, data=None, registry=registered({"first": missing}))


def test_what_was_measured_before_a_failure_is_kept(registered, tmp_path):
    registry = registered({"first": reports("first"), "second": failing})
    with pytest.raises(CommandError, match="it broke"):
        evaluate_all(outlet(tmp_path), quick=False, data=None, registry=registry)
    assert (tmp_path / "first.json").exists()
    assert (tmp_path / "first.html").exists()


def test_a_home_goes_to_those_that_measure_a_shop_alone(registered, tmp_path):
    runs = {"first": reports("first")}
    for of_shop, told in ((True, str(tmp_path)), (False, "None")):
        registry = registered(runs, of_shop=of_shop)
        evaluate_all(outlet(tmp_path), quick=False, data=tmp_path, registry=registry)
        assert json.loads((tmp_path / "first.json").read_text())["rows"] == [[told]]


def test_the_gate_of_all_fails_if_one_bound_does_not_hold(registered, tmp_path):
    runs = {"first": reports("turn", **{"none.first_card.p95_ms": 400.0}), "second": reports("x")}
    to = outlet(tmp_path, gate=True)
    assert evaluate_all(to, quick=False, data=None, registry=registered(runs)) is ExitCode.FAILED
    assert "turn: none.first_card.p95_ms is 400" in to.console.file.getvalue()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("all", "--out", "reports", "-n", "3"), "-n means nothing to 'all'"),
        (("all", "--out", "reports", "--json", "all.json"), "--json means nothing to 'all'"),
        (("gate", "turn.json", "--quick"), "--quick means nothing to 'gate'"),
        (("defects", "--quick"), "'defects' has no quick form"),
    ],
)
def test_what_would_be_passed_over_is_refused(given, told):
    outcome = CliRunner().invoke(app, ["eval", *given])
    assert isinstance(outcome.exception, UnknownOptionError)
    assert told in str(outcome.exception)
