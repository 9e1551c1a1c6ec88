"""The network: MiniLM over the context and the turn, an act and any number of slots on top.

A slot's logit sums what the text says (a linear reading of the pooled states) and
what the clues say, the latter with weights that all values of a slot share: a brand
seen once in training is then read wherever its name stands.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from eval.understanding.encoder.frames import CLUES, Inventory

_DROPOUT = 0.2


class FrameNetwork(nn.Module):
    """Reads acts and slots from token rows and clues."""

    def __init__(self, bert: BertModel, inventory: Inventory) -> None:
        """Put the readings on top of a network; every slot begins unlikely."""
        super().__init__()
        self.bert = bert
        width = 3 * bert.config.hidden_size
        names = sorted({slot for slot, _ in inventory.slots})
        self.drop = nn.Dropout(_DROPOUT)
        self.acts = nn.Linear(width, max(1, len(inventory.acts)))
        self.slots = nn.Linear(width, max(1, len(inventory.slots)))
        self.kinds = nn.Linear(width, max(1, len(names)) * CLUES)
        nn.init.normal_(self.kinds.weight, std=0.01)
        with torch.no_grad():
            self.slots.bias.fill_(-3.0)
            self.kinds.bias.copy_(torch.tensor([3.0, 0.5, -0.5, -1.0]).repeat(max(1, len(names))))
        which = [names.index(slot) for slot, _ in inventory.slots] or [0]
        self.register_buffer("which", torch.tensor(which), persistent=False)
        bert.embeddings.word_embeddings.requires_grad_(requires_grad=False)

    def forward(
        self, input_ids: Tensor, token_type_ids: Tensor, attention_mask: Tensor, clues: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return the logits of acts, shape (n, acts), and of slots, shape (n, slots).

        Args:
            input_ids: Shape (n, length): the context, then the turn.
            token_type_ids: 0 on the context, 1 on the turn.
            attention_mask: 1 on what is no padding.
            clues: Shape (n, slots, ``CLUES``).
        """
        read: Any = self.bert(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        )
        states: Tensor = read.last_hidden_state.float()
        turn = (token_type_ids * attention_mask).unsqueeze(-1).float()
        mean = (states * turn).sum(dim=1) / turn.sum(dim=1).clamp_min(1.0)
        most = (states + (turn - 1) * 1e4).amax(dim=1)
        pooled = self.drop(torch.cat((states[:, 0], mean, most), dim=1))
        weights = self.kinds(pooled).reshape(len(pooled), -1, CLUES)[:, self.which]
        return self.acts(pooled), self.slots(pooled) + (weights * clues).sum(dim=2)


def from_minilm(folder: Path, inventory: Inventory) -> FrameNetwork:
    """Build the network from MiniLM's ``config.json`` and ``model.safetensors``."""
    config = BertConfig.from_json_file(folder / "config.json")
    bert = BertModel(config, add_pooling_layer=False)
    stored = load_file(folder / "model.safetensors")
    own = bert.state_dict()
    bert.load_state_dict({name: stored[name] for name in own if name in stored}, strict=False)
    return FrameNetwork(bert, inventory)


def averaged(states: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Return the mean of several states of one network."""
    return {name: torch.stack([s[name].float() for s in states]).mean(0) for name in states[0]}
