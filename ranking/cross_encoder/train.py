"""The cross-encoder as a part of ``aisle train-ranker``: from catalogues to an artefact."""

import hashlib
import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import fmean
from typing import Final

import torch

from ranking.cross_encoder.artefact import Stated, write_artefact
from ranking.cross_encoder.errors import CrossEncoderError
from ranking.cross_encoder.export import learned_weights
from ranking.cross_encoder.lists import LabelledList, Negatives, labelled_lists
from ranking.cross_encoder.network import LAYERS, PairNetwork, from_minilm
from ranking.cross_encoder.pairs import PairTokenizer, told
from ranking.cross_encoder.training import Tuning, fine_tune, scores
from ranking.cross_encoder.weak_labels import is_held_out
from ranking.training.parts import Line, Order, Outcome, Progress
from retrieval.demo_shop.catalogue import demo_items
from retrieval.encoders.caching import CachingTextEncoder
from retrieval.encoders.embedding_cache import EMBEDDINGS, EmbeddingCache
from retrieval.encoders.encoder import TextEncoder
from retrieval.encoders.minilm import MINILM, open_minilm
from retrieval.feeds.field_map import load_field_map
from retrieval.feeds.read import read_feed
from retrieval.feeds.row import FeedItem
from retrieval.items import Item
from retrieval.weights import fetch

PART: Final = "cross-encoder"
FILE: Final = f"{PART}.safetensors"

LICENCES: Final[Mapping[str, str]] = {
    "demo": "the program's own",
    "retail_demo_store_text": "MIT-0",
}
"""What is learned from; nothing that is for evaluation only, since the weights are shipped."""

WRITTEN: Final[Mapping[str, int]] = {"demo": 4_500, "retail_demo_store_text": 7_500}
"""Requests that each catalogue writes about itself."""

READ: Final = 1_800
"""Lists that are learned from, drawn of all."""

JUDGED: Final = 120
"""Lists about held-out products that each catalogue is judged on."""

_LIST_SEED: Final = 7
_JUDGED_SEED: Final = 11
_CUT: Final = 10
_FIELD_MAPS: Final = Path(__file__).parents[2] / "deploy" / "field_maps"


def train(order: Order) -> Outcome:
    """Fine-tune on the products that are not held out, and judge on those that are.

    Raises:
        CrossEncoderError: If the data is missing, or a search of settings is ordered.
        CheckpointError: If a checkpoint cannot be used.
        WeightsError: If MiniLM cannot be had.
        OSError: If the disk fails.
    """
    if order.trials:
        raise CrossEncoderError("the cross-encoder has no search of settings: leave --trials out")
    folder = fetch(MINILM, order.models)
    tokenizer = PairTokenizer(folder)
    # Most texts are needed twice, and all of them again by a run that was killed.
    encoder = CachingTextEncoder(open_minilm(order.models), EmbeddingCache(order.work / EMBEDDINGS))
    shops = {name: _items(name, order.data) for name in WRITTEN}
    learned = _learned_from(shops, encoder, order)
    judged = _judged_on(shops, encoder, order)
    tuning = Tuning(learning_rate=7e-5, lists=4, seed=order.seed)
    data_sha256 = _sha256(learned)
    network = from_minilm(folder)
    before = _ndcg(network, tokenizer, judged)
    losses = fine_tune(
        network,
        learned,
        tokenizer,
        tuning,
        data_sha256=data_sha256,
        checkpoint=order.work / "checkpoints" / f"{PART}-{data_sha256[:8]}-seed{order.seed}.pt",
        progress=lambda done, total, _loss: order.progress("fine-tuning", done, total),
    )
    metrics = {"held_out.ndcg_at_10": _ndcg(network, tokenizer, judged)}
    metrics["held_out.before.ndcg_at_10"] = before
    stated = Stated(
        layers=LAYERS,
        base_sha256=next(f.sha256 for f in MINILM.files if f.name == "model.safetensors"),
        data_sha256=data_sha256,
        data=LICENCES,
        settings={**asdict(tuning), "lists_read": len(learned)},
        figures=metrics,
    )
    path = order.out / FILE
    weights = {name: value.numpy() for name, value in learned_weights(network).items()}
    write_artefact(weights, stated, path)
    curve = tuple((float(step), loss) for step, loss in enumerate(_smoothed(losses)))
    return Outcome(
        artefact=path,
        metrics=metrics,
        lines=(Line("Loss of the lists read", "step", "mean of 25 steps", curve),),
    )


def _items(name: str, data: Path) -> list[Item]:
    if name == "demo":
        return list(demo_items())
    feed = data / name / "products.jsonl"
    if not feed.is_file():
        raise CrossEncoderError(f"there is no {feed}: name the folder of the data with --data")
    records = read_feed(feed, field_map=load_field_map(_FIELD_MAPS / f"{name}.toml"))
    found = [record.item for record in records if isinstance(record, FeedItem)]
    return sorted(found, key=lambda item: item.item_id)


def _learned_from(
    shops: Mapping[str, Sequence[Item]], encoder: TextEncoder, order: Order
) -> list[LabelledList]:
    written: list[LabelledList] = []
    for name, items in shops.items():
        kept = [item for item in items if not is_held_out(item)]
        near = Negatives(kept, encoder, _told(order.progress, f"encoding {name}"))
        seed = _LIST_SEED + order.seed
        written += labelled_lists(kept, kept, near, count=WRITTEN[name], seed=seed)
    random.Random(order.seed).shuffle(written)  # noqa: S311 - nothing secret hangs on it
    return written[:READ]


def _judged_on(
    shops: Mapping[str, Sequence[Item]], encoder: TextEncoder, order: Order
) -> list[LabelledList]:
    lists: list[LabelledList] = []
    for name, items in shops.items():
        near = Negatives(items, encoder, _told(order.progress, f"encoding all of {name}"))
        about = [item for item in items if is_held_out(item)]
        lists += labelled_lists(items, about, near, count=JUDGED, seed=_JUDGED_SEED)
    return lists


def _told(progress: Progress, what: str) -> Callable[[int, int], None]:
    return lambda done, total: progress(what, done, total)


def _ndcg(network: PairNetwork, tokenizer: PairTokenizer, lists: Sequence[LabelledList]) -> float:
    """Return the mean nDCG@10 of lists, their labels being the gains."""
    return fmean(_ndcg_of(network, tokenizer, each) for each in lists)


def _ndcg_of(network: PairNetwork, tokenizer: PairTokenizer, each: LabelledList) -> float:
    said = scores(network, tokenizer, each.request, [told(item) for item in each.items])
    order = torch.argsort(said, descending=True, stable=True).tolist()
    best = sorted(each.labels, reverse=True)
    return _gain([each.labels[place] for place in order]) / _gain(best)


def _gain(labels: Sequence[float]) -> float:
    return sum(label / math.log2(place + 2) for place, label in enumerate(labels[:_CUT]))


def _sha256(lists: Sequence[LabelledList]) -> str:
    digest = hashlib.sha256()
    for each in lists:
        ids = [item.item_id for item in each.items]
        digest.update(repr((each.request, ids, each.labels)).encode())
    return digest.hexdigest()


def _smoothed(losses: Sequence[float], over: int = 25) -> Iterator[float]:
    for step in range(len(losses)):
        yield fmean(losses[max(0, step + 1 - over) : step + 1])
