"""Whether the harness tells good from bad: ``aisle eval defects``."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from assistant.settings import LanguageModel
from eval.benchmarks.dialogues import SEED, hold_dialogues
from eval.charts import Intervals, Ranged
from eval.measures import Better, by_name, sample
from eval.metrics.dialogues import Rows
from eval.opening import AISLE, OpenShop, open_shop, open_system
from eval.planted import planted
from eval.report import Report
from eval.simulator.dialogue import Stage
from eval.simulator.personas import PERSONAS, Persona
from eval.statistics import Interval, bootstrap
from eval.systems import System

DIALOGUES: Final = 110
HEALTHY: Final = "healthy"


def run(
    data: Path | None = None,
    *,
    n: int = DIALOGUES,
    seed: int = SEED,
    llm: LanguageModel = LanguageModel.NONE,
    system: Sequence[str] = (AISLE,),
) -> Report:
    """Let the same shoppers talk to a system and to copies of it with one defect each.

    Args:
        data: Home of an indexed shop; None for the one in the settings.
        n: How many dialogues with each.
        seed: The same seed gives the same shoppers.
        llm: Which language model the system uses.
        system: Which system, one; see ``opening.SYNTAX``.

    Raises:
        CatalogueError: If the shop is not indexed or can't be opened.
        UnknownSystemError: If there is no such system, or not one.
    """
    opened = open_shop(data, llm)
    with open_system(system, opened) as whole:
        samples = spoilt(whole, opened, n=n, seed=seed)
    facts = {**opened.facts, "system": system[0], "seed": str(seed), "dialogues": str(n)}
    return report_of(samples, facts)


def spoilt(
    whole: System,
    opened: OpenShop,
    *,
    n: int,
    seed: int = SEED,
    personas: Sequence[Persona] = PERSONAS,
) -> dict[str, tuple[str, dict[str, Rows]]]:
    """Return the measures of the whole system and of each copy, with the telling one's name."""
    stage = Stage(opened.shop)
    samples = {HEALTHY: ("", _sample(whole, opened, n, seed, personas))}
    for defect in planted(stage, personas, n, seed):
        copy = defect.plant(whole)
        samples[defect.name] = (defect.caught_by, _sample(copy, opened, n, seed, personas))
    return samples


def report_of(
    samples: Mapping[str, tuple[str, dict[str, Rows]]], facts: Mapping[str, str]
) -> Report:
    """Return a row a defect: the telling measure, with and without it, and whether it is clear."""
    _, healthy = samples[HEALTHY]
    rows: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}
    drawn: list[Ranged] = []
    for name, (telling, spoilt_rows) in samples.items():
        if name == HEALTHY:
            continue
        good, bad = bootstrap(healthy[telling]), bootstrap(spoilt_rows[telling])
        caught = is_clear(good, bad, by_name()[telling].better)
        rows.append((name, telling.replace("_", " "), good.shown(".3g"), bad.shown(".3g"),
                     "caught" if caught else "NOT CAUGHT"))  # fmt: skip
        key = name.replace(" ", "_")
        figures |= {f"{key}.caught": float(caught), f"{key}.healthy": good.mean,
                    f"{key}.planted": bad.mean}  # fmt: skip
        if telling != "first_card_ms":
            drawn += [_ranged(name, good, HEALTHY), _ranged(name, bad, "planted")]
    figures["caught"] = sum(row[-1] == "caught" for row in rows) / len(rows)
    return Report(
        name="defects",
        columns=("defect", "told by", "healthy", "planted", "verdict"),
        rows=rows,
        figures=figures,
        facts=dict(facts),
        notes=["Caught: the two 95 % intervals, resampled by dialogue, do not touch."],
        charts=[Intervals("What tells each defect", "the telling measure", drawn)],
        samples={name: own for name, (_, own) in samples.items()},
    )


def is_clear(good: Interval, bad: Interval, better: Better) -> bool:
    """Tell whether the bad interval lies wholly on the worse side of the good one.

    A measure that is better neither way is worse where it is higher: such a one
    tells of knowledge that the system should not have.
    """
    if better is Better.HIGHER:
        return bad.high < good.low
    return bad.low > good.high


def _sample(
    system: System, opened: OpenShop, n: int, seed: int, personas: Sequence[Persona]
) -> dict[str, Rows]:
    dialogues = hold_dialogues(system, opened.shop, n=n, seed=seed, personas=personas)
    return sample(dialogues, opened.shop)


def _ranged(label: str, interval: Interval, series: str) -> Ranged:
    return Ranged(label, interval.mean, interval.low, interval.high, series)
