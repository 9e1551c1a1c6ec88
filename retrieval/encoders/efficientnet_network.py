"""EfficientNet-Lite0, built after Tan and Le (2019) and Google's Lite variant.

The Lite variant drops squeeze-and-excitation, uses ReLU6 throughout and scales
neither stem nor head. Convolutions pad as TensorFlow's SAME does: where the
padding is odd, the extra row and column go to the bottom and the right.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn

from retrieval.encoders.onnx_files import export

INPUT_SIZE: Final = 224
FEATURES: Final = 1280

_STEM_CHANNELS: Final = 32
_BATCH_NORM_EPSILON: Final = 1e-3


class CheckpointError(Exception):
    """A checkpoint does not fit the network; the message names the keys."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A run of blocks, after the paper's table 1; only the first has the stride."""

    repeats: int
    kernel: int
    stride: int
    expansion: int
    channels: int


STAGES: Final = (
    Stage(repeats=1, kernel=3, stride=1, expansion=1, channels=16),
    Stage(repeats=2, kernel=3, stride=2, expansion=6, channels=24),
    Stage(repeats=2, kernel=5, stride=2, expansion=6, channels=40),
    Stage(repeats=3, kernel=3, stride=2, expansion=6, channels=80),
    Stage(repeats=3, kernel=5, stride=1, expansion=6, channels=112),
    Stage(repeats=4, kernel=5, stride=2, expansion=6, channels=192),
    Stage(repeats=1, kernel=3, stride=1, expansion=6, channels=320),
)


class EfficientNetLite0(nn.Module):
    """Maps photos to features: the pooled last layer, without a classifier."""

    def __init__(self) -> None:
        super().__init__()
        size = INPUT_SIZE
        self.stem = _convolution(3, _STEM_CHANNELS, kernel=3, stride=2, size=size)
        size = ceil(size / 2)
        blocks: list[Block] = []
        channels = _STEM_CHANNELS
        for stage in STAGES:
            for repeat in range(stage.repeats):
                stride = stage.stride if repeat == 0 else 1
                blocks.append(Block(channels, stage, stride=stride, size=size))
                channels, size = stage.channels, ceil(size / stride)
        self.blocks = nn.Sequential(*blocks)
        self.head = _convolution(channels, FEATURES, kernel=1, stride=1, size=size)

    def forward(self, pixels: Tensor) -> Tensor:
        """Return features, shape (n, 1280), of pixels, shape (n, 3, 224, 224).

        Pixels are ``(value - 127) / 128`` of RGB values in [0, 255].
        """
        return self.head(self.blocks(self.stem(pixels))).mean(dim=(2, 3))


class Block(nn.Module):
    """Inverted residual: expand, convolve each channel, project; skip where it fits."""

    def __init__(self, channels: int, stage: Stage, *, stride: int, size: int) -> None:
        super().__init__()
        inner = channels * stage.expansion
        expand = _convolution(channels, inner, kernel=1, stride=1, size=size)
        self.expand = expand if stage.expansion > 1 else nn.Identity()
        self.depthwise = _convolution(
            inner, inner, kernel=stage.kernel, stride=stride, size=size, groups=inner
        )
        self.project = _convolution(
            inner, stage.channels, kernel=1, stride=1, size=size, activate=False
        )
        self.skips = stride == 1 and channels == stage.channels

    def forward(self, signal: Tensor) -> Tensor:
        """Return the block's output, shape (n, channels, size / stride, size / stride)."""
        out = self.project(self.depthwise(self.expand(signal)))
        return out + signal if self.skips else out


def load(checkpoint: Mapping[str, Tensor]) -> EfficientNetLite0:
    """Build the network with a checkpoint's weights, ready for inference.

    Args:
        checkpoint: Weights by the names of the published PyTorch port, such as
            ``_blocks.3._project_conv.weight``. Its classifier (``_fc``) is left
            out.

    Raises:
        CheckpointError: If a weight is missing, left over or of another shape.
    """
    renamed = {
        _our_name(name): weight for name, weight in checkpoint.items() if not name.startswith("_fc")
    }
    network = EfficientNetLite0()
    wanted = network.state_dict()
    missing, left_over = wanted.keys() - renamed.keys(), renamed.keys() - wanted.keys()
    misshapen = {n for n in wanted.keys() & renamed.keys() if wanted[n].shape != renamed[n].shape}
    if missing or left_over or misshapen:
        raise CheckpointError(
            "this is no EfficientNet-Lite0 checkpoint: "
            f"missing {_some(missing)}; left over {_some(left_over)}; "
            f"of another shape {_some(misshapen)}"
        )
    network.load_state_dict(renamed)
    return network.eval()


def read(path: Path) -> dict[str, Tensor]:
    """Read a checkpoint without running any code that it may carry."""
    return torch.load(path, map_location="cpu", weights_only=True)


def write_onnx(checkpoint: Path, path: Path) -> None:
    """Write the network with the checkpoint's weights to ``path``."""
    export(
        load(read(checkpoint)),
        (torch.zeros(2, 3, INPUT_SIZE, INPUT_SIZE),),
        path,
        inputs=("pixels",),
        dynamic={"pixels": {0: torch.export.Dim("batch")}},
    )


# In a block the port numbers its batch norms 0, 1, 2 after expand, depthwise and project.
_CONVOLUTIONS: Final = {
    "_expand_conv": "expand",
    "_depthwise_conv": "depthwise",
    "_project_conv": "project",
}
_BATCH_NORMS: Final = {"_bn0": "expand", "_bn1": "depthwise", "_bn2": "project"}
_OUTSIDE_BLOCKS: Final = {
    "_conv_stem": "stem.convolution",
    "_bn0": "stem.norm",
    "_conv_head": "head.convolution",
    "_bn1": "head.norm",
}


def _our_name(name: str) -> str:
    """Translate one name of the port; an unknown one is returned as it is."""
    match name.split("."):
        case ["_blocks", number, layer, kind] if layer in _CONVOLUTIONS:
            return f"blocks.{number}.{_CONVOLUTIONS[layer]}.convolution.{kind}"
        case ["_blocks", number, layer, kind] if layer in _BATCH_NORMS:
            return f"blocks.{number}.{_BATCH_NORMS[layer]}.norm.{kind}"
        case [layer, kind] if layer in _OUTSIDE_BLOCKS:
            return f"{_OUTSIDE_BLOCKS[layer]}.{kind}"
        case _:
            return name


def _some(names: set[str]) -> str:
    shown = ", ".join(sorted(names)[:3])
    return f"{len(names)} ({shown}, ...)" if names else "none"


def _convolution(
    channels: int,
    out_channels: int,
    *,
    kernel: int,
    stride: int,
    size: int,
    groups: int = 1,
    activate: bool = True,
) -> nn.Sequential:
    """Return pad, convolve, normalise and (if asked) activate.

    Args:
        channels: Channels in.
        out_channels: Channels out.
        kernel: Side of the kernel.
        stride: Step in both directions.
        size: Side of the input, which fixes the padding.
        groups: As for ``nn.Conv2d``.
        activate: Whether a ReLU6 ends it.
    """
    padding = max((ceil(size / stride) - 1) * stride + kernel - size, 0)
    before, after = padding // 2, padding - padding // 2
    layers: dict[str, nn.Module] = {
        "pad": nn.ZeroPad2d((before, after, before, after)),
        "convolution": nn.Conv2d(
            channels, out_channels, kernel, stride=stride, groups=groups, bias=False
        ),
        "norm": nn.BatchNorm2d(out_channels, eps=_BATCH_NORM_EPSILON),
    }
    if activate:
        layers["activate"] = nn.ReLU6()
    sequence = nn.Sequential()
    for name, layer in layers.items():
        sequence.add_module(name, layer)
    return sequence
