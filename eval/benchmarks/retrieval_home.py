"""The benchmark's shop, indexed as any shop is; what was made once is used again."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from eval.benchmarks.retrieval_drawn import DrawnTexts
from eval.benchmarks.retrieval_shop import BenchmarkShop, open_shop
from retrieval.batches import batches
from retrieval.catalog import Catalogue
from retrieval.chroma import open_chroma
from retrieval.embed import embed, text_encoding
from retrieval.encoders.caching import CachingTextEncoder
from retrieval.encoders.embedding_cache import EmbeddingCache
from retrieval.encoders.encoder import TextEncoder
from retrieval.encoders.minilm import open_minilm
from retrieval.engines.local import LocalEngine
from retrieval.item_text import item_text
from retrieval.query import Leg
from retrieval.vectors import VectorIndex

Told = Callable[[str, int, int | None], None]

CACHE: Final = "embeddings.sqlite"
"""File of the texts' vectors, in the benchmark's folder; every size of shop shares it."""

REAL: Final = 100_000
"""Items whose texts are encoded; a larger shop's others have vectors drawn around theirs."""

_MADE: Final = "made.json"
_STORED_AT_ONCE: Final = 500
_FINGERPRINT: Final = "benchmark-1"
_MEGABYTE: Final = 1024


@dataclass(frozen=True, slots=True)
class Made:
    """What making a shop took.

    Attributes:
        items: How many it has.
        filled: How many of them went into the catalogue, and
        stored: how many vectors into Chroma; fewer where an interrupted run was gone on with.
        encoded: How many of them the encoder had to encode; the others' vectors
            were known from an earlier run, or drawn.
        drawn: Whether vectors beyond the first ``REAL`` were drawn around those.
        store_seconds: Into the catalogue.
        embed_seconds: Encoding, and into Chroma.
        opened_mb: Memory in use before the first item, MB.
        peak_mb: The most memory in use at any time, MB.
    """

    items: int
    filled: int
    stored: int
    encoded: int
    drawn: bool
    store_seconds: float
    embed_seconds: float
    opened_mb: float
    peak_mb: float


def home_of(folder: Path, count: int) -> Path:
    """Return the home of the shop of a size."""
    return folder / f"shop-{count}"


def is_made(folder: Path, count: int) -> bool:
    """Tell whether the shop of a size was made before."""
    return (home_of(folder, count) / _MADE).is_file()


def make(folder: Path, count: int, models: Path, data: Path, chroma_url: str | None = None) -> Made:
    """Make the shop of a size in a process of its own, unless it is there.

    A run that is interrupted is gone on with by the next.

    Args:
        folder: Where the benchmark keeps its shops.
        count: Items.
        models: Where models are kept.
        data: Folder of the data sets.
        chroma_url: A Chroma server's address; None keeps the vectors in the shop's home.
    """
    made = home_of(folder, count) / _MADE
    if not made.is_file():
        told = (
            str(folder),
            str(count),
            str(models),
            str(data),
            *([chroma_url] if chroma_url else []),
        )
        command = [sys.executable, "-m", __name__, *told]
        subprocess.run(command, check=True)  # noqa: S603 - our own module
    return Made(**json.loads(made.read_text("utf-8")))


def cached_encoder(folder: Path, models: Path) -> tuple[CachingTextEncoder, EmbeddingCache]:
    """Open the encoder that remembers the shop's texts."""
    cache = EmbeddingCache(folder / CACHE)
    return CachingTextEncoder(open_minilm(models), cache), cache


def text_index(folder: Path, count: int, encoder: CachingTextEncoder) -> VectorIndex | None:
    """Open the text leg of a shop."""
    home = home_of(folder, count)
    catalogue = Catalogue(f"sqlite:///{home / 'catalogue.sqlite'}")
    build_id = catalogue.published()
    store = open_chroma(home)
    if build_id is None:
        return None
    return store.find(Leg.TEXT, build_id, encoder.name, encoder.dimensions)


def _make(
    folder: Path,
    count: int,
    models: Path,
    shop: BenchmarkShop,
    *,
    chroma_url: str | None,
    tell: Told,
) -> Made:
    home = home_of(folder, count)
    home.mkdir(parents=True, exist_ok=True)
    catalogue = Catalogue(f"sqlite:///{home / 'catalogue.sqlite'}")
    encoder, cache = cached_encoder(folder, models)
    encoder.encode(["warm"])
    opened = _peak_mb()
    build = catalogue.begin_build(_FINGERPRINT)
    began = time.perf_counter()
    filled = 0 if build.complete else _store(catalogue, build.build_id, shop, count, tell)
    stored = time.perf_counter()
    with closing(cache):
        known = len(cache)
        embedding = embed(
            text_encoding(encoder if count <= REAL else _drawn_beyond(REAL, shop, encoder)),
            catalogue=catalogue,
            build_id=build.build_id,
            index=open_chroma(home, chroma_url).open(
                Leg.TEXT, build.build_id, encoder.name, encoder.dimensions
            ),
            served=None,
            engine=LocalEngine(threads=None),
            progress=tell,
        )
        encoded = len(cache) - known
    embedded = time.perf_counter()
    if not build.complete:
        catalogue.publish(build.build_id)
    made = Made(
        items=count,
        filled=filled,
        stored=embedding.encoded,
        encoded=encoded,
        drawn=count > REAL,
        store_seconds=stored - began,
        embed_seconds=embedded - stored,
        opened_mb=opened,
        peak_mb=_peak_mb(),
    )
    (home / _MADE).write_text(json.dumps(asdict(made)), "utf-8")
    return made


def _drawn_beyond(real: int, shop: BenchmarkShop, encoder: TextEncoder) -> TextEncoder:
    return DrawnTexts(encoder, [item_text(shop.item(number)) for number in range(real)])


def _store(catalogue: Catalogue, build_id: str, shop: BenchmarkShop, count: int, tell: Told) -> int:
    """Store the items that the build lacks, and return how many they were."""
    done = begun = len(catalogue.built_ids(build_id))
    for batch in batches((shop.item(number) for number in range(done, count)), _STORED_AT_ONCE):
        catalogue.put(build_id, batch)
        done += len(batch)
        tell("catalogue", done, count)
    return done - begun


def _peak_mb() -> float:
    # Not getrusage: a process inherits that peak from the one that started it.
    status = Path("/proc/self/status").read_text("utf-8")
    [peak] = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(peak.split()[1]) / _MEGABYTE


def _main() -> None:
    from rich.progress import Progress, TaskID  # noqa: PLC0415  only this process draws bars

    folder, count, models, data = Path(sys.argv[1]), int(sys.argv[2]), *map(Path, sys.argv[3:5])
    chroma_url = sys.argv[5] or None
    os.environ["OMP_NUM_THREADS"] = "1"
    with Progress() as bars:
        tasks: dict[str, TaskID] = {}

        def tell(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(f"{count:,} items: {stage}", total=total)
            bars.update(tasks[stage], completed=done, total=total)

        _make(folder, count, models, open_shop(data), chroma_url=chroma_url, tell=tell)


if __name__ == "__main__":
    _main()
