"""Opens the engine that was asked for."""

from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from retrieval.embed import Encoding, Engine, image_encoding, text_encoding
from retrieval.encoders.looks import open_looks
from retrieval.encoders.minilm import open_minilm
from retrieval.engines.local import LocalEngine
from retrieval.engines.names import EngineName
from retrieval.query import Leg


class EngineError(Exception):
    """The engine cannot be opened; the message says what to do."""


@contextmanager
def open_engine(
    name: EngineName,
    models_dir: Path,
    *,
    workers: int | None = None,
    address: str | None = None,
) -> Generator[Engine]:
    """Open an engine, and end afterwards what it started.

    Args:
        name: Which.
        models_dir: Where the encoders' weights are kept. A worker that does not
            find them there brings them.
        workers: Threads of the local engine, processes of Ray's; None means as
            many as there are processors.
        address: Of a Ray cluster; None starts Ray on this machine.

    Raises:
        EngineError: If Ray is not installed.
        ValueError: If ``workers`` is below 1.
    """
    if name is EngineName.LOCAL:
        yield LocalEngine(workers)
        return
    try:
        # Half a gigabyte that only this engine needs.
        from retrieval.engines.ray_data import RayEngine  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise EngineError(
            f"the ray engine needs a package that is not installed ({error.name}); run: "
            "python -m pip install --constraint constraints.txt --editable '.[ray]'"
        ) from error
    # A worker has a working folder of its own.
    there = models_dir.resolve()
    encodings = {
        Leg.TEXT: partial(open_text_encoding, there),
        Leg.IMAGE: partial(open_image_encoding, there),
    }
    with RayEngine(encodings, workers=workers, address=address) as engine:
        yield engine


def open_text_encoding(models_dir: Path) -> Encoding:
    """Open the encoding of items' words; see ``open_minilm``."""
    return text_encoding(open_minilm(models_dir))


def open_image_encoding(models_dir: Path) -> Encoding:
    """Open the encoding of items' photos; see ``open_looks``."""
    return image_encoding(open_looks(models_dir))
