"""What ``aisle bench NAME`` and ``aisle eval NAME`` can run.

A measurement is a module with a function ``run(data) -> Report``, which may take
more by name (``n``, ``seed``, ``system``, ``llm``, ...); it is imported only when
it is run. The ``Report`` says the rest: see ``report.py``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Final, cast

from eval.report import Report

Run = Callable[..., Report]
"""Takes the home of an indexed shop or the folder of the data sets, None for those of the
settings, and options by name."""


class UnknownMeasurementError(Exception):
    """There is no measurement of that name."""


class UnknownOptionError(ValueError):
    """A measurement was given an option that means nothing to it."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One thing that can be measured.

    Attributes:
        module: Dotted name of the module that has ``run``.
        summary: One line for the list.
        of_shop: Whether ``data`` is the home of an indexed shop, and not the
            folder of the data sets.
        quick: Options of the form that takes a minute; None where there is none.
        by_itself: Whether it runs without files or a language model being named,
            and so belongs to all.
    """

    module: str
    summary: str
    of_shop: bool = False
    quick: Mapping[str, object] | None = None
    by_itself: bool = True


BENCHMARKS: Final[Mapping[str, Measurement]] = {
    "retrieval": Measurement(
        "eval.benchmarks.retrieval", "The retrieve step under filters, at growing sizes; indexing."
    ),
    "live": Measurement(
        "eval.benchmarks.live", "How soon a change is in the next answer.", of_shop=True
    ),
    "pages": Measurement(
        "eval.benchmarks.pages",
        "What each face's page weighs, when it can be used, and what axe-core finds.",
        of_shop=True,
    ),
    "turn": Measurement(
        "eval.benchmarks.turn", "How long each stage of a turn takes.", of_shop=True
    ),
    "concurrency": Measurement(
        "eval.benchmarks.concurrency",
        "How long 1, 4 and 8 shoppers wait who ask at the same time.",
        of_shop=True,
    ),
    "explaining": Measurement(
        "eval.benchmarks.explaining",
        "A list's explanations asked of a model together, beside one after another.",
        of_shop=True,
    ),
    "ranking": Measurement(
        "eval.benchmarks.ranking_speed", "Ranking 200 candidates; the choice beside pyversity."
    ),
}
"""How fast."""

EVALUATIONS: Final[Mapping[str, Measurement]] = {
    "retrieval": Measurement(
        "eval.benchmarks.retrieval_quality", "How well 805 requests in words are answered."
    ),
    "fusion": Measurement(
        "eval.benchmarks.fusion_weights", "Which weights of the legs serve best (validation)."
    ),
    "combiner": Measurement(
        "eval.benchmarks.combiner", "What the words' legs are worth, and what variety costs."
    ),
    "cross-encoder": Measurement(
        "eval.benchmarks.cross_encoder", "What reading requests and items together is worth."
    ),
    "choice": Measurement(
        "eval.benchmarks.choice", "Relevance against variety, by method and dial (validation)."
    ),
    "joint": Measurement(
        "eval.benchmarks.joint", "How well words find photos of products never seen."
    ),
    "ranking": Measurement(
        "eval.benchmarks.ranking",
        "What a shopper takes next, of 12,101 items; variety, cold start, exposure.",
    ),
    "understanding": Measurement(
        "eval.benchmarks.understanding", "Whether written utterances are understood exactly."
    ),
    "simmc": Measurement(
        "eval.benchmarks.simmc", "How well an encoder reads acts and slots, 5-fold (SIMMC 2.1)."
    ),
    "iard": Measurement(
        "eval.benchmarks.iard", "How well intents of film talks are read, 5-fold (IARD)."
    ),
    "denials": Measurement(
        "eval.benchmarks.denials",
        "Whether what is said not to be there is not there.",
        of_shop=True,
    ),
    "consistency": Measurement(
        "eval.benchmarks.consistency",
        "Whether one request in ten wordings finds the same.",
        of_shop=True,
    ),
    "dialogues": Measurement(
        "eval.benchmarks.dialogues",
        "How 500 simulated dialogues go, by kind of shopper.",
        of_shop=True,
        quick={"n": 66},
    ),
    "opendialkg": Measurement(
        "eval.benchmarks.opendialkg", "What is recommended in dialogues on films and books."
    ),
    "redial": Measurement(
        "eval.benchmarks.redial", "What is recommended in dialogues on films (cross-validated)."
    ),
    "completejourney": Measurement(
        "eval.benchmarks.completejourney",
        "A grocer's year: next baskets, what goes with them, which coupon is used.",
    ),
    "systems": Measurement(
        "eval.benchmarks.systems",
        "Several systems side by side, every measure, paired.",
        of_shop=True,
        quick={"n": 22},
    ),
    "defects": Measurement(
        "eval.benchmarks.defects",
        "Whether every planted defect is caught by a measure, clear of the healthy system.",
        of_shop=True,
    ),
    "attacks": Measurement(
        "eval.benchmarks.attacks",
        "How much of what attackers try gets through, by shoppers and by sellers.",
        of_shop=True,
        quick={"n": 1},
    ),
    "explanations": Measurement(
        "eval.benchmarks.explanations",
        "Whether 1,000 explanations are true, by an independent checker.",
        of_shop=True,
        quick={"n": 200},
    ),
    "judge": Measurement(
        "eval.benchmarks.judge",
        "How far a language model's verdicts on replies agree with people's.",
        of_shop=True,
        by_itself=False,
    ),
    "replay": Measurement(
        "eval.benchmarks.replay",
        "Recorded dialogues of any system, turn by turn, against labels: replay FILE.",
        by_itself=False,
    ),
}
"""How good."""


def load(registry: Mapping[str, Measurement], name: str) -> Run:
    """Return the function that runs a measurement.

    Raises:
        UnknownMeasurementError: If the registry has none of that name.
    """
    return cast("Run", import_module(_named(registry, name).module).run)


def run_with(run: Run, name: str, data: Path | None, options: Mapping[str, object]) -> Report:
    """Run a measurement with the options it was given.

    Args:
        run: As ``load`` gives it.
        name: For the message.
        data: As the measurement takes it, or None.
        options: By name; those that are None were not given.

    Raises:
        UnknownOptionError: If the measurement does not take one of them.
    """
    given = {option: value for option, value in options.items() if value is not None}
    taken = signature(run).parameters
    refuse(name, {option: value for option, value in given.items() if option not in taken})
    return run(data, **given)


def refuse(name: str, options: Mapping[str, object]) -> None:
    """Refuse what was given to something that it means nothing to.

    Args:
        name: For the message.
        options: By name; those that are None or False were not given.

    Raises:
        UnknownOptionError: If one was.
    """
    for option, value in options.items():
        if value is not None and value is not False:
            given = "a file" if option == "files" else f"{'-' * min(len(option), 2)}{option}"
            raise UnknownOptionError(f"{given} means nothing to {name!r}")


def quick_form(registry: Mapping[str, Measurement], name: str) -> Mapping[str, object]:
    """Return the options of a measurement's form that takes a minute.

    Raises:
        UnknownMeasurementError: If the registry has none of that name.
        UnknownOptionError: If it has no such form.
    """
    quick = _named(registry, name).quick
    if quick is None:
        shorter = ", ".join(sorted(each for each, one in registry.items() if one.quick is not None))
        raise UnknownOptionError(f"{name!r} has no quick form; these have: {shorter}")
    return quick


def _named(registry: Mapping[str, Measurement], name: str) -> Measurement:
    if name not in registry:
        known = ", ".join(sorted(registry)) or "nothing yet"
        raise UnknownMeasurementError(f"there is no {name!r} to measure; there is: {known}")
    return registry[name]
