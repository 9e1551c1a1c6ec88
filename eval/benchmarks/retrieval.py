"""Retrieval's speed: the step under filters, against Chroma's own, at growing sizes; indexing."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Final

from assistant.settings import Settings
from eval.benchmarks.retrieval_home import REAL, Made, cached_encoder, is_made, make
from eval.benchmarks.retrieval_indexing import Encoded, measure
from eval.benchmarks.retrieval_memory import peaks
from eval.benchmarks.retrieval_search import Compared, SearchBenchmark, Timed
from eval.benchmarks.retrieval_shop import FILTERS, BenchmarkShop, open_shop
from eval.data_sets import data_folder
from eval.report import Report, percentile
from retrieval.encoders.minilm import open_minilm
from retrieval.item_text import item_text
from retrieval.one_thread import one_blas_thread

SIZES: Final = "AISLE_BENCH_ITEMS"
"""Names the sizes to measure, such as ``10000,100000``."""

_FOLDER: Final = "bench-retrieval"
_ALWAYS: Final = 10_000
_PROMISED: Final = 100_000
_QUERIES: Final = 100
_TEXTS: Final = 512
_COLUMNS: Final = (
    "items",
    "kept",
    "filter",
    "encode",
    "search",
    "fetch",
    "p50",
    "p95",
    "recall",
)
_STAGES: Final = ("filter", "encode", "search", "fetch")


def run(data: Path | None = None) -> Report:
    """Measure at every size that ``AISLE_BENCH_ITEMS`` names.

    By default at 10,000 items, and at 100,000 once a shop of that size was
    made: the first time that encodes as many texts, some ten minutes.

    Args:
        data: Folder of the data sets; None takes ``AISLE_DATA``.

    Raises:
        NoDataError: If a data set is missing.
    """
    one_blas_thread()
    settings = Settings()
    folder, texts, models = settings.home / _FOLDER, data_folder(data), settings.models_dir()
    shop = open_shop(texts)
    sizes = _sizes(folder)
    open_minilm(models)
    rows: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}
    notes: list[str] = []
    asked = 0
    for size in sizes:
        made = make(folder, size, models, texts)
        _note_made(made, figures, notes)
        encoder, cache = cached_encoder(folder, models)
        cache.close()  # requests are not kept, and must be encoded
        benchmark = SearchBenchmark(folder, size, shop, encoder)
        for wanted in FILTERS:
            timed = benchmark.time(wanted, range(asked, asked + _QUERIES))
            asked += _QUERIES
            rows.append(_row(size, timed))
            _note_timed(size, timed, figures)
            notes.append(_ways(size, timed))
        if size == max((s for s in sizes if s <= _PROMISED), default=None):
            compared = benchmark.compare(range(asked, asked + _QUERIES))
            _note_compared(size, compared, figures, notes)
    _note_indexing(_indexing(models, shop), figures, notes)
    _note_memory(peaks(folder, models, texts), figures, notes)
    if _PROMISED not in sizes:
        notes.append(f"The bounds are for {_PROMISED:,} items: set {SIZES}={_PROMISED}.")
    facts = {
        "columns": "share kept; ms, stages at the median; recall@10 of the text leg",
        "texts": "15,020 real titles, repeated with other colours, materials and brands",
        "encoder": "all-MiniLM-L6-v2, int8; a hundred candidates a request",
        "requests": f"{_QUERIES} a filter, none asked twice, no value of a price filter twice",
    }
    return Report("retrieval-speed", _COLUMNS, rows, figures, facts, notes)


def _sizes(folder: Path) -> list[int]:
    if named := os.environ.get(SIZES):
        return sorted({int(size) for size in named.split(",")})
    return [_ALWAYS, *([_PROMISED] if is_made(folder, _PROMISED) else [])]


def _row(size: int, timed: Timed) -> tuple[str, ...]:
    stages = (f"{_ms(timed.seconds.get(stage, [0.0]), 0.5):.1f}" for stage in _STAGES)
    totals = (f"{_ms(timed.seconds['total'], share):.1f}" for share in (0.5, 0.95))
    kept = "all" if timed.wanted.share == 1 else f"{timed.wanted.share:.3g}"
    return (f"{size:,}", kept, *stages, *totals, f"{timed.recall:.3f}")


def _ways(size: int, timed: Timed) -> str:
    kept = "all" if timed.wanted.share == 1 else f"{timed.wanted.share:.2%}"
    ways = ", ".join(
        f"{way.name.lower()} {seconds * 1e3:.1f} ms (recall {recall:.3f})"
        for way, (seconds, recall) in timed.ways.items()
    )
    return f"Search of {size:,}, {kept} kept: {ways}."


def _note_timed(size: int, timed: Timed, figures: dict[str, float]) -> None:
    name = f"{size}.{timed.wanted.name.replace('.', '_')}"
    figures[f"{name}.recall_at_10"] = timed.recall
    for stage, seconds in timed.seconds.items():
        for share in (50, 95):
            figures[f"{name}.{stage}.p{share}_ms"] = _ms(seconds, share / 100)
    for way, (seconds, recall) in timed.ways.items():
        figures[f"{name}.{way.name.lower()}.p50_ms"] = seconds * 1e3
        figures[f"{name}.{way.name.lower()}.recall_at_10"] = recall


def _note_compared(
    size: int, compared: Compared, figures: dict[str, float], notes: list[str]
) -> None:
    ours, theirs = median(compared.ours) * 1e3, median(compared.theirs) * 1e3
    figures |= {
        f"{size}.where.times_faster": theirs / ours,
        f"{size}.where.recall_gained": compared.our_recall - compared.their_recall,
        f"{size}.where.ours_p50_ms": ours,
        f"{size}.where.theirs_p50_ms": theirs,
    }
    notes.append(
        f"Ten nearest of {size:,} under the filter that keeps 6 %: {ours:.1f} ms with our filter, "
        f"{theirs:.1f} ms with Chroma's where ({theirs / ours:.0f} times); recall@10 "
        f"{compared.our_recall:.3f} and {compared.their_recall:.3f}."
    )


def _note_made(made: Made, figures: dict[str, float], notes: list[str]) -> None:
    figures |= {
        f"{made.items}.index.peak_mb": made.peak_mb,
        f"{made.items}.index.catalogue_items_per_s": made.filled / made.store_seconds,
        f"{made.items}.index.vectors_per_s": made.stored / made.embed_seconds,
    }
    known = f"drawn around the first {REAL:,}" if made.drawn else "known by their content"
    notes.append(
        f"Indexing {made.items:,} items took {made.store_seconds:.0f} s for {made.filled:,} items "
        f"into the catalogue and {made.embed_seconds:.0f} s for {made.stored:,} vectors "
        f"({made.encoded:,} encoded, the others {known}); at most {made.peak_mb:.0f} MB, "
        f"{made.opened_mb:.0f} MB before the first item."
    )


def _indexing(models: Path, shop: BenchmarkShop) -> Encoded:
    texts = [item_text(shop.item(number)) for number in range(_TEXTS)]
    queries = [shop.query(number) for number in range(_QUERIES)]
    return measure(models, texts, queries, len(os.sched_getaffinity(0)))


def _note_indexing(encoded: Encoded, figures: dict[str, float], notes: list[str]) -> None:
    figures |= {
        "encode.texts_per_s": encoded.ours,
        "encode.plain_texts_per_s": encoded.plain,
        "encode.times_faster": encoded.ours / encoded.plain,
        "encode.int8_cosine": encoded.cosine,
        "encode.int8_lowest_cosine": encoded.lowest_cosine,
        "encode.int8_recall_at_10": encoded.recall,
    }
    notes.append(
        f"Encoding {_TEXTS} texts: {encoded.ours:.0f} a second as indexed, {encoded.plain:.0f} by "
        "the loop of sentence-transformers in torch (written out here, batches of 32 by length) on "
        f"the same threads; int8 against fp32: cosine {encoded.cosine:.4f} (lowest "
        f"{encoded.lowest_cosine:.4f}), recall@10 {encoded.recall:.3f}."
    )


def _note_memory(peak_mb: Mapping[int, float], figures: dict[str, float], notes: list[str]) -> None:
    small, large = min(peak_mb), max(peak_mb)
    figures |= {f"beside_server.{size}.peak_mb": peak for size, peak in peak_mb.items()}
    figures["beside_server.times_the_memory"] = peak_mb[large] / peak_mb[small]
    notes.append(
        f"Indexing beside a Chroma server takes at most {peak_mb[small]:.0f} MB for {small:,} "
        f"items and {peak_mb[large]:.0f} MB for {large:,}."
    )


def _ms(seconds: Sequence[float], share: float) -> float:
    return percentile(seconds, share) * 1e3
