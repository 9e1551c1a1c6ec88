"""``aisle eval joint``: how well texts find photos and photos find texts, on unseen products.

Five folds by product, drawn three times, all variants of a product on one side. In each
fold the unseen photos alone are searched. Nothing that is judged was seen when the heads
were fitted; generic heads were trained without the set they are judged on.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.settings import Settings
from eval.benchmarks.joint_times import index_times
from eval.data_sets import NoDataError, data_folder
from eval.report import Report
from retrieval.encoders.looks import open_looks
from retrieval.encoders.minilm import open_minilm
from retrieval.joint.contrastive import fit_contrastive
from retrieval.joint.features import FeatureCache
from retrieval.joint.fitting import fit_shop
from retrieval.joint.generic import train_generic
from retrieval.joint.heads import Head, Heads
from retrieval.joint.held_out import first_right, folds_by_family
from retrieval.joint.pairs import Length, Pairs
from retrieval.joint.photo_sets import (
    PHOTO_SETS,
    Photographed,
    PhotoSetError,
    encoded,
    read_photo_set,
    sha256_of,
)
from retrieval.joint.ridge import fit_ridge

FOLDS: Final = 5
SEED: Final = 0
DRAWS: Final = 3
"""How often the folds are drawn: one draw of so few photos moves a figure by up to .03."""
DEPTHS: Final = (1, 5, 10)
SHOPS: Final = ("magento_luma", "retail_demo_store_84", "grocery_store")

Ranks = NDArray[np.int64]
Right = NDArray[np.bool_]
Fit = Callable[[Pairs], Heads]


@dataclass(frozen=True, slots=True)
class Task:
    """One way of asking.

    Attributes:
        name: Short, of the figures' names.
        title: For people.
    """

    name: str
    title: str


TASKS: Final = (
    Task("title_to_photo", "title → its product's photos"),
    Task("colour_to_photo", "title + colour → exact photo"),
    Task("kind_to_photo", "colour + category → such a photo"),
    Task("photo_to_kind", "photo → colour + category of the category"),
    Task("photo_to_category", "photo → the category's name"),
    Task("photo_to_text", "photo → its text"),
    Task("photo_to_photo", "photo → photo of the category"),
    Task("photo_to_other_product", "photo → other product of the category"),
)


def run(data: Path | None = None) -> Report:
    """Fit on four fifths of each shop's products and search the fifth, each fifth in turn.

    Encoded photos are kept in the home of the settings, for the next run.

    Args:
        data: Folder of the photo sets; None for ``AISLE_DATA``.

    Raises:
        NoDataError: If one of them is missing or damaged.
    """
    folder = data_folder(data)
    try:
        sets = {name: read_photo_set(name, folder) for name in PHOTO_SETS}
    except PhotoSetError as error:
        raise NoDataError(str(error)) from error
    settings = Settings()
    text = open_minilm(settings.models_dir())
    image = open_looks(settings.models_dir())
    cache = FeatureCache(settings.home / "joint_features")
    pairs = {name: encoded(one, text, image, cache) for name, one in sets.items()}
    rows: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}
    notes: list[str] = [*NOTES]
    for shop in SHOPS:
        generic = train_generic([one for name, one in pairs.items() if name != shop], seed=SEED)
        named = _categories(sets[shop], lambda names: cache.texts(names, text))
        measured = {
            method: _measure(fit, pairs[shop], named) for method, fit in _methods(generic).items()
        }
        measured["raw"] = _looks(pairs[shop], named)
        for method, found in measured.items():
            rows += _rows(shop, method, found)
            figures |= _figures(f"{shop}.{method}", found)
        notes.append(_choice(shop, pairs[shop], generic, figures))
    notes += index_times(pairs["magento_luma"], sets["magento_luma"], text, figures)
    return Report(
        name="joint",
        columns=("shop", "heads", "asked", "R@1", "R@5", "R@10", "of"),
        rows=rows,
        figures=figures,
        facts={
            name: f"{len(one)} photos, sha256 {sha256_of(one)[:16]}" for name, one in sets.items()
        }
        | {
            "encoders": f"{text.name}, {image.name}",
            "folds": f"{FOLDS} by product, {DRAWS} draws from seed {SEED}",
        },
        notes=notes,
    )


NOTES: Final = (
    """Right for a text are the photos of all items with that very text; for colour + category any
photo of both. A photo's category is read in two ways: from the unseen items' colour + category
texts, of which any of the category is right, and from the categories' names alone. A wrong answer
that ties with the right one comes first.""",
    """'chance' is the mean share over random orders; 'untrained' are random projections, the space
before anything is learned. 'raw' is the encoder's own space, which nothing is fitted to: each
photo against all others of the shop, variants of its product among them or not.""",
    """The prototype's general shop (.267/.568/.671 of 209 unseen products) is not among the data
sets, so that figure cannot be held against this. The nearest is retail_demo_store_84: a general
shop of 84 products, so that a fold has 17 photos, and 67 products to fit to.""",
)


def _methods(generic: Heads) -> Mapping[str, Fit]:
    return {
        "chance": _Chance(),
        "untrained": _untrained,
        "generic": lambda _: generic,
        "ridge": fit_ridge,
        "contrastive": fit_contrastive,
        "fitted": lambda pairs: fit_contrastive(pairs, start=generic),
    }


class _Chance:
    """Stands for random order; see ``_ranks``."""

    def __call__(self, pairs: Pairs) -> Heads:
        return _untrained(pairs)


def _untrained(pairs: Pairs) -> Heads:
    drawn = np.random.default_rng(SEED)
    sides = (pairs.texts.reshape(-1, pairs.texts.shape[2]), pairs.photos)
    text, photo = (
        Head(
            side.mean(axis=0).astype(np.float32),
            drawn.standard_normal((side.shape[1], 128)).astype(np.float32),
        )
        for side in sides
    )
    return Heads(text, photo)


@dataclass(frozen=True, slots=True)
class Named:
    """The categories of a shop: their names' vectors, and each photo's place among them."""

    vectors: NDArray[np.float32]
    of: NDArray[np.int64]
    colours: NDArray[np.int64]


def _categories(
    photographed: Sequence[Photographed],
    encode: Callable[[Sequence[str]], NDArray[np.float32]],
) -> Named:
    paths = sorted({one.category for one in photographed})
    colours = sorted({one.colour for one in photographed})
    return Named(
        vectors=encode([" ".join(reversed(path)) for path in paths]),
        of=np.array([paths.index(one.category) for one in photographed], dtype=np.int64),
        colours=np.array([colours.index(one.colour) for one in photographed], dtype=np.int64),
    )


def _measure(fit: Fit, pairs: Pairs, named: Named) -> Mapping[str, list[float]]:
    """Return for each task R@1, R@5 and R@10 over all folds, and the number asked."""
    found: dict[str, list[NDArray[np.float64]]] = {task.name: [] for task in TASKS}
    draws = [folds_by_family(pairs.families, FOLDS, seed=SEED + draw) for draw in range(DRAWS)]
    for held_out in chain.from_iterable(draws):
        heads = fit(pairs.of(~held_out))
        for name, near, right in _asked(heads, pairs, named, held_out):
            found[name].append(_chances(right) if isinstance(fit, _Chance) else _hits(near, right))
    return {
        name: [*np.concatenate(each).mean(axis=0).tolist(), sum(len(one) for one in each)]
        for name, each in found.items()
        if sum(len(one) for one in each)
    }


def _asked(
    heads: Heads, pairs: Pairs, named: Named, held_out: Right
) -> list[tuple[str, NDArray[np.float32], Right]]:
    """Return each task's similarities and which of them are right, rows the questions."""
    unseen = pairs.of(held_out)
    photos = heads.photo.project(unseen.photos)
    texts = [heads.text.project(unseen.texts[length]) for length in Length]
    category, colour = named.of[held_out], named.colours[held_out]
    alike = category[:, None] == category[None, :]
    told = alike & (colour[:, None] == colour[None, :])
    names = heads.text.project(named.vectors)
    same = {length: _equal(unseen.said[length]) for length in Length}
    by_category = category[:, None] == np.arange(len(names))[None, :]
    return [
        ("title_to_photo", texts[Length.TITLE] @ photos.T, same[Length.TITLE]),
        ("colour_to_photo", texts[Length.COLOUR] @ photos.T, same[Length.COLOUR]),
        ("kind_to_photo", texts[Length.KIND] @ photos.T, told),
        ("photo_to_kind", photos @ texts[Length.KIND].T, alike),
        ("photo_to_category", photos @ names.T, by_category),
        ("photo_to_text", photos @ texts[Length.COLOUR].T, same[Length.COLOUR]),
    ]


def _looks(pairs: Pairs, named: Named) -> Mapping[str, list[float]]:
    """Search all other photos of the shop by the raw features of each."""
    near = pairs.photos @ pairs.photos.T
    category = _equal(named.of)
    found: dict[str, list[float]] = {}
    for name, own in (
        ("photo_to_photo", np.eye(len(pairs), dtype=np.bool_)),
        ("photo_to_other_product", _equal(pairs.families)),
    ):
        right = category & ~own
        asks = right.any(axis=1)
        hits = _hits(np.where(own, np.float32(-2), near)[asks], right[asks])
        found[name] = [*hits.mean(axis=0).tolist(), float(asks.sum())]
    return found


def _equal(numbers: NDArray[np.int64]) -> Right:
    return numbers[:, None] == numbers[None, :]


def _hits(near: NDArray[np.float32], right: Right) -> NDArray[np.float64]:
    ranks: Ranks = first_right(near, right)
    return np.stack([(ranks <= depth).astype(np.float64) for depth in DEPTHS], axis=1)


def _chances(right: Right) -> NDArray[np.float64]:
    """Return for each question the share of random orders with a right one at each depth."""
    total = right.shape[1]
    wrong = total - right.sum(axis=1)
    missed = np.ones((len(right), max(DEPTHS) + 1))
    for drawn in range(max(DEPTHS)):
        left = np.maximum(wrong - drawn, 0) / max(total - drawn, 1)
        missed[:, drawn + 1] = missed[:, drawn] * left
    return 1 - missed[:, DEPTHS]


def _rows(shop: str, method: str, measured: Mapping[str, Sequence[float]]) -> list[tuple[str, ...]]:
    titles = {task.name: task.title for task in TASKS}
    return [
        (
            shop,
            method,
            titles[name],
            *(f"{value:.3f}" for value in values[:-1]),
            f"{values[-1]:.0f}",
        )
        for name, values in measured.items()
    ]


def _figures(prefix: str, measured: Mapping[str, Sequence[float]]) -> dict[str, float]:
    return {
        f"{prefix}.{name}.r{depth}": value
        for name, values in measured.items()
        for depth, value in zip(DEPTHS, values, strict=False)
    }


def _choice(shop: str, pairs: Pairs, generic: Heads, figures: dict[str, float]) -> str:
    """Let ``fit_shop`` choose, as at ``aisle index``, time it, and tell what came of it."""
    began = perf_counter()
    fitted = fit_shop(pairs, generic)
    seconds = perf_counter() - began
    figures[f"{shop}.index.fit_s"] = seconds
    if fitted is None:
        return f"{shop}: `aisle index` keeps no heads; it took {seconds:.0f} s to tell."
    judged = fitted.figures[fitted.method]
    figures[f"{shop}.index.found"], figures[f"{shop}.index.chance"] = judged.found, judged.chance
    return (
        f"{shop}: `aisle index` keeps {fitted.method.value} of {len(fitted.figures)} ways tried in "
        f"{seconds:.0f} s; {judged.found:.3f} of {judged.photos} unseen photos are among the first "
        f"{judged.depth} answers to their title and colour, by chance {judged.chance:.3f}."
    )
