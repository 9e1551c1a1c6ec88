"""Cross-entropy over a whole catalogue, with its gradient made on the way."""

from typing import Any, Final

import torch
from torch import Tensor
from torch.autograd import Function

_CHUNK: Final = 512
"""Rows at a time: their products with all items stay in the processor's cache."""


class _CatalogueCrossEntropy(Function):
    """Never holds more than ``_CHUNK`` rows of probabilities, forward or backward.

    The products run in bfloat16, which processors with matrix units do several times
    faster; gradients are summed in float32.
    """

    @staticmethod
    def forward(ctx: Any, states: Tensor, table: Tensor, chosen: Tensor) -> Tensor:  # noqa: ANN401 - torch's own context
        rows = len(states)
        items = table.to(torch.bfloat16)
        across = items.t().contiguous()
        of_states = torch.empty(states.shape, dtype=torch.float32)
        of_table = torch.zeros(table.shape, dtype=torch.float32)
        total = 0.0
        for first in range(0, rows, _CHUNK):
            state = states[first : first + _CHUNK].to(torch.bfloat16)
            right = chosen[first : first + _CHUNK]
            places = torch.arange(len(right))
            shares = torch.softmax(state @ across, dim=1)
            total -= float(shares[places, right].float().clamp_min(1e-12).log().sum())
            shares[places, right] -= 1
            of_states[first : first + _CHUNK] = (shares @ items).float()
            of_table += (shares.t() @ state).float()
        ctx.save_for_backward(of_states / rows, of_table / rows)
        ctx.types = states.dtype, table.dtype
        return torch.tensor(total / rows)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, Tensor, None]:  # noqa: ANN401 - torch's own context
        (outer,) = gradients
        of_states, of_table = ctx.saved_tensors
        states_type, table_type = ctx.types
        return (outer * of_states).to(states_type), (outer * of_table).to(table_type), None


def catalogue_cross_entropy(states: Tensor, table: Tensor, chosen: Tensor) -> Tensor:
    """Return the mean cross-entropy of the items chosen, over all items.

    Args:
        states: Shape (n, d), n at least 1; the product with an item's row is its logit.
        table: Shape (items, d).
        chosen: Shape (n,), item numbers.

    Returns:
        A scalar in nats; exact to bfloat16's two to three digits, as its gradient is.
    """
    return _CatalogueCrossEntropy.apply(states, table, chosen)  # pyright: ignore[reportReturnType] - untyped in torch
