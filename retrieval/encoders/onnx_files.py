"""Networks as ONNX files: written once from torch, then served without it.

Importing torch costs seconds at every start and half a gigabyte; onnxruntime
needs neither and is faster here.
"""

import logging
import tempfile
import warnings
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import onnxruntime as ort
from onnxruntime.capi import (
    onnxruntime_pybind11_state as ort_state,  # pyright: ignore[reportAttributeAccessIssue]  untyped
)

if TYPE_CHECKING:
    from torch import Tensor, nn


SLOWER: Final = ("SkipLayerNormFusion",)
"""Optimizers of onnxruntime that make a BERT in eight bits a fifth slower on processors: the
fused kernel takes several times as long as the two operations it replaces."""


class EncoderError(Exception):
    """An encoder cannot be made ready; the message says why and what to do."""


def export(
    network: "nn.Module",
    example: "tuple[Tensor, ...]",
    path: Path,
    *,
    inputs: Sequence[str],
    dynamic: Mapping[str, Mapping[int, object]],
    finish: Callable[[Path, Path], None] | None = None,
) -> None:
    """Write a network to ``path``, whole or not at all.

    Args:
        network: In evaluation mode; its one output will be called ``vectors``.
        example: One tensor an input; no dimension that varies may be 1.
        path: Where to write; an older file is replaced.
        inputs: Names of the inputs, in the order of ``forward``.
        dynamic: For each input its dimensions that vary, as ``torch.export.Dim``.
        finish: Turns the plain file (first path) into the one to keep (second),
            such as by quantizing it; None keeps the plain one.

    Raises:
        EncoderError: If the disk fails.
    """
    import torch  # noqa: PLC0415  only an export needs it

    try:
        with tempfile.TemporaryDirectory(dir=path.parent) as scratch, _quiet_exporters():
            plain, finished = Path(scratch) / "plain.onnx", Path(scratch) / "finished.onnx"
            torch.onnx.export(
                network,
                example,
                plain,
                input_names=list(inputs),
                output_names=["vectors"],
                dynamic_shapes=dict(dynamic),
                dynamo=True,
                external_data=False,
                verbose=False,
            )
            if finish is None:
                finished = plain
            else:
                finish(plain, finished)
            finished.replace(path)
    except OSError as error:
        raise EncoderError(
            f"{path} cannot be written ({error}); free some space, or set AISLE_HOME elsewhere"
        ) from error


@contextmanager
def _quiet_exporters() -> Generator[None]:
    """Silence what the exporters say of their own insides; tests compare what they write."""
    exporter, root = logging.getLogger("torch.onnx"), logging.getLogger()
    level = exporter.level
    exporter.setLevel(logging.ERROR)
    root.addFilter(_drop)  # holds for records logged at the root itself, as the quantizer does
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        root.removeFilter(_drop)
        exporter.setLevel(level)


def _drop(_record: logging.LogRecord) -> bool:
    return False


def open_session(path: Path, threads: int, *, without: Sequence[str] = ()) -> ort.InferenceSession:
    """Open an ONNX file for inference on the processor.

    Args:
        path: The file.
        threads: How many threads one call may use, at least 1. Idle threads
            sleep, so that they take nothing from a language model beside them.
        without: Optimizers of onnxruntime that make this network slower.

    Raises:
        EncoderError: If the file cannot be read.
    """
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return ort.InferenceSession(
            path, options, providers=["CPUExecutionProvider"], disabled_optimizers=list(without)
        )
    except (ort_state.Fail, ort_state.InvalidProtobuf, ort_state.NoSuchFile) as error:
        raise EncoderError(
            f"{path} cannot be read ({error}); delete it, it is made anew"
        ) from error


def run(session: ort.InferenceSession, feeds: Mapping[str, Any]) -> Any:  # noqa: ANN401  an array
    """Return the one output."""
    return session.run(["vectors"], dict(feeds))[0]
