"""The fine-tuned weights on disk: one safetensors file, with their origin and how good they are.

MiniLM's word and position embeddings, two thirds of it, stay as they are and are not in the
file; they are fetched with the encoder anyway.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from ranking.cross_encoder.errors import CrossEncoderError

SHIPPED: Final = Path(__file__).parent / "shipped.safetensors"
"""The weights that travel with the program; ``aisle train-ranker`` makes them."""

FORMAT: Final = 1
"""Counts up when the network changes, so that an older file is not read wrongly."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file says of its weights.

    Attributes:
        layers: How many of MiniLM's layers were kept.
        base_sha256: Of MiniLM's file that training began with.
        data_sha256: Of the lists that were learned from.
        data: Names of the catalogues, each with its licence.
        settings: Of the fine-tuning.
        figures: What was reached on held-out requests, by name.
    """

    layers: int
    base_sha256: str
    data_sha256: str
    data: Mapping[str, str]
    settings: Mapping[str, float]
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Artefact:
    """Weights with their origin.

    Attributes:
        weights: By name as the network calls them, in half precision.
        stated: Their origin.
        sha256: Of the weights; names what is made of them.
    """

    weights: Mapping[str, NDArray[np.float16]]
    stated: Stated
    sha256: str


def write_artefact(weights: Mapping[str, NDArray[Any]], stated: Stated, path: Path) -> None:
    """Write the file, whole or not at all; equal weights give equal bytes.

    Raises:
        CrossEncoderError: If a weight is no number, or too large for half precision.
        OSError: If the disk fails.
    """
    halves: dict[str, NDArray[np.float16]] = {}
    for name in sorted(weights):
        with np.errstate(over="ignore"):  # said below, with the name
            halves[name] = np.asarray(weights[name]).astype(np.float16)
        if not np.isfinite(halves[name]).all():
            raise CrossEncoderError(f"{name} holds what is no number; train again")
    said = {"format": FORMAT, "sha256": _sha256(halves), **asdict(stated)}
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_bytes(save(halves, {"aisle": json.dumps(said, sort_keys=True)}))
    unfinished.replace(path)


def read_artefact(path: Path) -> Artefact:
    """Read a file that ``write_artefact`` wrote.

    Raises:
        CrossEncoderError: If it is missing, damaged, or of another format.
    """
    try:
        with safe_open(path, framework="numpy") as file:
            said = json.loads((file.metadata() or {})["aisle"])
            weights = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        if said.pop("format") != FORMAT:
            raise ValueError("it is of another format")  # noqa: TRY301 - told below like the others
        sha256 = said.pop("sha256")
        if sha256 != _sha256(weights):
            raise ValueError("its weights are not those that were written")  # noqa: TRY301 - likewise
        return Artefact(weights, Stated(**said), sha256)
    except (OSError, SafetensorError, KeyError, ValueError, TypeError) as error:
        raise CrossEncoderError(
            f"{path} holds no cross-encoder ({error}): restore the file, or make it anew with "
            "`aisle train-ranker --part cross-encoder`"
        ) from error


def _sha256(weights: Mapping[str, NDArray[Any]]) -> str:
    digest = hashlib.sha256()
    for name in sorted(weights):
        digest.update(f"{name} {weights[name].shape}".encode())
        digest.update(np.ascontiguousarray(weights[name]).tobytes())
    return digest.hexdigest()
