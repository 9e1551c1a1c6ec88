"""Cutting a stream into batches."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(stream: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut a stream into lists of ``size``, the last one possibly shorter.

    Nothing is read ahead of the batch that is asked for.

    >>> list(batches("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]

    Args:
        stream: May be endless.
        size: At least 1.
    """
    rest = iter(stream)
    while batch := list(islice(rest, size)):
        yield batch
