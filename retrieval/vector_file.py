"""Vectors in a file of their own, mapped into memory and scanned there.

The file is a copy of what the vector store holds, made from it and thrown away
at any doubt. It costs no memory that the system could not take back, and all
processes of a machine share it.
"""

import json
import logging
import mmap
import os
import time
import uuid
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

import numpy as np

from retrieval.vectors import Vectors

_log = logging.getLogger(__name__)

_MAGIC: Final = b"AISLEVEC"
_LAYOUT: Final = 1
# Vectors begin at a multiple of this, as wide loads and pages like it.
_ALIGNED: Final = 4096
_CHECKED_AT_ONCE: Final = 1 << 24
_UNFINISHED: Final = ".unfinished"
_ABANDONED: Final = 3600.0
_NUMBER: Final = np.dtype("<f4")


@dataclass(frozen=True, slots=True)
class StoredVectors:
    """What a file holds.

    Attributes:
        ids: In ascending order, one a row.
        vectors: Shape (len(ids), dimensions), mapped; reading one reads the disk
            at most.
    """

    ids: list[str]
    vectors: Vectors


class _DamagedError(Exception):
    """A file is not what it should be."""


def write_vectors(
    path: Path, stamp: str, ids: Sequence[str], pages: Iterable[Vectors], dimensions: int
) -> None:
    """Write a file, whole or not at all, a page in memory at a time.

    Args:
        path: An older file is replaced; who has it mapped keeps the old one.
        stamp: Identifies the state of the store; ``read_vectors`` asks for it.
        ids: In ascending order.
        pages: The vectors in that order, shape (any, dimensions) each, together
            one an id.
        dimensions: Length of every vector.

    Raises:
        OSError: If the disk fails.
        ValueError: If there are more or fewer vectors than ids.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path)
    unfinished = path.with_name(f"{path.name}.{uuid.uuid4().hex}{_UNFINISHED}")
    try:
        with unfinished.open("wb") as file:
            _write(file, stamp, ids, pages, dimensions)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    unfinished.replace(path)


def read_vectors(path: Path, stamp: str, dimensions: int) -> StoredVectors | None:
    """Map a file into memory, or return None where none can be trusted.

    Every byte is held against the file's check sums once, which also brings it
    into the system's cache.

    Args:
        path: The file; one that is stale or damaged is deleted, and said so.
        stamp: What it must have been written with.
        dimensions: What its vectors' length must be.
    """
    try:
        with path.open("rb") as file:
            said = _header(file, stamp, dimensions)
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return _checked(mapped, said)
    except FileNotFoundError:
        return None
    except (_DamagedError, OSError, ValueError, KeyError, TypeError) as error:
        _log.warning("%s is made anew: %s", path, error)
        path.unlink(missing_ok=True)
        return None


def _sweep(path: Path) -> None:
    """Delete what writers that were killed left behind; one at work is younger."""
    for left in path.parent.glob(f"{path.name}.*{_UNFINISHED}"):
        with suppress(FileNotFoundError):  # another writer may be done with it just now
            if time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()


def _write(
    file: IO[bytes], stamp: str, ids: Sequence[str], pages: Iterable[Vectors], dimensions: int
) -> None:
    names = json.dumps(list(ids)).encode()
    file.write(bytes(_ALIGNED))
    file.write(names)
    file.write(bytes(-len(names) % _ALIGNED))
    begin, sum_, rows = file.tell(), 0, 0
    for page in pages:
        numbers = np.ascontiguousarray(page, dtype=_NUMBER).tobytes()
        sum_, rows = zlib.crc32(numbers, sum_), rows + len(page)
        file.write(numbers)
    if rows != len(ids):
        raise ValueError(f"{len(ids)} ids came with {rows} vectors")
    said = {
        "layout": _LAYOUT,
        "stamp": stamp,
        "rows": rows,
        "dimensions": dimensions,
        "names": len(names),
        "names_sum": zlib.crc32(names),
        "begin": begin,
        "sum": sum_,
    }
    text = json.dumps(said).encode()
    header = _MAGIC + zlib.crc32(text).to_bytes(4, "little") + len(text).to_bytes(4, "little")
    file.seek(0)
    file.write(header + text)


def _header(file: IO[bytes], stamp: str, dimensions: int) -> Mapping[str, Any]:
    begin = file.read(_ALIGNED)
    length = int.from_bytes(begin[12:16], "little")
    text = begin[16 : 16 + length]
    if begin[:8] != _MAGIC or zlib.crc32(text) != int.from_bytes(begin[8:12], "little"):
        raise _DamagedError("its beginning is damaged")
    said: Mapping[str, Any] = json.loads(text)
    if said["layout"] != _LAYOUT:
        raise _DamagedError("it is of another layout")
    if (said["stamp"], said["dimensions"]) != (stamp, dimensions):
        raise _DamagedError("it is of another state of the vectors")
    return said


def _checked(mapped: mmap.mmap, said: Mapping[str, Any]) -> StoredVectors:
    rows, dimensions = said["rows"], said["dimensions"]
    names = mapped[_ALIGNED : _ALIGNED + said["names"]]
    end = said["begin"] + rows * dimensions * _NUMBER.itemsize
    if len(mapped) != end or zlib.crc32(names) != said["names_sum"]:
        raise _DamagedError("its ids are damaged or its end is missing")
    sum_ = 0
    with memoryview(mapped) as view:
        for start in range(said["begin"], end, _CHECKED_AT_ONCE):
            with view[start : min(start + _CHECKED_AT_ONCE, end)] as part:
                sum_ = zlib.crc32(part, sum_)
    if sum_ != said["sum"]:
        raise _DamagedError("its vectors are damaged")
    numbers = np.frombuffer(mapped, _NUMBER, count=rows * dimensions, offset=said["begin"])
    return StoredVectors(json.loads(names), numbers.reshape(rows, dimensions))
