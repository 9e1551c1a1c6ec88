"""What ``aisle train-ranker`` can train: a registry of parts, each imported only when trained."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Final, cast

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done and how much there is."""


class UnknownPartError(Exception):
    """There is no part of that name."""


class Sampler(StrEnum):
    """How a search proposes settings."""

    TPE = "tpe"
    RANDOM = "random"
    GRID = "grid"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be trained, from what, and where it goes.

    Attributes:
        data: Folder of the data sets.
        out: Folder for the artefact and the report.
        work: Folder for checkpoints; whoever is killed goes on from them.
        models: Folder of the encoders' weights.
        seed: Of all that is drawn.
        trials: Of the search of hyper-parameters, with those of former runs; 0 takes the
            settings that the program comes with.
        sampler: How that search proposes settings.
        progress: Told how far it is.
    """

    data: Path
    out: Path
    work: Path
    models: Path
    seed: int
    trials: int
    sampler: Sampler
    progress: Progress


@dataclass(frozen=True, slots=True)
class Line:
    """A line to be drawn in the report.

    Attributes:
        title: What is seen.
        x: Name of the horizontal axis.
        y: Name of the vertical one.
        points: In the order they are joined.
    """

    title: str
    x: str
    y: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it.

    Attributes:
        artefact: The file written.
        metrics: What was reached where it was judged, by name.
        lines: What the report draws.
        notes: Sentences for people.
    """

    artefact: Path
    metrics: Mapping[str, float]
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the ranker.

    Attributes:
        module: Dotted name of the module that has ``train(order) -> Outcome``.
        summary: One line for the list.
    """

    module: str
    summary: str


Train = Callable[[Order], Outcome]

PARTS: Final[Mapping[str, Part]] = {
    "cross-encoder": Part(
        "ranking.cross_encoder.train",
        "How well an item's text answers a request, both read together by MiniLM's layers.",
    ),
    "shoppers": Part(
        "ranking.training.shoppers",
        "What a shopper takes next, from histories: sequence model, item weights, their blend.",
    ),
}


def load(name: str) -> Train:
    """Return the function that trains a part.

    Raises:
        UnknownPartError: If there is none of that name.
    """
    if name not in PARTS:
        raise UnknownPartError(f"there is no part {name!r} to train; there is: {', '.join(PARTS)}")
    return cast("Train", import_module(PARTS[name].module).train)
