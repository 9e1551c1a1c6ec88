"""A trained part on disk: one safetensors file that says what it is and what it rests on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

VERSION: Final = 1
"""Of the layout; a file of another is refused."""

Arrays = Mapping[str, NDArray[Any]]


class ArtefactError(Exception):
    """A trained part cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Artefact:
    """A trained part.

    Attributes:
        part: Name of the trainable part, such as ``shoppers``.
        data_sha256: Of what it was trained on.
        metrics: What it reached where it was judged, by name.
        stated: Settings and whatever else is no array; as JSON can hold it.
        arrays: Its numbers, by name.
    """

    part: str
    data_sha256: str
    metrics: Mapping[str, float]
    stated: Mapping[str, Any]
    arrays: Arrays


def write_artefact(artefact: Artefact, path: Path) -> None:
    """Write the file, whole or not at all; equal artefacts give equal bytes.

    Raises:
        OSError: If the disk fails.
    """
    arrays = {name: np.ascontiguousarray(array) for name, array in artefact.arrays.items()}
    head = {
        "version": VERSION,
        "part": artefact.part,
        "data_sha256": artefact.data_sha256,
        "metrics": dict(artefact.metrics),
        "stated": dict(artefact.stated),
        "arrays_sha256": _digest(arrays),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.write_bytes(save(arrays, {"aisle": json.dumps(head, sort_keys=True)}))
    unfinished.replace(path)


def read_artefact(path: Path, part: str) -> Artefact:
    """Read a file that ``write_artefact`` wrote.

    Args:
        path: The file.
        part: What it must be.

    Raises:
        ArtefactError: If it is missing, damaged, of another part or of another version.
    """
    again = f"train it again with `aisle train-ranker --part {part}`"
    if not path.exists():
        raise ArtefactError(f"there is no {path}: {again}")
    try:
        with safe_open(path, framework="numpy") as file:
            head = json.loads((file.metadata() or {})["aisle"])
            arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        found = head["part"], head["version"], head["arrays_sha256"]
        made = Artefact(head["part"], head["data_sha256"], head["metrics"], head["stated"], arrays)
    except (OSError, SafetensorError, KeyError, ValueError, TypeError) as error:
        raise ArtefactError(f"{path} is damaged ({error}): {again}") from error
    if found[:2] != (part, VERSION):
        raise ArtefactError(
            f"{path} holds {found[0]!r} of version {found[1]}, not {part!r} of version {VERSION}: "
            f"{again}"
        )
    if found[2] != _digest(arrays):
        raise ArtefactError(f"{path} is damaged (its numbers are not those written): {again}")
    return made


def _digest(arrays: Arrays) -> str:
    digest = sha256()
    for name in sorted(arrays):
        array = arrays[name]
        digest.update(f"{name} {array.dtype.str} {array.shape}".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()
