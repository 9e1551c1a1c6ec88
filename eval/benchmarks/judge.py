"""How far a language model's verdicts agree with people's: ``aisle eval judge``."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from assistant.bootstrap import open_language_model
from assistant.settings import LanguageModel, Settings
from eval.judging.judge import LABELLED, Ruling, cohens_kappa, read_labelled, rule
from eval.opening import model_line, settle
from eval.provenance import file_line
from eval.report import Report
from eval.statistics import RESAMPLES, Interval, ends
from eval.systems import SystemUnderTestError

SUBSTANTIAL: Final = 0.6
"""Agreement below which a judge's verdicts are not worth quoting (Landis and Koch, 1977)."""
_SEED: Final = 0

Figure = Callable[[Sequence[bool], Sequence[bool]], float]


def run(data: Path | None = None, *, llm: LanguageModel = LanguageModel.EMBEDDED) -> Report:
    """Let a language model judge replies that people judged, and print how far they agree.

    Args:
        data: Home whose models are used; None for the one in the settings.
        llm: Which language model judges; not none.

    Raises:
        SystemUnderTestError: If the model can't be had, or says nothing usable.
        OSError: If the replies can't be read.
    """
    settings = Settings.model_validate({} if data is None else {"home": data})
    settings = settings.model_copy(update={"llm": llm})
    model = open_language_model(settings)
    if model is None:
        raise SystemUnderTestError("a judge needs a language model: --llm embedded, vllm or url")
    try:
        settle(model.status)
        rulings = rule(model, read_labelled())
    finally:
        model.close()
    facts = {"data": file_line(LABELLED), "models": model_line(settings, llm), "seed": str(_SEED)}
    return report_of(rulings, facts)


def report_of(rulings: Sequence[Ruling], facts: Mapping[str, str]) -> Report:
    """Return the agreement, with intervals by bootstrap over replies, and what it is worth.

    Raises:
        SystemUnderTestError: If the model said nothing usable of any reply.
    """
    told = [(each.model, each.person) for each in rulings if each.model is not None]
    if not told:
        raise SystemUnderTestError("the judge said nothing usable of any reply")
    model, person = [a for a, _ in told], [b for _, b in told]
    floor = max(sum(person), len(person) - sum(person)) / len(person)
    measured = {"kappa": _interval(cohens_kappa, model, person),
                "agreement": _interval(_agreement, model, person)}  # fmt: skip
    rows = [(name, interval.shown()) for name, interval in measured.items()]
    rows += [
        ("always the commoner verdict (floor)", f"{floor:.3f}"),
        ("the judge says good of", f"{sum(model) / len(model):.3f}"),
        ("people say good of", f"{sum(person) / len(person):.3f}"),
        ("judged / labelled", f"{len(told)} / {len(rulings)}"),
    ]
    kappa = measured["kappa"]
    is_substantial = kappa.low >= SUBSTANTIAL
    worth = "may be quoted beside other figures" if is_substantial else "must not be quoted"
    return Report(
        name="judge",
        columns=("figure", "value"),
        rows=rows,
        figures={
            **measured["kappa"].figures("kappa"),
            **measured["agreement"].figures("agreement"),
            "floor": floor,
            "judged": len(told),
            "labelled": len(rulings),
        },
        facts=dict(facts),
        notes=[
            f"Kappa {kappa.mean:.2f}: this judge's verdicts {worth}.",
            f"The interval's lower end must reach {SUBSTANTIAL}; the labels are one reader's.",
            "A judge is never the only figure.",
        ],
    )


def _agreement(one: Sequence[bool], other: Sequence[bool]) -> float:
    return sum(a is b for a, b in zip(one, other, strict=True)) / len(one)


def _interval(figure: Figure, one: Sequence[bool], other: Sequence[bool]) -> Interval:
    drawn = np.random.default_rng(_SEED).integers(0, len(one), size=(RESAMPLES, len(one))).tolist()
    values = [figure([one[at] for at in draw], [other[at] for at in draw]) for draw in drawn]
    low, high = ends(np.array(values))
    return Interval(figure(one, other), low, high, len(one))
