"""OpenDialKG: films and books, recommended in dialogues; learnt from the training part alone."""

from pathlib import Path
from typing import Final

from eval.benchmarks.dialogue_recommendation import (
    COLUMNS,
    MEANS,
    OURS,
    ROW_SETS,
    Rows,
    floors,
    judge,
    recommend,
    recommend_by_folds,
    settings_line,
)
from eval.dialogue_sets import TEST, TRAIN, VALIDATION, DialogueSetError, read_dialogue_set
from eval.report import Report
from ranking.dialogue.recommender import FitOptions

_JUDGED: Final = {"validation": VALIDATION, "test": TEST}
_NOTES: Final = (
    ROW_SETS,
    MEANS,
    "Settings were chosen by folds of the training part, never on what is reported.",
    (
        "Published R@1/10/50, on the test part, which is not here: KBRD .231/.423/.492, "
        "BARCOR .312/.453/.510, UniCRS .308/.513/.574, ChatGPT .310/.539."
    ),
)


def run(data: Path | None = None, *, folds: int = 0, seed: int = 0) -> Report:
    """Fit on the training part; judge validation, and test where its file is there.

    Args:
        data: Folder of the data sets, or of this one.
        folds: Also cross-validate over so many folds of the training part, which
            takes as many fits.
        seed: Of folds and of the fit.

    Raises:
        NoDataError: If the set is missing.
        DialogueSetError: If it can't be read or lacks its training part.
    """
    known = read_dialogue_set("opendialkg", data)
    if TRAIN not in known.parts:
        raise DialogueSetError(f"there is no {TRAIN} to learn from")
    options = FitOptions(seed=seed)
    past = known.parts[TRAIN]
    table: Rows = []
    figures: dict[str, float] = {}
    parts = {part: known.parts[file] for part, file in _JUDGED.items() if file in known.parts}
    judged = [turn for turns in parts.values() for turn in turns]
    ranked = iter(recommend(known, past, judged, options))
    for part, turns in parts.items():
        ours = [next(ranked) for _ in turns]
        rows, found = judge(part, turns, {OURS: ours, **floors(known, past, turns)})
        table += rows
        figures |= found
    if folds:
        ours, under = recommend_by_folds(known, past, folds, options)
        rows, found = judge("cross-validation", past, {OURS: ours, **under})
        table += rows
        figures |= found
    return Report(
        name="opendialkg",
        columns=COLUMNS,
        rows=table,
        figures=figures,
        facts={"data": "; ".join(known.files), "ranker": settings_line(options)},
        notes=_NOTES,
    )
