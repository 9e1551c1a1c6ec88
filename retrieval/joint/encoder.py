"""The space that texts and photos share, as an encoder of both."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PIL.Image import Image

from retrieval.encoders.encoder import ImageEncoder, TextEncoder, Vectors
from retrieval.joint.artefact import Artefact, encoder_name


class JointEncoder(Protocol):
    """Encodes texts and photos into one space.

    Attributes:
        name: Identifies model, revision and heads; stored with the index.
        dimensions: Length of every vector.
    """

    name: str
    dimensions: int

    def texts(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions)."""
        ...

    def photos(self, photos: Sequence[Image]) -> Vectors:
        """Return one unit vector a photo, shape (len(photos), dimensions)."""
        ...


class TextSide:
    """The text side of a joint encoder, as a ``TextEncoder``."""

    def __init__(self, joint: JointEncoder) -> None:
        """Take the name and the dimensions of the joint encoder."""
        self.name, self.dimensions = joint.name, joint.dimensions
        self._joint = joint

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions)."""
        return self._joint.texts(texts)


class PhotoSide:
    """The photo side of a joint encoder, as an ``ImageEncoder``."""

    def __init__(self, joint: JointEncoder) -> None:
        """Take the name and the dimensions of the joint encoder."""
        self.name, self.dimensions = joint.name, joint.dimensions
        self._joint = joint

    def encode(self, photos: Sequence[Image]) -> Vectors:
        """Return one unit vector a photo, shape (len(photos), dimensions)."""
        return self._joint.photos(photos)


OpenJoint = Callable[[str], JointEncoder | None]
"""Opens the joint encoder of a build; None where its joint legs do not serve."""


def no_joint(_build_id: str) -> None:
    """Do without the joint legs."""


class HeadedEncoder:
    """The shop's own encoders with projection heads: one small product each."""

    def __init__(
        self, artefact: Artefact, text_encoder: TextEncoder, image_encoder: ImageEncoder
    ) -> None:
        """Put the parts together.

        Raises:
            ValueError: If the heads were fitted to other encoders.
        """
        fitted = (artefact.text_encoder, artefact.image_encoder)
        if fitted != (text_encoder.name, image_encoder.name):
            raise ValueError(
                f"the joint heads were fitted to {' and '.join(fitted)}, and the encoders are "
                f"{text_encoder.name} and {image_encoder.name}"
            )
        self.name = encoder_name(artefact)
        self.dimensions = artefact.heads.dimensions
        self.heads = artefact.heads
        self._text = text_encoder
        self._image = image_encoder

    def texts(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions)."""
        return self.heads.text.project(self._text.encode(texts))

    def photos(self, photos: Sequence[Image]) -> Vectors:
        """Return one unit vector a photo, shape (len(photos), dimensions)."""
        return self.heads.photo.project(self._image.encode(photos))
