"""Trains the shopper model: members, their blend, and what is kept of them.

The blend must be learnt from choices that no member saw, and what serves should have seen
everything; one training of each would not do both. So what is kept is what was judged: members
fitted to all but the last two items of every shopper, the blend to the last but one, and
the metrics to the last.
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np

from ranking.shoppers.blend import Blend, fit_weights, make_lists, weights_by_name
from ranking.shoppers.histories import Fold, hold_out
from ranking.shoppers.item_content import Floats, ItemContent, make_content
from ranking.shoppers.kept_model import from_arrays, to_arrays
from ranking.shoppers.ranks import ShopperModel, accuracy, ranks_of_chosen
from ranking.training.artefact import Artefact, read_artefact, write_artefact
from ranking.training.beauty import FOLDER, Shopped, read_shopped
from ranking.training.folds import some
from ranking.training.members import fit_members
from ranking.training.parts import Line, Order, Outcome, Progress
from ranking.training.search import chosen_settings, search, write_found
from ranking.training.sequences import SEQUENCE, train_sequence
from retrieval.encoders.minilm import open_minilm

PART: Final = "shoppers"
FILE: Final = "shoppers.safetensors"
FOUND: Final = "shoppers-settings.json"
"""What a search found, with its report, beside the model that was trained by it."""

LISTS: Final = 2000
"""Shoppers whose lists the weights of the blend are learnt from, drawn once."""


def train(order: Order) -> Outcome:
    """Train by the settings chosen, or search for them first where trials are ordered.

    Raises:
        HistoriesFileError: If the data is missing or damaged.
        ShopperError: If there is too little to learn from.
        CheckpointError: If a checkpoint cannot be used.
        OSError: If the disk fails.
    """
    folder = order.data if (order.data / "items.jsonl").exists() else order.data / FOLDER
    shopped = read_shopped(folder)
    content = content_of(shopped, models=order.models, work=order.work, progress=order.progress)
    settings = chosen_settings()
    notes: list[str] = []
    if order.trials:
        found = search(
            shopped.histories,
            content,
            trials=order.trials,
            seed=order.seed,
            work=order.work,
            progress=order.progress,
            sampler=order.sampler,
        )
        settings = found.settings
        write_found(found, shopped.sha256, order.out / FOUND)
        notes.append(f"searched {found.trials} trials: nDCG@10 {found.value:.4f} over the folds")
    validation = hold_out(shopped.histories, 1)
    trained = train_sequence(
        SEQUENCE,
        validation,
        content,
        seed=order.seed,
        folder=order.work / "checkpoints",
        progress=order.progress,
    )
    blend = fit_blend(
        [
            trained.model,
            *fit_members(
                validation.fitting,
                content,
                settings,
                folder=order.work / "members",
                progress=order.progress,
            ),
        ],
        validation,
        progress=order.progress,
    )
    test = some(hold_out(shopped.histories, 0, skip=1), LISTS)
    places = ranks_of_chosen(blend, test)
    metrics = {
        "test_shoppers": float(len(places)),
        "hr_at_10": accuracy(places, 10).hit_rate,
        "ndcg_at_10": accuracy(places, 10).ndcg,
    }
    arrays, stated = to_arrays(blend, content, shopped.histories.item_ids)
    path = order.out / FILE
    stated |= {"seed": order.seed, "settings": asdict(settings), "sequence": asdict(SEQUENCE)}
    write_artefact(Artefact(PART, shopped.sha256, metrics, stated, arrays), path)
    for name, (value, place) in weights_by_name(blend).items():
        notes.append(f"{name}: weight {value:.2f} by value, {place:.2f} by place")
    lines = (
        Line("Loss", "epoch", "nats", tuple(enumerate(trained.losses, start=1))),
        Line("nDCG@10 on validation", "epoch", "nDCG@10", tuple(sorted(trained.looks.items()))),
    )
    return Outcome(path, metrics, lines, tuple(notes))


@dataclass(frozen=True, slots=True)
class Kept:
    """A shopper model from disk.

    Attributes:
        blend: The model.
        item_ids: Its catalogue, in the order of its numbers.
        metrics: What it reached when it was trained.
    """

    blend: Blend
    item_ids: tuple[str, ...]
    metrics: dict[str, float]


def load_shoppers(path: Path) -> Kept:
    """Load what ``train`` wrote.

    Raises:
        ArtefactError: If it is missing, damaged, or no shopper model of this version.
        ShopperError: If its parts do not fit.
    """
    artefact = read_artefact(path, PART)
    blend, ids = from_arrays(artefact.arrays, artefact.stated)
    return Kept(blend, ids, dict(artefact.metrics))


def fit_blend(members: list[ShopperModel], validation: Fold, *, progress: Progress) -> Blend:
    """Learn how much to believe each member from what shoppers of validation chose.

    Raises:
        ShopperError: As ``make_lists`` and ``fit_weights``.
    """
    lists = make_lists(members, some(validation, LISTS), progress=progress)
    return Blend(tuple(members), fit_weights(lists))


def content_of(shopped: Shopped, *, models: Path, work: Path, progress: Progress) -> ItemContent:
    """Encode the items' texts, or take the vectors that were kept.

    Raises:
        WeightsError: If the encoder's weights cannot be had.
        EncoderError: If it cannot be opened.
    """
    kept = work / f"texts-{shopped.sha256[:12]}.npy"
    if kept.exists():
        vectors: Floats = np.load(kept)
    else:
        encoder = open_minilm(models)
        parts: list[Floats] = []
        for at in range(0, len(shopped.texts), 500):
            parts.append(encoder.encode(shopped.texts[at : at + 500]))
            progress("texts", min(at + 500, len(shopped.texts)), len(shopped.texts))
        vectors = np.concatenate(parts)
        kept.parent.mkdir(parents=True, exist_ok=True)
        unfinished = kept.with_suffix(".unfinished.npy")
        np.save(unfinished, vectors)
        unfinished.replace(kept)
    return make_content(vectors, shopped.brands, shopped.paths)
