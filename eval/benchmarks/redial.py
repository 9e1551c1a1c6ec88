"""ReDial: films, recommended in dialogues; cross-validated, as only a tenth of it is here."""

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

_NOTES: Final = (
    ROW_SETS,
    MEANS,
    (
        "Each fold is ranked by what was learnt from the other folds' dialogues, about a twelfth "
        "of the 10,006 that published systems learn from. Theirs on the test part, macro "
        "R@1/10/50: KBRD .033/.177/.332, UniCRS .049/.213/.421, ECR .049/.220/.428, "
        "ReFICR .049/.270/.507, repeat-last .043/.090/.090."
    ),
)


def run(data: Path | None = None, *, folds: int = 5, seed: int = 0) -> Report:
    """Cross-validate over the dialogues that are here; judge test where its file is there.

    Args:
        data: Folder of the data sets, or of this one.
        folds: Of dialogues, at least 2.
        seed: Of folds and of the fit.

    Raises:
        NoDataError: If the set is missing.
        DialogueSetError: If it can't be read or holds no turns to learn from.
    """
    known = read_dialogue_set("redial", data)
    past = [turn for file in (TRAIN, VALIDATION) for turn in known.parts.get(file, ())]
    if not past:
        raise DialogueSetError(f"there is neither {TRAIN} nor {VALIDATION} to learn from")
    options = FitOptions(seed=seed)
    ours, under = recommend_by_folds(known, past, folds, options)
    table: Rows
    table, figures = judge("cross-validation", past, {OURS: ours, **under})
    test = known.parts.get(TEST, ())
    if test:
        of_test = recommend(known, past, test, options)
        rows, found = judge("test", test, {OURS: of_test, **floors(known, past, test)})
        table += rows
        figures |= found
    return Report(
        name="redial",
        columns=COLUMNS,
        rows=table,
        figures=figures,
        facts={"data": "; ".join(known.files), "ranker": settings_line(options)},
        notes=_NOTES,
    )
