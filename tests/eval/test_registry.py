"""What the registry says of a measurement is what its module does; read, not imported."""

import ast
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from eval.gate import read_bounds
from eval.registry import (
    BENCHMARKS,
    EVALUATIONS,
    Measurement,
    UnknownMeasurementError,
    UnknownOptionError,
    quick_form,
    refuse,
)

EVERY = {
    f"{command} {name}": measurement
    for command, registry in (("bench", BENCHMARKS), ("eval", EVALUATIONS))
    for name, measurement in registry.items()
}


@cache
def tree(module):
    return ast.parse(Path(find_spec(module).origin).read_text("utf-8"))


def run_of(measurement):
    body = tree(measurement.module).body
    return next(node for node in body if isinstance(node, ast.FunctionDef) and node.name == "run")


def reported_names(measurement):
    """The constants that the module's reports are named by."""
    for node in ast.walk(tree(measurement.module)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Report":
            named = [each.value for each in node.keywords if each.arg == "name"]
            parts = [part for each in [*named, *node.args[:1]] for part in ast.walk(each)]
            yield from (part.value for part in parts if isinstance(part, ast.Constant))


@pytest.mark.parametrize("name", EVERY)
def test_what_data_is_stands_in_the_registry_as_in_the_docstring(name):
    told = ast.get_docstring(run_of(EVERY[name])) or ""
    assert ("data: Home" in told) is EVERY[name].of_shop


@pytest.mark.parametrize("name", [name for name, one in EVERY.items() if one.quick is not None])
def test_a_quick_form_gives_options_that_the_measurement_takes(name):
    taken = run_of(EVERY[name]).args
    assert EVERY[name].quick.keys() <= {each.arg for each in (*taken.args, *taken.kwonlyargs)}


def test_every_bound_is_of_a_report_that_one_measurement_makes():
    made = [name for one in EVERY.values() for name in set(reported_names(one))]
    assert read_bounds().keys() <= set(made)
    assert len(made) == len(set(made))


SOME = {"long": Measurement("m", "Long."), "short": Measurement("m", "Short.", quick={"n": 3})}


def test_only_what_has_a_quick_form_runs_in_it():
    assert quick_form(SOME, "short") == {"n": 3}
    with pytest.raises(UnknownOptionError, match="'long' has no quick form; these have: short"):
        quick_form(SOME, "long")
    with pytest.raises(UnknownMeasurementError, match="there is: long, short"):
        quick_form(SOME, "longer")


def test_what_means_nothing_is_refused():
    refuse("all", {"n": None, "quick": False})
    for option, told in (("n", "-n means"), ("seed", "--seed means"), ("files", "a file means")):
        with pytest.raises(UnknownOptionError, match=f"^{told} nothing to 'all'"):
            refuse("all", {option: 0 if option == "seed" else [1]})
