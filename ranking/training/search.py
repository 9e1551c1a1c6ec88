"""Searches the settings of the item weights: by Optuna, over folds in the order of time.

Each fold asks for an item further back in every history and fits to what came before it, so
nothing is ever judged by its own future, and the test item is in no fold. A trial that is
behind the median after a fold is given up. The study lies in SQLite under the fingerprint of all
that its figures rest on: a killed search goes on, and one over other data begins anew.

Only the two closed forms are searched; nothing else of the shopper model is.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ranking.shoppers.closed_form import NextSettings, TogetherSettings, fit_next, fit_together
from ranking.shoppers.errors import ShopperError
from ranking.shoppers.histories import Fold, Histories, hold_out
from ranking.shoppers.item_content import Floats, ItemContent, alikeness
from ranking.shoppers.neighbours import NeighbourSettings
from ranking.shoppers.ranks import accuracy, ranks_of_chosen
from ranking.training.fingerprint import fingerprint, of_content, of_histories
from ranking.training.folds import some
from ranking.training.members import Alikeness, MemberSettings
from ranking.training.parts import Progress, Sampler

if TYPE_CHECKING:
    import optuna

CHOSEN: Final = Path(__file__).parent / "chosen_settings.json"
"""The settings that the program comes with, with how they were chosen."""

FOLDS: Final = (1, 2)
"""Steps before the last item that the folds ask for; 1 is the validation of the protocol."""

_SHOPPERS: Final = 3000
_ITEMS: Final = 4000
"""Items the searched models are fitted to: the cost grows with their cube."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes:
        settings: The best.
        value: Their mean nDCG@10 over the folds.
        trials: How many were finished or given up, of this and former runs; what was
            killed within a trial does not count.
        given_up: How many of these were given up early.
    """

    settings: MemberSettings
    value: float
    trials: int
    given_up: int


GRID: Final[Mapping[str, tuple[float, ...]]] = {
    "together_ridge": (20.0, 50.0, 120.0),
    "next_ridge": (8.0, 20.0, 50.0),
    "content": (0.0, 1.0, 4.0),
    "together_memory": (2.0, 4.0),
    "next_memory": (2.0,),
    "past": (1.0, 2.0),
    "ahead": (1.0,),
}
"""What a grid goes through; the other samplers draw between the ends of a wider range."""


def search(
    histories: Histories,
    content: ItemContent,
    *,
    trials: int,
    seed: int,
    work: Path,
    progress: Progress,
    sampler: Sampler = Sampler.TPE,
    items: int = _ITEMS,
    shoppers: int = _SHOPPERS,
) -> Found:
    """Search until there are so many trials in all, counting those of former runs.

    Args:
        histories: What happened; the last item of each is not looked at.
        content: What items are.
        trials: At least 1.
        seed: Of what is proposed and of who is asked.
        work: Folder of the study.
        progress: Told of each trial.
        sampler: How settings are proposed.
        items: Fitted to so many items, those taken most often.
        shoppers: Asked of each fold.

    Raises:
        ShopperError: If ``trials`` is below 1 or no shopper has items enough.
    """
    import optuna  # noqa: PLC0415 - takes a second to import

    if trials < 1:
        raise ShopperError(f"a search needs at least one trial, not {trials}")
    optuna.logging.set_verbosity(logging.ERROR)
    work.mkdir(parents=True, exist_ok=True)
    folds = [some(hold_out(histories, back), shoppers, seed=seed) for back in FOLDS]
    alike = alikeness(content, text=1.0, brand=1.0, category=1.0)
    rests_on = fingerprint(
        of_histories(histories),
        content=of_content(content),
        folds=FOLDS,
        shoppers=shoppers,
        items=items,
        sampler=sampler,
        seed=seed,
    )
    study = optuna.create_study(
        study_name=f"item-weights-{rests_on[:16]}",
        storage=f"sqlite:///{work / 'search.db'}",
        load_if_exists=True,
        direction="maximize",
        pruner=optuna.pruners.MedianPruner(n_startup_trials=4),
    )
    before = len(_counted(study))
    study.sampler = _sampler(sampler, seed, before)

    def judged(trial: "optuna.Trial") -> float:
        settings = _proposed(trial, items)
        values: list[float] = []
        for step, fold in enumerate(folds):
            values.append(_value(fold, settings, alike))
            trial.report(sum(values) / len(values), step)
            if trial.should_prune():
                raise optuna.TrialPruned
        return sum(values) / len(values)

    def tell(study: "optuna.Study", _trial: object) -> None:
        progress("trials", len(_counted(study)), trials)

    if before < trials:
        study.optimize(judged, n_trials=trials - before, callbacks=[tell])
    counted = _counted(study)
    given_up = sum(trial.state is optuna.trial.TrialState.PRUNED for trial in counted)
    return Found(
        _settings(study.best_params, None), float(study.best_value), len(counted), given_up
    )


def _counted(study: "optuna.Study") -> "list[optuna.trial.FrozenTrial]":
    """Return the trials that came to an end: what was killed stands there as running for ever."""
    from optuna.trial import TrialState  # noqa: PLC0415 - as above

    return study.get_trials(deepcopy=False, states=(TrialState.COMPLETE, TrialState.PRUNED))


def chosen_settings(path: Path = CHOSEN) -> MemberSettings:
    """Return the settings that the program comes with, or those of another such file.

    Raises:
        ShopperError: If the file is damaged.
    """
    try:
        said = json.loads(path.read_text("utf-8"))["settings"]
        return MemberSettings(
            together=TogetherSettings(**said["together"]),
            next=NextSettings(**said["next"]),
            neighbours=NeighbourSettings(**said["neighbours"]),
            alike=Alikeness(**said["alike"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ShopperError(f"{path} holds no settings ({error}); restore it") from error


def write_found(found: Found, data_sha256: str, path: Path) -> None:
    """Write the settings found with the report of their search, as ``chosen_settings`` reads them.

    Raises:
        OSError: If the disk fails.
    """
    said = {
        "settings": asdict(found.settings),
        "report": {
            "data_sha256": data_sha256,
            "folds": list(FOLDS),
            "ndcg_at_10": found.value,
            "trials": found.trials,
            "given_up": found.given_up,
        },
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")


def _value(fold: Fold, settings: MemberSettings, alike: Floats) -> float:
    """Return the mean nDCG@10 of the two closed forms on one fold."""
    together = fit_together(fold.fitting, settings.together, alike)
    following = fit_next(fold.fitting, settings.next, alike)
    reached = [accuracy(ranks_of_chosen(each, fold), 10).ndcg for each in (together, following)]
    return sum(reached) / len(reached)


def _proposed(trial: "optuna.Trial", items: int) -> MemberSettings:
    drawn = {
        "together_ridge": trial.suggest_float("together_ridge", 5, 300, log=True),
        "next_ridge": trial.suggest_float("next_ridge", 2, 150, log=True),
        "content": trial.suggest_float("content", 0, 10),
        "together_memory": trial.suggest_float("together_memory", 1, 10, log=True),
        "next_memory": trial.suggest_float("next_memory", 0.7, 6, log=True),
        "past": trial.suggest_float("past", 0.5, 4, log=True),
        "ahead": trial.suggest_float("ahead", 0.3, 4, log=True),
    }
    return _settings(drawn, items)


def _settings(drawn: Mapping[str, Any], items: int | None) -> MemberSettings:
    most = {} if items is None else {"most": items}
    return MemberSettings(
        together=TogetherSettings(
            ridge=drawn["together_ridge"],
            content=drawn["content"],
            memory=drawn["together_memory"],
            **most,
        ),
        next=NextSettings(
            ridge=drawn["next_ridge"],
            content=drawn["content"],
            past=drawn["past"],
            ahead=drawn["ahead"],
            memory=drawn["next_memory"],
            **most,
        ),
    )


def _sampler(kind: Sampler, seed: int, done: int) -> "optuna.samplers.BaseSampler":
    """Return a sampler; what was done before moves its seed on, so that nothing is redrawn."""
    import optuna  # noqa: PLC0415 - as above

    if kind is Sampler.GRID:
        return optuna.samplers.GridSampler(GRID, seed=seed)
    if kind is Sampler.RANDOM:
        return optuna.samplers.RandomSampler(seed=seed + done)
    return optuna.samplers.TPESampler(seed=seed + done, n_startup_trials=6)
