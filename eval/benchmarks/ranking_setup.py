"""Amazon Beauty by its published protocol; what is trained or fitted is kept for next time."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.settings import Settings
from eval.data_sets import NoDataError, data_folder
from ranking.shoppers.histories import Fold, hold_out
from ranking.shoppers.item_content import ItemContent
from ranking.shoppers.ranks import ShopperModel, ranks_of_chosen
from ranking.training.beauty import FOLDER, Shopped, read_shopped
from ranking.training.fingerprint import fingerprint
from ranking.training.parts import Progress
from ranking.training.sequences import SequenceRecipe, train_sequence
from ranking.training.shoppers import content_of

SEEDS: Final = (0, 1, 2)


@dataclass(frozen=True, slots=True)
class Beauty:
    """The data set, parted.

    Attributes:
        shopped: As read.
        content: What its items are.
        validation: Asks for the last item but one; for all that is chosen.
        test: Asks for the last; models are fitted to what validation's are.
        work: Folder of checkpoints, fitted members and outcomes.
        progress: Told how far it is.
    """

    shopped: Shopped
    content: ItemContent
    validation: Fold
    test: Fold
    work: Path
    progress: Progress

    def sequence(self, recipe: SequenceRecipe, seed: int) -> ShopperModel:
        """Train, or take what was trained.

        Raises:
            CheckpointError: If what was begun cannot be used.
        """
        return train_sequence(
            recipe,
            self.validation,
            self.content,
            seed=seed,
            folder=self.work / "checkpoints",
            progress=lambda what, done, of: self.progress(
                f"{recipe.name} {seed}: {what}", done, of
            ),
        ).model

    def remembered(
        self, name: str, make: Callable[[], NDArray[np.float64]], **rests_on: object
    ) -> NDArray[np.float64]:
        """Return what was worked out before from the same things, or work it out and keep it."""
        key = fingerprint(self.shopped.sha256, name=name, **rests_on)
        path = self.work / "outcomes" / f"{name}-{key[:16]}.npy"
        if path.exists():
            return np.load(path)
        made = make()
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished.npy")
        np.save(unfinished, made)
        unfinished.replace(path)
        return made

    def places(
        self, name: str, make: Callable[[], ShopperModel], fold: Fold, **rests_on: object
    ) -> NDArray[np.float64]:
        """Return the places of a fold's chosen items by a model, remembered."""
        return self.remembered(
            name, lambda: ranks_of_chosen(make(), fold), asked=_of_fold(fold), **rests_on
        )


def open_beauty(data: Path | None, progress: Progress) -> Beauty:
    """Read and part the data set.

    Args:
        data: Folder of the data sets, or of this one; None for ``AISLE_DATA``.
        progress: Told how far it is.

    Raises:
        NoDataError: If it is not there.
        HistoriesFileError: If it is damaged.
    """
    folder = data_folder(data)
    folder = folder if (folder / "items.jsonl").exists() else folder / FOLDER
    if not (folder / "items.jsonl").exists():
        raise NoDataError(
            f"there is no {folder}: name the folder of the data sets with --data or AISLE_DATA"
        )
    settings = Settings()
    shopped = read_shopped(folder)
    work = settings.home / "ranking"
    content = content_of(shopped, models=settings.models_dir(), work=work, progress=progress)
    return Beauty(
        shopped=shopped,
        content=content,
        validation=hold_out(shopped.histories, 1),
        test=hold_out(shopped.histories, 0, skip=1),
        work=work,
        progress=progress,
    )


def _of_fold(fold: Fold) -> str:
    return f"{len(fold.chosen)} {int(fold.chosen.sum())} {sum(map(len, fold.known))}"
