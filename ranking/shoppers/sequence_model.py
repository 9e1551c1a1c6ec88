"""The trained network as a model of what a shopper takes next."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ranking.shoppers.histories import History
from ranking.shoppers.item_weights import Floats
from ranking.shoppers.sequence_network import SequenceNetwork
from retrieval.one_thread import one_thread

_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class SequenceModel:
    """Affinities are logits of the next item.

    Attributes:
        network: Trained; it is put into evaluation and left there.
        name: Of the signal.
    """

    network: SequenceNetwork
    name: str = "sequence"

    def affinities(self, histories: Sequence[History]) -> Floats:
        """As ``ItemWeights.affinities``; 0 throughout for an empty history."""
        self.network.eval()
        with one_thread(), torch.inference_mode():
            table = self.network.table().float()
            states = self._states(histories, table)
            return (states @ table.t()).numpy()

    def _states(self, histories: Sequence[History], table: Tensor) -> Tensor:
        states = torch.zeros(len(histories), table.shape[1])
        some = [place for place, history in enumerate(histories) if len(history)]
        for first in range(0, len(some), _AT_ONCE):
            places = some[first : first + _AT_ONCE]
            rows = [histories[place][-self.network.settings.longest :] for place in places]
            last = torch.tensor([len(row) - 1 for row in rows])
            states[places] = self.network(padded(rows), table)[torch.arange(len(rows)), last]
        return states


def padded(rows: Sequence[History]) -> Tensor:
    """Return rows as one matrix, filled up at the end with -1."""
    matrix = np.full((len(rows), max(len(row) for row in rows)), -1, dtype=np.int64)
    for place, row in enumerate(rows):
        matrix[place, : len(row)] = row
    return torch.from_numpy(matrix)
