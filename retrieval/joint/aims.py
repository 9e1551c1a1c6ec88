"""Where a request lies in the space that texts and photos share."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL.Image import Image

from retrieval.joint.encoder import JointEncoder
from retrieval.joint.heads import unit
from retrieval.query import Leg

OF_WORDS: Final = 1.0
"""Weight of the words beside a photo of weight 1, where both are one request."""

Liked = Callable[[Leg], NDArray[np.float32] | None]
"""Returns the mean vector of the items whose like is wanted, or None."""


def joint_aims(
    joint: JointEncoder, words: str, photo: Image | None, liked: Liked
) -> dict[Leg, NDArray[np.float32]]:
    """Return the unit vector that each joint leg looks around.

    Words find photos. Words with a photo, or with items whose like is wanted,
    are one request ("like this, but in red"): their sum. A photo finds texts.
    Looks alone are left to the image leg.

    Args:
        joint: The build's encoder.
        words: The request; may be empty.
        photo: The shopper's, or None.
        liked: Asked for items only where there are words.
    """
    aims: dict[Leg, NDArray[np.float32]] = {}
    shown = joint.photos([photo])[0] if photo is not None else None
    if shown is not None:
        aims[Leg.CAPTION] = shown
    if words:
        parts = [OF_WORDS * joint.texts([words])[0], shown, liked(Leg.JOINT)]
        given = [part for part in parts if part is not None]
        aims[Leg.JOINT] = unit(np.sum(given, axis=0)[None, :])[0]
    return aims
