"""The joint encoder of each build, as its heads stand in the shop's home."""

import logging
import shutil
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Final

from retrieval.embed import Encoding, image_encoding, text_encoding
from retrieval.encoders.encoder import ImageEncoder, TextEncoder
from retrieval.joint.artefact import Artefact, ArtefactError, read_artefact
from retrieval.joint.encoder import (
    HeadedEncoder,
    JointEncoder,
    OpenJoint,
    PhotoSide,
    TextSide,
)
from retrieval.query import Leg

_log = logging.getLogger(__name__)

_FOLDER: Final = "joint"
_BUILDS: Final = 3


def heads_path(home: Path, build_id: str) -> Path:
    """Return where the heads of a build are kept."""
    return home / _FOLDER / f"{build_id}.safetensors"


def carry_heads(home: Path, served: str, build_id: str) -> None:
    """Let a build go on with the heads of the build that serves, if it has any.

    Raises:
        OSError: If the disk fails.
    """
    if heads_path(home, served).exists():
        shutil.copyfile(heads_path(home, served), heads_path(home, build_id))


def drop_heads(home: Path, kept: Collection[str]) -> None:
    """Delete the heads of all builds but those.

    Raises:
        OSError: If a file cannot be deleted.
    """
    for path in sorted((home / _FOLDER).glob("*.safetensors")):
        if path.stem not in kept:
            path.unlink(missing_ok=True)


def joint_opener(
    home: Path,
    text_encoder: TextEncoder,
    image_encoder: ImageEncoder | None,
    checkpoint: JointEncoder | None = None,
) -> OpenJoint:
    """Return what opens the joint encoder of a build.

    Where it returns None the log says why: there are no heads, they belong to
    other encoders, or they were found no better than chance.

    Args:
        home: The shop's folder.
        text_encoder: The shop's.
        image_encoder: Likewise; None opens nothing.
        checkpoint: Encodes texts and photos into one space by itself, in place
            of heads; serves the builds that were made with it.
    """

    @lru_cache(_BUILDS)
    def open_joint(build_id: str) -> JointEncoder | None:
        path = heads_path(home, build_id)
        if image_encoder is None or not path.exists():
            _log.info("build %s has no joint space", build_id)
            return None
        try:
            artefact = read_artefact(path)
            encoder = checkpoint or HeadedEncoder(artefact, text_encoder, image_encoder)
        except (ArtefactError, ValueError) as error:
            _log.warning("build %s serves without its joint legs: %s", build_id, error)
            return None
        if checkpoint is not None and artefact.text_encoder != checkpoint.name:
            _log.warning("build %s was made without %s: index it again", build_id, checkpoint.name)
            return None
        if not artefact.serves:
            _log.warning("build %s serves without its joint legs: %s", build_id, describe(artefact))
            return None
        return encoder

    return open_joint


def joint_encodings(joint: JointEncoder | None) -> tuple[Encoding, ...]:
    """Return how items are encoded for the joint legs; none without an encoder."""
    if joint is None:
        return ()
    return (
        image_encoding(PhotoSide(joint), Leg.JOINT),
        text_encoding(TextSide(joint), Leg.CAPTION),
    )


def describe(artefact: Artefact) -> str:
    """Say in a line what the heads are and how good.

    Such as "fitted (ridge), right photo among ten for 71 % of unseen products,
    chance 5 %".
    """
    judged = artefact.judged
    if judged is None:
        return f"{artefact.method.said}, not judged, so it does not serve"
    among = "ten" if judged.depth == 10 else str(judged.depth)  # noqa: PLR2004 - a word for 10
    measured = (
        f"{artefact.method.said}, right photo among {among} for {judged.found:.0%} of "
        f"{judged.photos:,} photos of unseen products, chance {judged.chance:.0%}"
    )
    return measured if judged.beats_chance else f"{measured}: no better than chance, so it is off"
