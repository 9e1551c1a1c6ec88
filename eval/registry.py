"""What ``aisle bench NAME`` and ``aisle eval NAME`` can run.

A measurement is a module with a function ``run(data) -> Report``; it is
imported only when it is run. The ``Report`` says the rest: see ``report.py``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final, cast

from eval.report import Report

Run = Callable[[Path | None], Report]
"""Takes the home of an indexed shop; None for the one in the settings."""


class UnknownMeasurementError(Exception):
    """There is no measurement of that name."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One thing that can be measured.

    Attributes:
        module: Dotted name of the module that has ``run``.
        summary: One line for the list.
    """

    module: str
    summary: str


BENCHMARKS: Final[Mapping[str, Measurement]] = {
    "retrieval": Measurement(
        "eval.benchmarks.retrieval", "The retrieve step under filters, at growing sizes; indexing."
    ),
    "live": Measurement("eval.benchmarks.live", "How soon a change is in the next answer."),
    "turn": Measurement("eval.benchmarks.turn", "How long each stage of a turn takes."),
}
"""How fast."""

EVALUATIONS: Final[Mapping[str, Measurement]] = {
    "retrieval": Measurement(
        "eval.benchmarks.retrieval_quality", "How well 805 requests in words are answered."
    ),
    "fusion": Measurement(
        "eval.benchmarks.fusion_weights", "Which weights of the legs serve best (validation)."
    ),
    "joint": Measurement(
        "eval.benchmarks.joint", "How well words find photos of products never seen."
    ),
    "dialogues": Measurement(
        "eval.benchmarks.dialogues", "How 500 simulated dialogues go, by kind of shopper."
    ),
}
"""How good."""


def load(registry: Mapping[str, Measurement], name: str) -> Run:
    """Return the function that runs a measurement.

    Raises:
        UnknownMeasurementError: If the registry has none of that name.
    """
    if name not in registry:
        known = ", ".join(sorted(registry)) or "nothing yet"
        raise UnknownMeasurementError(f"there is no {name!r} to measure; there is: {known}")
    return cast("Run", import_module(registry[name].module).run)
