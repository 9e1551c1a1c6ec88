"""Heads on disk: one safetensors file with what they rest on and how good they are."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from retrieval.joint.drift import Hashes
from retrieval.joint.fitting import Method
from retrieval.joint.heads import Head, Heads
from retrieval.joint.held_out import Figures
from retrieval.joint.trained_on import photo_hashes

GENERIC_FILE: Final = Path(__file__).parent / "generic.safetensors"
"""The heads that travel with the program; ``aisle train-joint`` makes them."""

_PARTS: Final = ("mean", "inner", "bias", "outer")


class ArtefactError(Exception):
    """A file of heads cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Artefact:
    """Heads with their origin.

    Attributes:
        heads: The heads.
        text_encoder: Name of the encoder whose vectors the text head takes.
        image_encoder: Likewise of the photo head.
        method: How they were made.
        figures: On unseen products, by method; empty where nothing was judged.
        data_sha256: Of what they were fitted to.
        pairs: Hashes of the pairs they were fitted to, ascending, shape (n,);
            by these a catalogue is found to have drifted.
        notes: More for people, by name.
        photos: Of heads that travel, hashes of the photos they were trained on,
            ascending, shape (m,); a shop that has some of those is not judged
            by them. Of a shop's own heads empty.
    """

    heads: Heads
    text_encoder: str
    image_encoder: str
    method: Method
    figures: Mapping[Method, Figures]
    data_sha256: str
    pairs: Hashes
    notes: Mapping[str, str]
    photos: Hashes = field(default_factory=lambda: photo_hashes(()))

    @property
    def judged(self) -> Figures | None:
        """What the kept method reached, if it was judged."""
        return self.figures.get(self.method)

    @property
    def serves(self) -> bool:
        """Whether the heads were found to be better than chance."""
        return self.judged is not None and self.judged.beats_chance


def write_artefact(artefact: Artefact, path: Path) -> None:
    """Write the file, whole or not at all; equal artefacts give equal bytes.

    Raises:
        OSError: If the disk fails.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_bytes(_as_bytes(artefact))
    unfinished.replace(path)


def read_artefact(path: Path) -> Artefact:
    """Read a file that ``write_artefact`` wrote.

    Raises:
        ArtefactError: If it is missing or not such a file.
    """
    try:
        with safe_open(path, framework="numpy") as file:
            stated = json.loads((file.metadata() or {})["aisle"])
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        return _artefact(stated, tensors)
    except (OSError, SafetensorError, KeyError, ValueError, TypeError) as error:
        raise ArtefactError(
            f"{path} holds no joint heads ({error}): delete it and run `aisle index` again"
        ) from error


def encoder_name(artefact: Artefact) -> str:
    """Name what the heads make of photos and texts, so that two fits are never mixed."""
    return f"joint-{hashlib.sha256(_as_bytes(artefact)).hexdigest()[:16]}"


def _as_bytes(artefact: Artefact) -> bytes:
    tensors: dict[str, np.ndarray[Any, Any]] = {"pairs": artefact.pairs}
    if len(artefact.photos):
        tensors["photos"] = artefact.photos
    for side, head in (("text", artefact.heads.text), ("photo", artefact.heads.photo)):
        values = ((part, getattr(head, part)) for part in _PARTS)
        tensors |= {f"{side}.{part}": value for part, value in values if value is not None}
    stated = {
        "text_encoder": artefact.text_encoder,
        "image_encoder": artefact.image_encoder,
        "method": artefact.method.value,
        "figures": {method.value: one.as_json() for method, one in artefact.figures.items()},
        "data_sha256": artefact.data_sha256,
        "notes": dict(artefact.notes),
    }
    return save(tensors, {"aisle": json.dumps(stated, sort_keys=True)})


def _artefact(stated: Mapping[str, Any], tensors: Mapping[str, Any]) -> Artefact:
    text, photo = (
        Head(*(tensors.get(f"{side}.{part}") for part in _PARTS))  # pyright: ignore[reportArgumentType] - read as written
        for side in ("text", "photo")
    )
    return Artefact(
        heads=Heads(text, photo),
        text_encoder=stated["text_encoder"],
        image_encoder=stated["image_encoder"],
        method=Method(stated["method"]),
        figures={Method(name): Figures(**one) for name, one in stated["figures"].items()},
        data_sha256=stated["data_sha256"],
        pairs=tensors["pairs"],
        notes=stated["notes"],
        photos=tensors.get("photos", photo_hashes(())),
    )
