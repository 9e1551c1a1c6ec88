"""From what was said to the operations it stands for: several readers, one merge rule."""

import time
from collections.abc import Sequence
from dataclasses import replace

from assistant.understanding.merge import merge
from assistant.understanding.reading import Moment, Reader, Reading

__all__ = ["Moment", "Reader", "Reading", "Understanding", "merge"]


class Understanding:
    """Several readers behind one merge rule (see ``merge``)."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        """Take the readers.

        Args:
            readers: At least one; the first decides, the others add to it.

        Raises:
            ValueError: If there is none.
        """
        if not readers:
            raise ValueError("Understanding needs at least one reader")
        self._first, *self._others = readers

    def read(self, moment: Moment, model_budget: float | None = None) -> Reading:
        """Read a turn.

        Args:
            moment: The turn and what surrounds it.
            model_budget: Seconds that the readers after the first may take in
                all. None or 0 leaves them out, so that nothing waits for a model;
                a reader that is not ready is left out anyway.
        """
        return self._widened(self._first.read(moment), moment, model_budget or 0)

    def read_as_served(self, moment: Moment, model_budget: float) -> Reading:
        """Read a turn as a shopper's is: the others are asked where the first is not sure.

        Args:
            moment: The turn and what surrounds it.
            model_budget: As of ``read``.
        """
        reading = self._first.read(moment)
        return self._widened(reading, moment, 0 if reading.sure else model_budget)

    def _widened(self, reading: Reading, moment: Moment, seconds: float) -> Reading:
        """Merge what the readers after the first read in so many seconds."""
        deadline = time.monotonic() + seconds
        for reader in self._others:
            left = deadline - time.monotonic()
            if left > 0 and reader.ready():
                reading = merge(reading, reader.read(moment, left), moment)
        return replace(reading, operations=tuple(dict.fromkeys(reading.operations)))
