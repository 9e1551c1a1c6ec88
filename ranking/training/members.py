"""Fits the members of the shopper model to the past, each once: what is fitted lies in a file."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ranking.shoppers.closed_form import (
    NextSettings,
    TogetherSettings,
    fit_next,
    fit_together,
)
from ranking.shoppers.content_signals import content_signals, fit_popularity
from ranking.shoppers.histories import Histories
from ranking.shoppers.item_content import Floats, ItemContent, alikeness
from ranking.shoppers.item_weights import (
    ItemWeights,
    weights_from_arrays,
    weights_to_arrays,
)
from ranking.shoppers.neighbours import NeighbourSettings, fit_item_neighbours
from ranking.shoppers.ranks import ShopperModel
from ranking.training.artefact import Artefact, ArtefactError, read_artefact, write_artefact
from ranking.training.fingerprint import fingerprint, of_content, of_histories
from ranking.training.parts import Progress

_KIND: Final = "item weights"


@dataclass(frozen=True, slots=True)
class Alikeness:
    """Weights of what makes items alike in the closed forms; see ``alikeness``.

    Attributes:
        text: Of their texts' cosine.
        brand: Of one brand.
        category: Of one narrowest category.
    """

    text: float = 1.0
    brand: float = 1.0
    category: float = 1.0


@dataclass(frozen=True, slots=True)
class MemberSettings:
    """How all members but the sequence model are fitted; chosen on validation.

    Attributes:
        together: See ``fit_together``.
        next: See ``fit_next``.
        neighbours: See ``fit_item_neighbours``.
        alike: What content means to the closed forms.
    """

    together: TogetherSettings = field(default_factory=TogetherSettings)
    next: NextSettings = field(default_factory=NextSettings)
    neighbours: NeighbourSettings = field(
        default_factory=lambda: NeighbourSettings(shrinkage=5.0, memory=2.0)
    )
    alike: Alikeness = field(default_factory=Alikeness)


def fit_members(
    histories: Histories,
    content: ItemContent | None,
    settings: MemberSettings,
    *,
    folder: Path,
    progress: Progress,
) -> list[ShopperModel]:
    """Fit every member that needs no gradient.

    Args:
        histories: What is learnt from.
        content: What items are; None for members of behaviour alone.
        settings: How.
        folder: Where fitted weights are kept and found again.
        progress: Told of each member.

    Returns:
        Item weights taken together and next, item neighbours, and popularity, then with
        content its three signals.

    Raises:
        ShopperError: If the settings are out of range.
        ArtefactError: If a kept file cannot be written anew.
    """
    data = of_histories(histories)
    alike = _once(lambda: _alike(content, settings.alike))
    told = iter(range(1, 4))

    def kept(name: str, settled: object, fit: Callable[[], ItemWeights]) -> ItemWeights:
        uses = content is not None and getattr(settled, "content", 0) > 0
        rests_on = fingerprint(
            data,
            settings=settled,
            content=of_content(content) if uses else "none",
            alike=settings.alike if uses else None,
        )
        found = _kept(folder / f"{name}-{rests_on[:12]}.safetensors", rests_on, fit)
        progress("members", next(told), 3)
        return found

    members: list[ShopperModel] = [
        kept(
            "together",
            settings.together,
            lambda: fit_together(histories, settings.together, alike()),
        ),
        kept("next", settings.next, lambda: fit_next(histories, settings.next, alike())),
        kept(
            "neighbours",
            settings.neighbours,
            lambda: fit_item_neighbours(histories, settings.neighbours),
        ),
        fit_popularity(histories),
    ]
    return members if content is None else [*members, *content_signals(content)]


def _kept(path: Path, rests_on: str, fit: Callable[[], ItemWeights]) -> ItemWeights:
    """Return the weights in the file, or fit and keep them."""
    try:
        found = read_artefact(path, _KIND)
        return weights_from_arrays(found.stated, found.arrays)
    except ArtefactError:
        # Missing or damaged: what can be fitted again in a minute is.
        fitted = fit()
    stated, arrays = weights_to_arrays(fitted)
    write_artefact(Artefact(_KIND, rests_on, {}, stated, arrays), path)
    return fitted


def _alike(content: ItemContent | None, weights: Alikeness) -> Floats | None:
    if content is None:
        return None
    return alikeness(content, text=weights.text, brand=weights.brand, category=weights.category)


def _once(make: Callable[[], Floats | None]) -> Callable[[], Floats | None]:
    """Make it when first asked for, and keep it: it is as large as the catalogue squared."""
    made: list[Floats | None] = []

    def get() -> Floats | None:
        if not made:
            made.append(make())
        return made[0]

    return get
