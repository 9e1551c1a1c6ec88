"""Trains the generic heads of the joint space, and says how good they are."""

from pathlib import Path

from rich.console import Console

from assistant.settings import Settings
from retrieval.encoders.looks import open_looks
from retrieval.encoders.minilm import open_minilm
from retrieval.joint.artefact import Artefact, write_artefact
from retrieval.joint.features import FeatureCache
from retrieval.joint.generic import generic_artefact
from retrieval.joint.photo_sets import PHOTO_SETS, encoded, read_photo_set, sha256_of
from retrieval.joint.trained_on import photo_hashes
from ui.commands.progress import bytes_bar, steps_bar


def train_joint(
    settings: Settings, data: Path, target: Path, console: Console, *, seed: int
) -> Artefact:
    """Train on every photo set, write the heads, and show what they reach on unseen shops.

    Args:
        settings: Where models and encoded photos are kept.
        data: Folder of the photo sets.
        target: Where the heads go.
        console: Where bars and report go.
        seed: Of everything that is drawn.

    Raises:
        PhotoSetError: If a set is missing or damaged.
        WeightsError: If the encoders' weights can't be had.
        OSError: If a file can't be written.
    """
    with bytes_bar(console) as tell:
        text = open_minilm(settings.models_dir(), progress=tell)
        image = open_looks(settings.models_dir(), progress=tell)
    cache = FeatureCache(settings.home / "joint_features")
    sets = {name: read_photo_set(name, data) for name in PHOTO_SETS}
    with steps_bar(console) as tell:
        pairs = {name: encoded(one, text, image, cache, tell) for name, one in sets.items()}
    with console.status("Training, once without each set and once with all…"):
        artefact = generic_artefact(
            pairs,
            {name: sha256_of(one) for name, one in sets.items()},
            photo_hashes(one.photo.read_bytes() for each in sets.values() for one in each),
            text_encoder=text.name,
            image_encoder=image.name,
            seed=seed,
        )
    write_artefact(artefact, target)
    for name, note in artefact.notes.items():
        console.print(f"[bold]{name}[/]: {note}", highlight=False)
    console.print(f"Written to {target}, {target.stat().st_size / 1e6:.1f} MB.", highlight=False)
    return artefact
