"""Which of a shop's photos heads were trained on: by those nothing can be judged."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retrieval.items import Item
from retrieval.joint.drift import Hashes

_DIGITS: Final = 16


def photo_hashes(files: Iterable[bytes]) -> Hashes:
    """Return a number for each photo, by the content of its file: distinct, ascending."""
    found = {_number(hashlib.sha256(content).hexdigest()) for content in files}
    return np.array(sorted(found), dtype=np.uint64)


def trained_on(items: Sequence[Item], photos: Hashes) -> NDArray[np.bool_]:
    """Tell which items' photos are among those, shape (len(items),).

    Args:
        items: Each with a kept photo, which is named by the content of its source.
        photos: As ``photo_hashes`` gives them.
    """
    own = [_number(item.image_paths[0].name) for item in items]
    return np.isin(np.array(own, dtype=np.uint64), photos)


def _number(sha256: str) -> int:
    return int(sha256[:_DIGITS], 16)
