"""How well the next item is foretold: ours, its parts and the baselines, in one run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eval.baselines.collaborative import ALS_GRID, BPR_GRID, fit_bpr
from eval.benchmarks.ranking_setup import SEEDS, Beauty
from ranking.shoppers.blend import Blend, Lists, fit_weights, make_lists, member_features
from ranking.shoppers.content_signals import content_signals, fit_popularity
from ranking.shoppers.factorisation import fit_least_squares
from ranking.shoppers.histories import Fold
from ranking.shoppers.neighbours import (
    NeighbourSettings,
    fit_item_neighbours,
    fit_user_neighbours,
)
from ranking.shoppers.ranks import ShopperModel, accuracy, places_of, ranks_of_chosen
from ranking.training.folds import some
from ranking.training.members import fit_members
from ranking.training.parts import Progress
from ranking.training.search import chosen_settings
from ranking.training.sequences import SASREC, SEQUENCE
from ranking.training.shoppers import LISTS

OURS: Final = "ours"
KNN: Final = "item-kNN"
SASREC_NAME: Final = "SASRec, full softmax"

_TUNED_ON: Final = 3000
_AT_ONCE: Final = 128

Places = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Places from 0 of the items chosen, on test, a row a seed.

    Attributes:
        name: Of the system.
        places: Shape (seeds, shoppers); one row for what draws nothing.
        settings: In words.
    """

    name: str
    places: Places
    settings: str = ""

    def mean(self, measure: str, k: int) -> tuple[float, float]:
        """Return mean and deviation over the seeds of ``hit_rate`` or ``ndcg`` at ``k``."""
        values = [float(getattr(accuracy(row, k), measure)) for row in self.places]
        return float(np.mean(values)), float(np.std(values, ddof=1)) if len(values) > 1 else 0.0


def baselines(beauty: Beauty) -> list[Outcome]:
    """Return the systems to beat, each tuned on validation."""
    past, asked = beauty.validation.fitting, some(beauty.validation, _TUNED_ON)
    found: list[Outcome] = []

    def judged(name: str, tried: Sequence[tuple[Callable[[], ShopperModel], str]]) -> None:
        def judge() -> NDArray[np.float64]:
            models = [fit() for fit, _ in tried]
            reached = [accuracy(ranks_of_chosen(model, asked), 10).ndcg for model in models]
            which = int(np.argmax(reached))
            return np.concatenate([[which], ranks_of_chosen(models[which], beauty.test)])

        said = beauty.remembered(f"baseline {name}", judge, tried=str([w for _, w in tried]))
        found.append(Outcome(name, said[1:][None], tried[int(said[0])][1]))
        beauty.progress("baselines", len(found), 6)

    judged("popularity", [(lambda: fit_popularity(past), "counts of training")])
    for name, memories in ((KNN, (float("inf"),)), (f"{KNN}, recent first", (1.0, 2.0, 4.0))):
        judged(
            name,
            [
                (
                    partial(fit_item_neighbours, past, NeighbourSettings(shrinkage, memory)),
                    f"shrinkage {shrinkage:g}, memory {memory:g}",
                )
                for shrinkage in (0.0, 5.0, 20.0)
                for memory in memories
            ],
        )
    judged(
        "user-kNN",
        [
            (
                partial(fit_user_neighbours, past, NeighbourSettings(0.0, memory, kept)),
                f"{kept} neighbours, memory {memory:g}",
            )
            for kept in (100, 300)
            for memory in (4.0, float("inf"))
        ],
    )
    judged(
        "ALS (implicit)",
        [(partial(fit_least_squares, past, each, seed=0), f"{each}") for each in ALS_GRID],
    )
    found.append(_bpr(beauty))
    return found


def _bpr(beauty: Beauty) -> Outcome:
    past = beauty.validation.fitting
    # Its shoppers have vectors of their own, so all are asked, in their order.
    rows = np.flatnonzero([len(h) > 2 for h in beauty.shopped.histories.shoppers])  # noqa: PLR2004 - as validation asks
    words = ["factors {}, rate {}, regularisation {}".format(*each) for each in BPR_GRID]

    def judge() -> NDArray[np.float64]:
        models = [fit_bpr(past, *each, seed=0).of_rows(rows) for each in BPR_GRID]
        reached = [accuracy(ranks_of_chosen(m, beauty.validation), 10).ndcg for m in models]
        which = int(np.argmax(reached))
        every = np.flatnonzero([len(h) > 1 for h in beauty.shopped.histories.shoppers])
        asked = fit_bpr(past, *BPR_GRID[which], seed=0).of_rows(every)
        return np.concatenate([[which], ranks_of_chosen(asked, beauty.test)])

    said = beauty.remembered("baseline BPR", judge, tried=str(BPR_GRID))
    return Outcome("BPR (implicit)", said[1:][None], words[int(said[0])])


@dataclass(frozen=True, slots=True)
class Ours:
    """Our model of each seed, with what was found about it on the way.

    Attributes:
        blends: One a seed.
        outcomes: Ours, its sequence model alone, SASRec.
        sasrecs: SASRec of each seed.
        validation: nDCG@10 on validation of each ablation, by name.
    """

    blends: tuple[Blend, ...]
    outcomes: tuple[Outcome, ...]
    sasrecs: tuple[ShopperModel, ...]
    validation: dict[str, float]


def ours(beauty: Beauty) -> Ours:
    """Train, blend and judge; test is asked once, with all that validation chose.

    The weights of the blend are learnt with the sequence model of the first seed, and hold
    for those of the others.
    """
    settings = chosen_settings()
    past = beauty.validation.fitting
    members = fit_members(
        past,
        beauty.content,
        settings,
        folder=beauty.work / "members",
        progress=beauty.progress,
    )
    learnt_from = some(beauty.validation, LISTS)
    sequences = [beauty.sequence(SEQUENCE, seed) for seed in SEEDS]
    sasrecs = [beauty.sequence(SASREC, seed) for seed in SEEDS]
    recipe = {"settings": settings, "recipe": SEQUENCE, "lists": LISTS}
    weights = beauty.remembered(
        "weights",
        lambda: fit_weights(
            make_lists((sequences[0], *members), learnt_from, progress=beauty.progress)
        ),
        **recipe,
    )
    blends = tuple(Blend((sequence, *members), weights) for sequence in sequences)
    everything = (*sequences, *members)
    rows = np.zeros((len(SEEDS), 2 * len(everything)))
    for row in range(len(SEEDS)):
        rows[row, 2 * row : 2 * row + 2] = weights[:2]
        rows[row, 2 * len(SEEDS) :] = weights[2:]
    places = beauty.remembered(
        "ours", lambda: places_of_variants(everything, rows, beauty.test, beauty.progress), **recipe
    )
    outcomes = (
        Outcome(OURS, places),
        Outcome("our sequence model alone", _by_seed(beauty, "sequence", sequences, r=SEQUENCE)),
        Outcome(SASREC_NAME, _by_seed(beauty, "sasrec", sasrecs, r=SASREC)),
        *(
            Outcome(
                member.name,
                beauty.places(member.name, lambda m=member: m, beauty.test, settings=settings)[
                    None
                ],
            )
            for member in members[:2]
        ),
    )
    return Ours(blends, outcomes, tuple(sasrecs), ablation(beauty, blends[0], sasrecs[0]))


def _by_seed(
    beauty: Beauty, name: str, models: Sequence[ShopperModel], **rests_on: object
) -> Places:
    rows: list[Places] = []
    for seed, model in enumerate(models):
        rows.append(beauty.places(name, lambda m=model: m, beauty.test, seed=seed, **rests_on))
        beauty.progress(f"test: {name}", seed + 1, len(models))
    return np.stack(rows)


def ablation(beauty: Beauty, whole: Blend, sasrec: ShopperModel) -> dict[str, float]:
    """Return what text, brand and category add, on shoppers whom no weight was learnt from.

    From behaviour alone to the whole: each signal beside behaviour, then all three, then
    also inside the sequence model and the closed forms.
    """
    past = beauty.validation.fitting
    behaviour = (
        fit_item_neighbours(past, chosen_settings().neighbours),
        fit_user_neighbours(past, NeighbourSettings(memory=4.0)),
        fit_popularity(past),
    )
    text, brand, category = content_signals(beauty.content)
    base = (sasrec, *behaviour)
    variants: dict[str, tuple[ShopperModel, ...]] = {
        "behaviour alone": base,
        "with text": (*base, text),
        "with brand": (*base, brand),
        "with category": (*base, category),
        "with all three": (*base, text, brand, category),
        "and inside the models": whole.members,
    }
    members = tuple({id(m): m for each in variants.values() for m in each}.values())
    place_of = {id(member): place for place, member in enumerate(members)}

    def reached() -> NDArray[np.float64]:
        drawn = some(beauty.validation, 2 * LISTS)
        half = len(drawn.chosen) // 2
        lists = make_lists(members, _part(drawn, 0, half), progress=beauty.progress)
        weights = [
            _spread(lists, [place_of[id(m)] for m in each], len(members))
            for each in variants.values()
        ]
        places = places_of_variants(
            members, np.stack(weights), _part(drawn, half, 2 * half), beauty.progress
        )
        return np.array([accuracy(row, 10).ndcg for row in places])

    values = beauty.remembered(
        "ablation", reached, settings=chosen_settings(), recipes=str((SEQUENCE, SASREC))
    )
    return dict(zip(variants, values.tolist(), strict=True))


def places_of_variants(
    members: Sequence[ShopperModel],
    weights: NDArray[np.float64],
    fold: Fold,
    progress: Progress,
) -> Places:
    """Return the places by several blends of the same members, shape (blends, shoppers).

    Args:
        members: Of all blends.
        weights: Shape (blends, 2 * members).
        fold: Who is asked.
        progress: Told how many were.
    """
    found: list[Places] = []
    for at in range(0, len(fold.known), _AT_ONCE):
        known, chosen = fold.known[at : at + _AT_ONCE], fold.chosen[at : at + _AT_ONCE]
        features = np.concatenate([member_features(each, known) for each in members], axis=1)
        found.append(
            np.stack(
                [
                    places_of(
                        np.einsum("f,hfi->hi", row.astype(np.float32), features), known, chosen
                    )
                    for row in weights
                ]
            )
        )
        progress("blends", min(at + _AT_ONCE, len(fold.known)), len(fold.known))
    return np.concatenate(found, axis=1)


def _spread(lists: Lists, used: Sequence[int], members: int) -> NDArray[np.float64]:
    """Learn the weights of some members, and put 0 for the others."""
    columns = [column for place in used for column in (2 * place, 2 * place + 1)]
    weights = np.zeros(2 * members)
    weights[columns] = fit_weights(replace(lists, features=lists.features[:, columns]))
    return weights


def _part(fold: Fold, first: int, last: int) -> Fold:
    return Fold(fold.fitting, fold.known[first:last], fold.chosen[first:last])
