"""A transformer over a shopper's history: the state after each event, in the space of the items.

SASRec (Kang and McAuley, 2018) with pre-norm blocks. An item's row is learnt; with content it
is the sum of a learnt row, its text's vector through a learnt map, its brand's row and the
rows of the categories on its path (so an item that nobody took still has a meaning).
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from ranking.shoppers.item_content import NOTHING, ItemContent


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """The network's shape.

    Attributes:
        width: Of items and states; a multiple of ``heads``.
        heads: Of attention.
        blocks: How many transformer blocks.
        longest: Last events that are read.
        dropout: On events, in blocks and on texts, in [0, 1).
        text: Whether an item's text is part of it; likewise ``brand`` and ``category``.
    """

    width: int = 128
    heads: int = 2
    blocks: int = 2
    longest: int = 50
    dropout: float = 0.5
    text: bool = True
    brand: bool = True
    category: bool = True


_STD = 0.02
_STEPS = 256
"""A byte drawn decides what is dropped."""


class SequenceNetwork(nn.Module):
    """See the module; made for one catalogue."""

    def __init__(
        self, items: int, settings: NetworkSettings, content: ItemContent | None, seed: int = 0
    ) -> None:
        """Draw the weights.

        Args:
            items: Size of the catalogue.
            settings: The shape.
            content: What the items are; None only where the settings use none of it.
            seed: Of the weights and of what dropout drops.
        """
        super().__init__()
        torch.manual_seed(seed)
        self.settings = settings
        self.chance = np.random.default_rng(seed)
        width, dropout = settings.width, settings.dropout
        self.own = _embedding(items, width)
        self.places = _embedding(settings.longest, width)
        if content is not None and settings.text:
            self.register_buffer("texts", torch.from_numpy(content.texts), persistent=False)
            self.text_map = nn.Linear(content.texts.shape[1], width, bias=False)
            nn.init.normal_(self.text_map.weight, std=_STD)
        if content is not None and settings.brand:
            self.register_buffer("brands", torch.from_numpy(content.brands), persistent=False)
            self.brand = _embedding(int(content.brands.max()) + 1, width, nothing=True)
        if content is not None and settings.category:
            self.register_buffer("paths", torch.from_numpy(content.paths), persistent=False)
            self.category = nn.EmbeddingBag(
                int(content.paths.max()) + 1, width, mode="sum", padding_idx=NOTHING
            )
            _small(self.category.weight, nothing=True)
        self.blocks = nn.ModuleList(
            _Block(width, settings.heads, dropout, self.chance) for _ in range(settings.blocks)
        )
        self.last_norm = nn.LayerNorm(width)
        self.events_dropout = _Dropout(dropout, self.chance)
        # Texts are the same for all who read them: they need less to forget.
        self.texts_dropout = _Dropout(0.6 * dropout, self.chance)

    def table(self) -> Tensor:
        """Return every item's row, shape (items, width)."""
        rows = self.own.weight
        if hasattr(self, "text_map"):
            rows = rows + self.text_map(self.texts_dropout(self.texts))
        if hasattr(self, "brand"):
            rows = rows + self.brand(self.brands)
        if hasattr(self, "category"):
            rows = rows + self.category(self.paths)
        return rows

    def forward(self, events: Tensor, table: Tensor) -> Tensor:
        """Return the state after each event; its product with an item's row is its logit.

        Args:
            events: Item numbers, shape (b, l) with l at most ``longest``, oldest first,
                filled up at the end with -1.
            table: As ``table`` gives it.

        Returns:
            Shape (b, l, width); what stands where events are -1 means nothing.
        """
        length = events.shape[1]
        states = self.events_dropout(table[events.clamp_min(0)] + self.places.weight[:length])
        for block in self.blocks:
            states = block(states)
        return self.last_norm(states)


class _Block(nn.Module):
    """Attention to what came before, and a layer for each event on its own."""

    def __init__(self, width: int, heads: int, dropout: float, chance: np.random.Generator) -> None:
        super().__init__()
        self.heads = heads
        self.attended = nn.LayerNorm(width)
        self.asked = nn.Linear(width, 3 * width)
        self.answered = nn.Linear(width, width)
        self.fed = nn.LayerNorm(width)
        self.wide = nn.Linear(width, 4 * width)
        self.narrow = nn.Linear(4 * width, width)
        self.dropout = _Dropout(dropout, chance)
        for layer in (self.asked, self.answered, self.wide, self.narrow):
            nn.init.normal_(layer.weight, std=_STD)
            nn.init.zeros_(layer.bias)

    def forward(self, states: Tensor) -> Tensor:
        b, length, width = states.shape
        parts = self.asked(self.attended(states)).view(b, length, 3, self.heads, -1)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, is_causal=True)
        answer = self.answered(seen.transpose(1, 2).reshape(b, length, width))
        states = states + self.dropout(answer)
        wide = self.dropout(functional.gelu(self.wide(self.fed(states))))
        return states + self.dropout(self.narrow(wide))


class _Dropout(nn.Module):
    """Dropout by bytes of NumPy's generator, eight times faster here than torch's own."""

    def __init__(self, share: float, chance: np.random.Generator) -> None:
        super().__init__()
        self.threshold = round(share * _STEPS)
        self.chance = chance

    def forward(self, values: Tensor) -> Tensor:
        if not self.training or not self.threshold:
            return values
        drawn = torch.frombuffer(bytearray(self.chance.bytes(values.numel())), dtype=torch.uint8)
        kept = (drawn >= self.threshold).view(values.shape).to(values.dtype)
        return values * (kept * (_STEPS / (_STEPS - self.threshold)))


def _embedding(rows: int, width: int, *, nothing: bool = False) -> nn.Embedding:
    made = nn.Embedding(rows, width, padding_idx=NOTHING if nothing else None)
    _small(made.weight, nothing=nothing)
    return made


def _small(weight: Tensor, *, nothing: bool) -> None:
    nn.init.normal_(weight, std=_STD)
    if nothing:
        with torch.no_grad():
            weight[NOTHING] = 0.0
