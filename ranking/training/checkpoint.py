"""Where a training stands, on disk, so that a killed one goes on where it was."""

import os
from collections.abc import Mapping
from pathlib import Path
from pickle import UnpicklingError
from typing import Any, Final

import torch

_DAMAGED: Final = (
    RuntimeError, EOFError, KeyError, ValueError, OSError, TypeError, UnpicklingError,
)  # fmt: skip
"""What torch raises for a file that was cut short, changed, or is another's."""


class CheckpointError(Exception):
    """A checkpoint cannot be read, or is of another training; the message says what to do."""


def save_checkpoint(path: Path, state: Mapping[str, Any], fingerprint: str) -> None:
    """Write the state in one step: whoever is killed meanwhile leaves the one before.

    Args:
        path: Where; folders are made.
        state: Tensors, numbers, texts, and lists and dicts of these.
        fingerprint: Of what the training depends on: data and settings.

    Raises:
        OSError: If it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    torch.save({"fingerprint": fingerprint, "state": dict(state)}, unfinished)
    unfinished.replace(path)


def load_checkpoint(path: Path, fingerprint: str) -> dict[str, Any] | None:
    """Return the state as saved, or None where there is no checkpoint.

    Raises:
        CheckpointError: If it is damaged, or of other data or settings.
    """
    if not path.exists():
        return None
    try:
        kept = torch.load(path, weights_only=True)
        found, state = kept["fingerprint"], kept["state"]
    except _DAMAGED as error:
        # torch tells of a file that is none of its own in a dozen lines, all beside the point.
        raise CheckpointError(
            f"checkpoint {path} is damaged ({type(error).__name__}); delete it to train from the "
            "start"
        ) from error
    if found != fingerprint:
        raise CheckpointError(
            f"checkpoint {path} is of other data or settings; delete it to train anew"
        )
    return state
