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
            readers: At least one; the first decides, the others add where it is not sure.

        Raises:
            ValueError: If there is none.
        """
        if not readers:
            raise ValueError("Understanding needs at least one reader")
        self._first, *self._others = readers

    def read(self, moment: Moment, model_budget: float = 0) -> Reading:
        """Read a turn; where the first reader is not sure, the others are asked too.

        Args:
            moment: The turn and what surrounds it.
            model_budget: Seconds that the readers after the first may take in
                all. 0 leaves them out, so that nothing waits for a model; a reader
                that is not ready is left out anyway.
        """
        reading = self._first.read(moment)
        deadline = time.monotonic() + (0 if reading.sure else model_budget)
        for reader in self._others:
            left = deadline - time.monotonic()
            if left > 0 and reader.ready():
                reading = merge(reading, reader.read(moment, left), moment)
        return replace(reading, operations=tuple(dict.fromkeys(reading.operations)))
