"""The network as an ONNX file in eight bits, written once and then served without torch."""

from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from ranking.cross_encoder.artefact import Artefact
from ranking.cross_encoder.errors import CrossEncoderError
from ranking.cross_encoder.network import PairNetwork, from_minilm
from ranking.cross_encoder.serving import INPUTS
from retrieval.encoders.onnx_files import export


def network_of(artefact: Artefact, minilm: Path) -> PairNetwork:
    """Build the network from MiniLM's folder and the fine-tuned weights over it.

    Raises:
        CrossEncoderError: If the weights do not fit the network.
    """
    network = from_minilm(minilm, artefact.stated.layers)
    weights = {
        name: torch.from_numpy(values).to(torch.float32)
        for name, values in artefact.weights.items()
    }
    learned = {name for name, value in network.named_parameters() if value.requires_grad}
    if learned != weights.keys():
        odd = min(learned ^ weights.keys())
        raise CrossEncoderError(f"the weights do not fit the network, beginning with {odd}")
    try:
        network.load_state_dict(weights, strict=False)
    except RuntimeError as error:
        raise CrossEncoderError(f"the weights do not fit the network: {error}") from error
    return network.eval()


def learned_weights(network: PairNetwork) -> dict[str, torch.Tensor]:
    """Return what fine-tuning changes, by name."""
    return {
        name: value.detach() for name, value in network.named_parameters() if value.requires_grad
    }


def write_onnx(network: PairNetwork, path: Path) -> None:
    """Write the network to ``path`` with its matrices in eight bits, for rows of one length.

    Rows of one length have no padding, which leaves a fifth of the operations out.

    Raises:
        EncoderError: If the disk fails.
    """
    batch, length = torch.export.Dim("batch"), torch.export.Dim("length", max=512)
    item = torch.tensor([[0] * 5 + [1] * 7] * 2)
    ids = torch.arange(1000, 1000 + item.numel()).reshape(item.shape)
    path.parent.mkdir(parents=True, exist_ok=True)
    export(
        network,
        (ids, item, (item == 0).float(), item.float()),
        path,
        inputs=INPUTS,
        dynamic={name: {0: batch, 1: length} for name in INPUTS},
        finish=_quantize,
    )


def _quantize(plain: Path, finished: Path) -> None:
    quantize_dynamic(
        plain,
        finished,
        op_types_to_quantize=["MatMul"],
        weight_type=QuantType.QInt8,
        per_channel=True,
    )
