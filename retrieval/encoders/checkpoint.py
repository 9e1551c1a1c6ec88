"""Any text encoder that transformers can load, such as a multilingual one, in MiniLM's place."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from retrieval.encoders.encoder import Vectors
from retrieval.encoders.onnx_files import EncoderError

_MAX_TOKENS: Final = 256
_MAX_CHARACTERS: Final = 8_192
_AT_ONCE: Final = 16


class CheckpointTextEncoder:
    """A ``TextEncoder``: the mean of a network's token vectors, scaled to length 1.

    Texts are read up to 256 tokens, or as many as the network has positions for.
    """

    def __init__(self, folder: Path, *, prefix: str = "") -> None:
        """Load the network; takes seconds, and the memory of its weights.

        Torch takes one thread a call in this process from then on.

        Args:
            folder: A checkpoint with its tokenizer, as ``save_pretrained`` writes it.
            prefix: Put before every text, where the network was trained with one
                (``query: `` for the E5 family).

        Raises:
            EncoderError: If transformers cannot load it.
        """
        # Brings torch and transformers, which only this setting needs.
        import torch  # noqa: PLC0415
        from transformers import AutoModel, AutoTokenizer  # noqa: PLC0415

        # As the other encoders take; more wait for each other on busy processors.
        torch.set_num_threads(1)
        try:
            self._tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True)
            self._network: Any = AutoModel.from_pretrained(folder, local_files_only=True).eval()
        except (OSError, ValueError) as error:
            raise EncoderError(
                f"{folder} is no text encoder that transformers can load: {error}"
            ) from error
        config = self._network.config
        self._prefix = prefix
        self._most_tokens = min(_MAX_TOKENS, int(config.max_position_embeddings) - 2)
        self.dimensions = int(config.hidden_size)
        self.name = f"{folder.name}-{_fingerprint(folder, prefix)}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions)."""
        import torch  # noqa: PLC0415 - see above

        rows = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(texts), _AT_ONCE):
            batch = [self._prefix + _readable(text) for text in texts[start : start + _AT_ONCE]]
            fed = self._tokenizer(
                batch,
                padding=True,
                truncation=True,
                max_length=self._most_tokens,
                return_tensors="pt",
            )
            with torch.inference_mode():
                tokens = self._network(**fed).last_hidden_state
            real = fed["attention_mask"].unsqueeze(-1).to(tokens.dtype)
            mean = (tokens * real).sum(dim=1) / real.sum(dim=1).clamp(min=1)
            unit = torch.nn.functional.normalize(mean, dim=1)
            rows[start : start + len(batch)] = unit.float().numpy()
        return rows


def _fingerprint(folder: Path, prefix: str) -> str:
    """Return what tells this checkpoint's vectors from another's: its files' names and sizes."""
    files = sorted((path.name, path.stat().st_size) for path in folder.iterdir() if path.is_file())
    config = (folder / "config.json").read_bytes()
    return hashlib.sha256(repr((files, config, prefix)).encode()).hexdigest()[:8]


def _readable(text: str) -> str:
    """Cut the text, and replace halves of surrogate pairs, which no tokenizer reads."""
    return text[:_MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
