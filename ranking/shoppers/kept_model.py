"""The whole shopper model as arrays and back, so that it can lie on disk."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ranking.shoppers.blend import Blend
from ranking.shoppers.content_signals import Popularity, content_signals
from ranking.shoppers.errors import ShopperError
from ranking.shoppers.item_content import ItemContent
from ranking.shoppers.item_weights import (
    ItemWeights,
    weights_from_arrays,
    weights_to_arrays,
)
from ranking.shoppers.ranks import ShopperModel
from ranking.shoppers.sequence_model import SequenceModel
from ranking.shoppers.sequence_network import NetworkSettings, SequenceNetwork

Arrays = dict[str, NDArray[Any]]


def to_arrays(
    blend: Blend, content: ItemContent, item_ids: Sequence[str]
) -> tuple[Arrays, dict[str, Any]]:
    """Return a blend's numbers, in half precision where that does, and its settings.

    Raises:
        ShopperError: If a member is of a kind that is not kept.
    """
    arrays: Arrays = {
        "weights": blend.weights,
        "content.texts": content.texts.astype(np.float16),
        "content.brands": content.brands.astype(np.int32),
        "content.paths": content.paths.astype(np.int32),
        "item_ids": np.frombuffer("\n".join(item_ids).encode(), dtype=np.uint8),
    }
    members: list[dict[str, Any]] = []
    for place, member in enumerate(blend.members):
        said, numbers = _member(member)
        members.append({"name": member.name, **said})
        arrays |= {f"{place}.{name}": array for name, array in numbers.items()}
    return arrays, {"members": members}


def from_arrays(
    arrays: Mapping[str, NDArray[Any]], stated: Mapping[str, Any]
) -> tuple[Blend, tuple[str, ...]]:
    """Return the blend and the ids of its items; the other way round of ``to_arrays``.

    Raises:
        ShopperError: If something is missing or of an unknown kind.
    """
    try:
        content = ItemContent(
            arrays["content.texts"].astype(np.float32),
            arrays["content.brands"].astype(np.int64),
            arrays["content.paths"].astype(np.int64),
        )
        ids = tuple(arrays["item_ids"].tobytes().decode().split("\n"))
        signals = {signal.name: signal for signal in content_signals(content)}
        members = tuple(
            _restored(each, _under(arrays, f"{place}."), content, signals)
            for place, each in enumerate(stated["members"])
        )
        blend = Blend(members, arrays["weights"])
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        raise ShopperError(f"the kept shopper model lacks something: {error}") from error
    if len(blend.weights) != 2 * len(members) or len(ids) != len(content):
        raise ShopperError("the kept shopper model's parts do not fit each other")
    return blend, ids


def _member(member: ShopperModel) -> tuple[dict[str, Any], Arrays]:
    if isinstance(member, ItemWeights):
        stated, numbers = weights_to_arrays(member)
        return {"kind": "weights", **stated}, numbers | {"data": numbers["data"].astype(np.float16)}
    if isinstance(member, SequenceModel):
        state = member.network.state_dict()
        return {"kind": "sequence", "network": asdict(member.network.settings)}, {
            name: tensor.numpy().astype(np.float16) for name, tensor in state.items()
        }
    if isinstance(member, Popularity):
        return {"kind": "popularity"}, {"logarithms": member.logarithms}
    if member.name in _CONTENT_NAMES:
        return {"kind": "content"}, {}
    raise ShopperError(f"a member of the kind {type(member).__name__} cannot be kept")


def _restored(
    said: Mapping[str, Any],
    arrays: Arrays,
    content: ItemContent,
    signals: Mapping[str, ShopperModel],
) -> ShopperModel:
    if said["kind"] == "weights":
        return weights_from_arrays({**said, "items": len(content)}, arrays)
    if said["kind"] == "sequence":
        settings = NetworkSettings(**said["network"])
        network = SequenceNetwork(len(content), settings, content)
        network.load_state_dict(
            {name: torch.from_numpy(array.astype(np.float32)) for name, array in arrays.items()}
        )
        return SequenceModel(network, said["name"])
    if said["kind"] == "popularity":
        return Popularity(arrays["logarithms"], said["name"])
    if said["kind"] == "content":
        return signals[said["name"]]
    raise ValueError(f"unknown kind of member {said['kind']!r}")


_CONTENT_NAMES = ("alike in words", "of a brand taken", "of a category taken")


def _under(arrays: Mapping[str, NDArray[Any]], prefix: str) -> Arrays:
    return {name[len(prefix) :]: array for name, array in arrays.items() if name.startswith(prefix)}
