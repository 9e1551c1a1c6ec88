"""What a training depends on, as one short text; a change of any of it is another training."""

import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from hashlib import sha256
from typing import Any

import numpy as np

from ranking.shoppers.histories import Histories
from ranking.shoppers.item_content import ItemContent


def fingerprint(data: str, **parts: object) -> str:
    """Return a sha256 of the data's own and of settings by name, as 64 hexadecimal digits.

    Args:
        data: Such as ``of_histories`` gives it.
        **parts: Dataclasses, numbers, texts, or None.
    """
    known: Mapping[str, Any] = {
        name: asdict(part) if is_dataclass(part) and not isinstance(part, type) else part
        for name, part in parts.items()
    }
    written = json.dumps({"data": data, "parts": known}, sort_keys=True)
    return sha256(written.encode()).hexdigest()


def of_histories(histories: Histories) -> str:
    """Return a sha256 of the catalogue's ids and of what every shopper took, in order."""
    digest = sha256("\n".join(histories.item_ids).encode())
    for history in histories.shoppers:
        digest.update(len(history).to_bytes(8, "little"))
        digest.update(history.astype("<i8").tobytes())
    return digest.hexdigest()


def of_content(content: ItemContent | None) -> str:
    """Return a sha256 of what items are; of their texts as far as two machines agree."""
    if content is None:
        return "none"
    digest = sha256(content.brands.astype("<i8").tobytes())
    digest.update(content.paths.astype("<i8").tobytes())
    digest.update(np.round(content.texts, 1).astype("<f4").tobytes())
    return digest.hexdigest()
