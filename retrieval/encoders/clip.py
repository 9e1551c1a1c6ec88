"""A CLIP or SigLIP checkpoint: texts and photos in one space, as it was trained."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from PIL.Image import Image

from retrieval.encoders.encoder import Vectors
from retrieval.encoders.onnx_files import EncoderError

_FAMILIES: Final = frozenset({"clip", "siglip", "siglip2"})
_BATCH: Final = 16
_MOST_CHARACTERS: Final = 2_000


class ClipCheckpoint:
    """Encodes texts and photos with one checkpoint; safe to call from several threads.

    Attributes:
        name: The checkpoint and a hash of its configuration and weights' sizes.
        dimensions: Length of every vector.
    """

    def __init__(self, checkpoint: str) -> None:
        """Load a checkpoint, and let torch take one thread a call in this process.

        Args:
            checkpoint: A folder that ``save_pretrained`` wrote, with tokenizer and
                image processor, or the name of one on the Hugging Face hub.

        Raises:
            EncoderError: If it cannot be loaded, or is of another kind.
        """
        # Seconds and half a gigabyte, which only this setting pays.
        import torch  # noqa: PLC0415
        from transformers import AutoImageProcessor, AutoModel, AutoTokenizer  # noqa: PLC0415

        self._torch = torch
        # One a call, as the other encoders take; more wait for each other on busy processors.
        torch.set_num_threads(1)
        try:
            model: Any = AutoModel.from_pretrained(checkpoint)
            self._tokenizer: Any = AutoTokenizer.from_pretrained(checkpoint)
            self._processor: Any = AutoImageProcessor.from_pretrained(checkpoint)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise EncoderError(
                f"the checkpoint {checkpoint!r} cannot be loaded ({error}): AISLE_JOINT_MODEL "
                "should name a CLIP or SigLIP model, or a folder that holds one"
            ) from error
        kind = str(model.config.model_type)
        if kind not in _FAMILIES:
            raise EncoderError(
                f"the checkpoint {checkpoint!r} is a {kind!r}, and AISLE_JOINT_MODEL takes one of "
                f"{', '.join(sorted(_FAMILIES))}"
            )
        self._model = model.eval()
        self._length = int(model.config.text_config.max_position_embeddings)
        # SigLIP was only ever shown texts padded to their full length.
        self._padding: bool | str = True if kind == "clip" else "max_length"
        self.name = _name(checkpoint, model)
        self.dimensions = int(self.texts(["a"]).shape[1])

    def texts(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions)."""
        parts = [texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH)]
        return self._joined([self._texts(part) for part in parts])

    def photos(self, photos: Sequence[Image]) -> Vectors:
        """Return one unit vector a photo, shape (len(photos), dimensions)."""
        parts = [photos[start : start + _BATCH] for start in range(0, len(photos), _BATCH)]
        return self._joined([self._photos(part) for part in parts])

    def _texts(self, texts: Sequence[str]) -> Vectors:
        tokens = self._tokenizer(
            [text[:_MOST_CHARACTERS].encode("utf-8", "replace").decode() for text in texts],
            padding=self._padding,
            truncation=True,
            max_length=self._length,
            return_tensors="pt",
        )
        given = {name: tokens[name] for name in ("input_ids", "attention_mask") if name in tokens}
        if self._padding == "max_length":
            given.pop("attention_mask", None)
        with self._torch.inference_mode():
            return _unit(self._model.get_text_features(**given))

    def _photos(self, photos: Sequence[Image]) -> Vectors:
        pixels = self._processor([photo.convert("RGB") for photo in photos], return_tensors="pt")
        with self._torch.inference_mode():
            return _unit(self._model.get_image_features(**pixels))

    def _joined(self, parts: Sequence[Vectors]) -> Vectors:
        if not parts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        return np.concatenate(parts)


def _unit(features: Any) -> Vectors:  # noqa: ANN401 - a tensor, or what newer releases put around it
    tensor = getattr(features, "pooler_output", features)
    vectors = np.asarray(tensor.float().numpy(), dtype=np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)


def _name(checkpoint: str, model: Any) -> str:  # noqa: ANN401 - transformers has no type for it
    """Tell checkpoints of one name apart by their configuration and their weights."""
    told = hashlib.sha256(model.config.to_json_string(use_diff=True).encode())
    for name, weight in sorted(model.state_dict().items()):
        told.update(f"{name}{float(weight.float().sum()):.6e}".encode())
    return f"{Path(checkpoint).name}-{told.hexdigest()[:12]}"
