"""The stage of a build that gives it its joint legs: fitted heads, or a checkpoint's vectors."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from retrieval.catalog import Build, Catalogue
from retrieval.embed import Embedding, Encoding
from retrieval.embed_build import embed_all
from retrieval.fill import Progress
from retrieval.joint.artefact import Artefact
from retrieval.joint.checkpoint import judge_checkpoint
from retrieval.joint.encoder import JointEncoder
from retrieval.joint.serving import drop_heads, joint_encodings
from retrieval.joint.stage import Encoders, Stored, fit_joint, stage_encodings
from retrieval.query import Leg
from retrieval.vectors import VectorStore


@dataclass(frozen=True, slots=True)
class Place:
    """The build in hand and where its parts are kept."""

    build: Build
    catalogue: Catalogue
    home: Path
    vectors: VectorStore
    progress: Progress

    def embed(self, encodings: Sequence[Encoding]) -> tuple[Embedding, ...]:
        """Give every item its vectors."""
        # Here, whatever the engine: to project is no work to hand out, and no worker
        # opens a checkpoint.
        return embed_all(encodings, self.build, self.catalogue, self.vectors, self.progress)


@dataclass(frozen=True, slots=True)
class JointLegs:
    """What came of the joint legs.

    Attributes:
        judged: The heads, or the checkpoint, and how good they are; None where
            the shop has too little to judge by.
        encodings: Of the legs that serve; none where heads are no better than
            chance.
        embeddings: What came of each of them.
    """

    judged: Artefact | None
    encodings: tuple[Encoding, ...] = ()
    embeddings: tuple[Embedding, ...] = ()


def fit_legs(place: Place, encoders: Encoders) -> JointLegs:
    """Fit the joint space to the shop, and project every item where it beats chance.

    Raises:
        CatalogueError: If items cannot be read.
        EncodingError: If an encoder gives other shapes than it says.
        VectorStoreError: If vectors cannot be read or stored.
        OSError: If what was found cannot be written.
    """
    text, image, build_id = encoders.text, encoders.image, place.build.build_id
    stored = Stored(
        text=place.vectors.open(Leg.TEXT, build_id, text.name, text.dimensions),
        image=place.vectors.open(Leg.IMAGE, build_id, image.name, image.dimensions),
    )
    serves = place.catalogue.published()
    drop_heads(place.home, {build_id, serves or ""})
    fitted = fit_joint(
        build_id,
        served=serves if serves != build_id else None,
        catalogue=place.catalogue,
        home=place.home,
        encoders=encoders,
        stored=stored,
        progress=place.progress,
    )
    if fitted is None or not fitted.serves:
        return JointLegs(fitted)
    legs = stage_encodings(fitted, encoders, stored)
    return JointLegs(fitted, legs, place.embed(legs))


def take_legs(place: Place, checkpoint: JointEncoder) -> JointLegs:
    """Encode every item with a checkpoint, and judge it.

    Raises:
        CatalogueError: If items cannot be read.
        EncodingError: If an encoder gives other shapes than it says.
        VectorStoreError: If vectors cannot be read or stored.
        OSError: If what was found cannot be written.
    """
    legs, build_id = joint_encodings(checkpoint), place.build.build_id
    made = place.embed(legs)
    drop_heads(place.home, {build_id, place.catalogue.published() or ""})
    name, dimensions = checkpoint.name, checkpoint.dimensions
    judged = judge_checkpoint(
        build_id,
        checkpoint,
        catalogue=place.catalogue,
        home=place.home,
        stored=Stored(
            text=place.vectors.open(Leg.CAPTION, build_id, name, dimensions),
            image=place.vectors.open(Leg.JOINT, build_id, name, dimensions),
        ),
        progress=place.progress,
    )
    return JointLegs(judged, legs, made)
