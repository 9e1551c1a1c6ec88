"""Catalogues filled at once, and vector stores in memory or in a folder that outlives a kill."""

from collections.abc import Collection, Sequence
from pathlib import Path
from urllib.parse import quote, unquote

import numpy as np

from retrieval.catalog import Catalogue
from retrieval.items import Item
from retrieval.query import Leg
from tests.fakes.retrieval import InMemoryIndex


def publish(catalogue: Catalogue, *items: Item, feed: str = "feed") -> str:
    """Let the items serve, alone, and return the build they are in."""
    build = catalogue.begin_build(feed, afresh=True)
    catalogue.put(build.build_id, items)
    catalogue.publish(build.build_id)
    return build.build_id


class InMemoryStore:
    """A ``VectorStore`` of ``InMemoryIndex``; ``dropped`` names the builds dropped."""

    def __init__(self):
        self.indexes: dict[tuple[Leg, str, str], InMemoryIndex] = {}
        self.dropped: list[str] = []

    def open(self, leg, build_id, encoder_name, dimensions):  # noqa: ARG002
        return self.indexes.setdefault((leg, build_id, encoder_name), InMemoryIndex())

    def find(self, leg, build_id, encoder_name, dimensions):  # noqa: ARG002
        return self.indexes.get((leg, build_id, encoder_name))

    def drop(self, build_ids: Collection[str]) -> None:
        self.dropped += build_ids
        self.indexes = {key: kept for key, kept in self.indexes.items() if key[1] not in build_ids}


class FolderIndex(InMemoryIndex):
    """Keeps each vector in a file of its own, written whole or not at all."""

    def __init__(self, folder: Path):
        super().__init__()
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.glob("*.npy"):
            self._rows[unquote(path.stem)] = np.load(path)

    def upsert(self, ids: Sequence[str], vectors) -> None:
        super().upsert(ids, vectors)
        for item_id, vector in zip(ids, vectors, strict=True):
            unfinished = self._folder / "unfinished"
            with unfinished.open("wb") as file:
                np.save(file, vector)
            unfinished.replace(self._folder / f"{quote(item_id, safe='')}.npy")


class FolderStore:
    """A ``VectorStore`` of ``FolderIndex``."""

    def __init__(self, folder: Path):
        self._folder = folder

    def open(self, leg, build_id, encoder_name, dimensions):  # noqa: ARG002
        return FolderIndex(self._place(leg, build_id, encoder_name))

    def find(self, leg, build_id, encoder_name, dimensions):
        place = self._place(leg, build_id, encoder_name)
        return self.open(leg, build_id, encoder_name, dimensions) if place.exists() else None

    def drop(self, build_ids: Collection[str]) -> None:
        for build_id in build_ids:
            for path in sorted(self._folder.glob(f"{build_id}/**/*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()

    def _place(self, leg, build_id, encoder_name) -> Path:
        return self._folder / build_id / f"{leg}-{encoder_name}"
