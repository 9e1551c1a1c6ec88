"""The network in torch: MiniLM's first layers over both texts at once, and three readings of them.

Needed for training, and once to write the ONNX file that ``serving.py`` runs.
"""

from pathlib import Path
from typing import Any, Final

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

LAYERS: Final = 3
"""How many of MiniLM's six layers are kept: the first ones."""
TUNED: Final = 1
"""How many of these, from the top, are fine-tuned."""

_WORDS: Final = 8.0
_MEANING: Final = 4.0
_FAR: Final = -1e4


class PairNetwork(nn.Module):
    """Scores how well an item's text answers a request; a logit, higher is better.

    Every token attends to both texts. The score sums three readings of the last layer:
    how near each of the request's tokens comes to one of the item's (ColBERT's maximum,
    Khattab and Zaharia, 2020, each token weighed by what it is), how near the means of
    the two sides are (what MiniLM was trained for, so that training starts from there),
    and a linear reading of the first token. The embeddings and all but the last ``TUNED``
    layers stay MiniLM's own, so what is learned is small.
    """

    def __init__(self, bert: BertModel) -> None:
        """Put the readings on top of a network; they begin as plain means."""
        super().__init__()
        self.bert = bert
        width = bert.config.hidden_size
        self.weigh = nn.Parameter(torch.zeros(width))
        self.first = nn.Parameter(torch.zeros(width))
        self.scale = nn.Parameter(torch.tensor([_WORDS, _MEANING]))
        bert.requires_grad_(requires_grad=False)
        for layer in bert.encoder.layer[-TUNED:]:
            layer.requires_grad_(requires_grad=True)

    def forward(
        self,
        input_ids: Tensor,
        token_type_ids: Tensor,
        asked: Tensor,
        said: Tensor,
        attention_mask: Tensor | None = None,
    ) -> Tensor:
        """Return logits, shape (n,), of token rows, shape (n, length).

        What the rows hold is said at ``Tokens``; without a mask nothing is padding.
        """
        read: Any = self.bert(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        )
        states: Tensor = read.last_hidden_state.float()
        units = nn.functional.normalize(states, dim=2)
        near = units @ units.transpose(1, 2) + _FAR * (1 - said).unsqueeze(1)
        nearest = near.amax(dim=2)
        weights = torch.softmax((states * self.weigh).sum(dim=2) + _FAR * (1 - asked), dim=1)
        found = (weights * nearest).sum(dim=1)
        alike = nn.functional.cosine_similarity(_mean(states, asked), _mean(states, said), dim=1)
        first = (states[:, 0] * self.first).sum(dim=1)
        return first + self.scale[0] * found + self.scale[1] * alike


def _mean(states: Tensor, side: Tensor) -> Tensor:
    return (side.unsqueeze(1) @ states).squeeze(1) / side.sum(dim=1, keepdim=True).clamp_min(1.0)


def from_minilm(folder: Path, layers: int = LAYERS) -> PairNetwork:
    """Build the network from MiniLM's ``config.json`` and ``model.safetensors``.

    Args:
        folder: MiniLM's.
        layers: How many to keep, 1 to 6.
    """
    config = BertConfig.from_json_file(folder / "config.json")
    config.num_hidden_layers = layers
    # Every list is read about once, so there is nothing to learn by heart.
    config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0.0
    # What the exporter can write down.
    config._attn_implementation = "eager"  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    bert = BertModel(config, add_pooling_layer=False)
    stored = load_file(folder / "model.safetensors")
    own = bert.state_dict()
    bert.load_state_dict({name: stored[name] for name in own if name in stored}, strict=False)
    return PairNetwork(bert)
