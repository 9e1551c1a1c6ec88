"""What goes with the products in a basket: co-purchase, with popular products damped."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ranking.baskets.purchases import Matrix, bought_together, largest, of_baskets


@dataclass(frozen=True, slots=True)
class GoesWithOptions:
    """How much being popular counts.

    Attributes:
        given: Power of the popularity of what is in the basket: at 1 each of
            its products has one vote, at 0 the popular have more.
        damping: Power of the popularity of what is proposed, in [0, 1]: at 0 the
            popular is proposed everywhere, at 1 the rare.
        least: Baskets that two products must share.
    """

    given: float = 0.5
    damping: float = 0.5
    least: float = 3.0


class GoesWith:
    """Proposes products by those in the basket."""

    def __init__(
        self,
        baskets: Sequence[NDArray[np.int32]],
        products: int,
        options: GoesWithOptions = GoesWithOptions(),
    ) -> None:
        """Learn from baskets of distinct products, places in [0, ``products``)."""
        held = of_baskets(baskets, products)
        self.popularity = np.asarray(held.sum(axis=0), dtype=np.float32).ravel()
        self._together = bought_together(held, least=options.least)
        self._weights = self._weighted(options)

    def with_options(self, options: GoesWithOptions) -> "GoesWith":
        """Return the same counts under other powers; ``least`` stays as it was."""
        other = object.__new__(GoesWith)
        other.popularity, other._together = self.popularity, self._together
        other._weights = self._weighted(options)
        return other

    def propose(self, basket: NDArray[np.int32], k: int) -> NDArray[np.intp]:
        """Return the ``k`` products that go best with a basket, none that is in it.

        Ties, and a basket that says nothing, go by popularity.
        """
        total = np.asarray(self._weights[basket].sum(axis=0)).ravel()
        total = total + 1e-9 * self.popularity
        total[basket] = -1
        return largest(total, k)

    def _weighted(self, options: GoesWithOptions) -> Matrix:
        often = np.maximum(self.popularity, 1)
        given = sparse.diags(often**-options.given)
        return Matrix(given @ self._together @ sparse.diags(often**-options.damping))
