"""The network of all-MiniLM-L6-v2 in torch, and its export.

Needed once, to write the ONNX file that ``minilm.py`` serves.
"""

from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from retrieval.encoders.eight_bits import write_eight_bits
from retrieval.encoders.onnx_files import export


class MeanPooledBert(nn.Module):
    """BERT whose token vectors are averaged and scaled to length 1."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Return unit vectors, shape (n, 384), of token ids, shape (n, length)."""
        tokens: Any = self.bert(input_ids=input_ids, attention_mask=attention_mask)
        real = attention_mask.unsqueeze(-1).to(torch.float32)
        mean = (tokens.last_hidden_state * real).sum(dim=1) / real.sum(dim=1)
        return nn.functional.normalize(mean, dim=1)


def load(folder: Path) -> MeanPooledBert:
    """Build the network from ``config.json`` and ``model.safetensors``."""
    config = BertConfig.from_json_file(folder / "config.json")
    config._attn_implementation = "eager"  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    bert = BertModel(config)
    weights = load_file(folder / "model.safetensors")
    # Older transformers kept the positions, which are 0, 1, 2, ..., as a weight.
    weights.pop("embeddings.position_ids", None)
    bert.load_state_dict(weights)
    return MeanPooledBert(bert).eval()


def write_onnx(folder: Path, path: Path) -> None:
    """Write the network to ``path`` with its matrices in eight bits; see ``eight_bits.py``."""
    batch, length = torch.export.Dim("batch"), torch.export.Dim("length", max=512)
    token_ids = torch.arange(1000, 1024).reshape(2, 12)
    export(
        load(folder),
        (token_ids, torch.ones_like(token_ids)),
        path,
        inputs=("input_ids", "attention_mask"),
        dynamic={
            "input_ids": {0: batch, 1: length},
            "attention_mask": {0: batch, 1: length},
        },
        finish=write_eight_bits,
    )
