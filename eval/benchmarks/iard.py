"""How well intents of film talks are read, five folds by dialogue: ``aisle eval iard``."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

from assistant.settings import Settings
from eval.data_sets import data_folder
from eval.metrics.understanding import joint_accuracy, macro_f1, micro_f1
from eval.report import Report
from eval.understanding.folds import SEED, Dialogue, folds
from eval.understanding.iard import GOLD, PARTIAL, read_talks
from eval.understanding.intents import IntentReader, Intents, View
from retrieval.encoders.minilm import open_minilm

DATA: Final = "iard_intents/iard"
COLUMNS: Final = ("reader", "intent F1", "macro F1", "all of a turn right")

Read = Callable[[Dialogue], list[Intents]]
"""Reads a dialogue, turn by turn."""


def run(data: Path | None = None) -> Report:
    """Learn from four fifths of the talks and read the fifth, five times.

    Args:
        data: Folder of the data sets, see ``data_folder``.

    Raises:
        NoDataError: If the data set is missing.
    """
    folder = data_folder(data) / DATA
    talks, more = read_talks(folder / GOLD), read_talks(folder / PARTIAL)
    known = sorted({name for _, frame in chain(*talks) for name in frame.acts})
    encode = open_minilm(Settings().models_dir()).encode
    both = View(words=True, encode=encode)
    learners: dict[str, Callable[[Sequence[Dialogue]], Read]] = {
        "commonest": _commonest,
        "words": lambda train: _fitted(View(words=True), known, train),
        "meaning": lambda train: _fitted(View(words=False, encode=encode), known, train),
        "both": lambda train: _fitted(both, known, train),
        "both_and_more": lambda train: _fitted(both, known, [*train, *more]),
    }
    found: defaultdict[str, list[Intents]] = defaultdict(list)
    actual: list[Intents] = []
    for train, test in folds(talks):
        actual += [frame.acts for _, frame in chain(*test)]
        for name, learn in learners.items():
            read = learn(train)
            found[name] += chain.from_iterable(map(read, test))
    scores = {name: _scores(intents, actual) for name, intents in found.items()}
    return Report(
        name="iard",
        columns=COLUMNS,
        rows=[
            (name.replace("_", " "), *(f"{value:.3f}" for value in own.values()))
            for name, own in scores.items()
        ],
        figures={
            f"{name}.{key}": value for name, own in scores.items() for key, value in own.items()
        },
        facts={
            "data": f"{DATA}, {len(talks)} dialogues, {len(actual)} turns of seekers",
            "models": "all-minilm-l6-v2, not tuned; logistic regression, one an intent",
            "seed": str(SEED),
        },
        notes=[
            f"A turn has one intent or several, of {len(known)}. Words: a bag of them.",
            f"More: {len(more)} talks less carefully annotated, to learn from alone.",
            "The threshold is chosen by folds of the training part.",
        ],
    )


def _commonest(train: Sequence[Dialogue]) -> Read:
    counted = Counter(name for _, frame in chain(*train) for name in frame.acts)
    usual = frozenset({counted.most_common(1)[0][0]})
    return lambda talk: [usual] * len(talk)


def _fitted(view: View, known: Sequence[str], train: Sequence[Dialogue]) -> Read:
    numbered = [(at, example) for at, talk in enumerate(train) for example in talk]
    reader = IntentReader(view, known).fit(
        [turn for _, (turn, _) in numbered],
        [frame.acts for _, (_, frame) in numbered],
        [at for at, _ in numbered],
    )
    return lambda talk: reader.read([turn for turn, _ in talk]) if talk else []


def _scores(read: Sequence[Intents], actual: Sequence[Intents]) -> dict[str, float]:
    return {
        "micro_f1": micro_f1(read, actual).f1,
        "macro_f1": macro_f1(read, actual),
        "joint": joint_accuracy(read, actual),
    }
