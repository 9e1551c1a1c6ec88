"""What reading requests and items together is worth: beside the bi-encoder, BM25 and the combiner.

On the written requests of two shops, one of which it never saw, and on requests that the demo
shop writes about products that were held out of training. Eight bits are held against full
precision in torch on the same pairs.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Final

from assistant.settings import Settings
from eval.baselines.plain_bm25 import PlainBm25
from eval.metrics.accuracy import ndcg
from eval.query_set import Split
from eval.ranked_requests import CUT, Found, by_shop, found_requests
from eval.report import Report, percentile
from ranking.cross_encoder.artefact import SHIPPED, read_artefact
from ranking.cross_encoder.lists import Negatives
from ranking.cross_encoder.pairs import PairTokenizer, told
from ranking.cross_encoder.reading import READ, Reading
from ranking.cross_encoder.serving import CrossEncoder, open_cross_encoder
from ranking.cross_encoder.weak_labels import WeakLabels, WeakRequest, is_held_out
from ranking.linear import LinearRelevance
from retrieval.asked import read_words
from retrieval.demo_shop.catalogue import demo_items
from retrieval.encoders.minilm import MINILM, open_minilm
from retrieval.items import Item
from retrieval.query import Leg

if TYPE_CHECKING:
    from ranking.cross_encoder.network import PairNetwork

WEIGHTS: Final = (0.1, 0.25, 0.5, 1.0)
"""Weights of reading in the combiner that validation chooses from."""

HELD_OUT: Final = 150
SEED: Final = 11
COMPARED: Final = 100
"""Requests on which eight bits are held against torch, which takes its time."""

_SPEED_NOTE: Final = (
    "`int8.times_faster` is against torch in full precision on one thread, all pairs of a"
    " request at once; `..._than_single` against torch reading one pair at a time."
)
_NOT_FOUND: Final = -1.0
_COLUMNS: Final = ("requests", "half", "system", "nDCG@10")


@dataclass(frozen=True, slots=True)
class _Pool:
    """A weak request about a held-out product, and what is near it in the whole shop."""

    request: WeakRequest
    items: Sequence[Item]

    def ndcg_at_10(self, values: Sequence[float]) -> float:
        order = sorted(range(len(values)), key=lambda place: -values[place])
        ids = [self.items[place].item_id for place in order]
        return ndcg(ids, self.request.labels, CUT)


def run(data: Path | None = None) -> Report:
    """Measure; the weight is chosen on validation, the test half is only shown.

    Args:
        data: Folder of the data sets; None for ``AISLE_DATA``.

    Raises:
        NoDataError: If the data sets are missing.
        CrossEncoderError: If the shipped weights cannot be used.
    """
    models = Settings().models_dir()
    reader = open_cross_encoder(models)
    seen, unseen = (found_requests(data, half) for half in (Split.VALIDATION, Split.TEST))
    rows: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}
    for half, found in (("validation", seen), ("test", unseen)):
        for system, means in _systems(found, reader).items():
            figures |= {f"{half}.{system}.{shop}.ndcg_at_10": v for shop, v in means.items()}
            rows += [(shop, half, system, f"{value:.4f}") for shop, value in means.items()]
    pools = _held_out_pools(models)
    held, compared = _held_out(pools, reader, models)
    figures |= held | compared
    rows += [
        ("demo, held out", "test", name.split(".")[1], f"{value:.4f}")
        for name, value in held.items()
    ]
    stated = read_artefact(SHIPPED).stated
    return Report(
        name="cross-encoder",
        columns=_COLUMNS,
        rows=rows,
        figures=figures,
        facts={
            "cross-encoder": f"{reader.name}, {stated.layers} layers",
            "trained on": ", ".join(f"{name} ({why})" for name, why in stated.data.items()),
            "requests": f"{len(seen)} of validation, {len(unseen)} of test, {len(pools)} held out",
        },
        notes=[
            f"It reads the first {READ} of the fusion; what follows keeps its place.",
            _SPEED_NOTE,
        ],
    )


def _systems(found: Sequence[Found], reader: CrossEncoder) -> Mapping[str, Mapping[str, float]]:
    scores = {id(each): _scores(each, reader) for each in found}
    ways: dict[str, Mapping[str, float]] = {
        "bi_encoder": by_shop(found, lambda each: each.ndcg_at_10(each.order_by(_meaning(each)))),
        "fusion": by_shop(found, lambda each: each.ndcg_at_10(range(len(each.candidates)))),
        "cross_encoder": by_shop(
            found, lambda e: e.ndcg_at_10(e.order_by(_alone(e, scores[id(e)])))
        ),
        "combiner": by_shop(
            found, lambda each: each.ndcg_at_10(each.order_by(_combined(each, None)))
        ),
    }
    for weight in WEIGHTS:
        ways[f"combiner_reading_{weight:g}"] = by_shop(
            found,
            lambda e, w=weight: e.ndcg_at_10(
                e.order_by(_combined(e, Reading(_Known(scores[id(e)]), weight=w)))
            ),
        )
    return ways


class _Known:
    """A reader that has read already."""

    name = "known"

    def __init__(self, scores: Sequence[float]) -> None:
        self._scores = list(scores)

    def scores(self, request: str, items: Sequence[Item]) -> list[float]:
        del request
        return self._scores[: len(items)]


def _scores(found: Found, reader: CrossEncoder) -> list[float]:
    request = read_words(found.query).english
    items = [candidate.item for candidate in found.candidates[:READ]]
    return reader.scores(request, items) if request else [0.0] * len(items)


def _meaning(found: Found) -> list[float]:
    return [candidate.similarity.get(Leg.TEXT, _NOT_FOUND) for candidate in found.candidates]


def _alone(found: Found, scores: Sequence[float]) -> list[float]:
    return [*scores, *[min(scores) - 1] * (len(found.candidates) - len(scores))]


def _combined(found: Found, reading: Reading | None) -> list[float]:
    model = LinearRelevance([reading] if reading else ())
    return [each.value for each in model.assess(found.query, found.candidates)]


def _held_out_pools(models: Path) -> list[_Pool]:
    items = sorted(demo_items(), key=lambda item: item.item_id)
    near = Negatives(items, open_minilm(models), lambda _done, _total: None)
    about = [item for item in items if is_held_out(item)]
    requests = WeakLabels(items).write(about, HELD_OUT, SEED)
    return [_Pool(each, [items[row] for row in near.near(each.text)[:READ]]) for each in requests]


def _held_out(
    pools: Sequence[_Pool], reader: CrossEncoder, models: Path
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the systems' nDCG on held-out products, and eight bits against torch."""
    encoder = open_minilm(models)
    bm25 = PlainBm25(sorted(demo_items(), key=lambda item: item.item_id))
    values: dict[str, list[float]] = {name: [] for name in ("bi_encoder", "bm25", "cross_encoder")}
    for pool in pools:
        asked = encoder.encode([pool.request.text])[0]
        vectors = encoder.encode([told(item) for item in pool.items])
        places = {
            item_id: -place for place, item_id in enumerate(bm25.rank(pool.request.text, 200))
        }
        values["bi_encoder"].append(pool.ndcg_at_10((vectors @ asked).tolist()))
        values["bm25"].append(
            pool.ndcg_at_10([float(places.get(item.item_id, -1000)) for item in pool.items])
        )
        values["cross_encoder"].append(
            pool.ndcg_at_10(reader.scores(pool.request.text, pool.items))
        )
    held = {f"held_out.{name}.ndcg_at_10": fmean(each) for name, each in values.items()}
    return held, _precisions(pools[:COMPARED], reader, models)


def _precisions(pools: Sequence[_Pool], reader: CrossEncoder, models: Path) -> dict[str, float]:
    import torch  # noqa: PLC0415 - half a gigabyte that only this part needs

    from ranking.cross_encoder.export import network_of  # noqa: PLC0415

    folder = models / MINILM.name
    network, tokenizer = network_of(read_artefact(SHIPPED), folder), PairTokenizer(folder)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        timed = [_both(pool, reader, network, tokenizer) for pool in pools]
    finally:
        torch.set_num_threads(threads)
    eight, full = (fmean(each[place] for each in timed) for place in (0, 1))
    seconds = [percentile([each[place] for each in timed], 0.5) for place in (2, 3, 4)]
    return {
        "int8.ndcg_at_10": eight,
        "fp32.ndcg_at_10": full,
        "int8.ndcg_lost": 1 - eight / full,
        "int8.ms": seconds[0] * 1000,
        "fp32.batch_ms": seconds[1] * 1000,
        "fp32.single_ms": seconds[2] * 1000,
        "int8.times_faster": seconds[1] / seconds[0],
        "int8.times_faster_than_single": seconds[2] / seconds[0],
    }


def _both(
    pool: _Pool, reader: CrossEncoder, network: "PairNetwork", tokenizer: PairTokenizer
) -> tuple[float, float, float, float, float]:
    """Return nDCG in eight bits and in full, and the processor seconds of the ways to read.

    Processor seconds of one thread, since a busy machine stretches the others.
    """
    from ranking.cross_encoder.training import scores  # noqa: PLC0415

    texts = [told(item) for item in pool.items]
    start = time.process_time()
    eight = reader.scores(pool.request.text, pool.items)
    first = time.process_time()
    full = scores(network, tokenizer, pool.request.text, texts).tolist()
    second = time.process_time()
    for text in texts:
        scores(network, tokenizer, pool.request.text, [text])
    third = time.process_time()
    return (
        pool.ndcg_at_10(eight),
        pool.ndcg_at_10(full),
        first - start,
        second - first,
        third - second,
    )
