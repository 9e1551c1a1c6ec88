"""What a way of choosing is: it says what each candidate would add to the list so far."""

from typing import Protocol

from ranking.choosing.pool import Floats, Pool


class Gains(Protocol):
    """The gains of one list while it grows."""

    def now(self) -> Floats:
        """Return what each candidate of the pool would add, shape (n,); higher is better.

        Only the order matters. Rows of what is chosen already may hold anything finite.
        """
        ...

    def add(self, place: int) -> None:
        """Take the candidate in this row of the pool onto the list."""
        ...


class Method(Protocol):
    """One way of choosing."""

    def __call__(self, pool: Pool, trade_off: float) -> Gains:
        """Begin an empty list.

        Args:
            pool: At least one candidate.
            trade_off: Weight of variety in (0, 1].

        Raises:
            RankingError: If the pool lacks what the method measures variety by.
        """
        ...
