"""A network's matrices in eight bits, with one scale a token.

The usual dynamic quantization scales a whole batch by its largest number, so
that a text's vector depends on its company. Here every row of the activations
has a scale of its own: a text gets the same vector alone and in a batch, and
one nearer to that of 32 bits.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

# Seven bits for weights: on processors without VNNI, sums of two products of eight bits saturate.
_WEIGHT_LEVELS: Final = 63
_ACTIVATION_LEVELS: Final = 127
# Activations are unsigned, which is the fast kernel; this is their zero.
_ZERO: Final = 128
_SMALLEST: Final = 1e-9
_OPERATORS: Final = "com.microsoft"


def write_eight_bits(plain: Path, finished: Path) -> None:
    """Write ``plain`` to ``finished`` with each product by a constant matrix in eight bits.

    A product ``x @ w`` becomes ``(q(x) @ q(w)) * scale(x) * scale(w)``, with one
    scale a row of ``x``, found as it runs, and one a column of ``w``.

    Args:
        plain: An ONNX file in 32 bits, below 2 GB.
        finished: Where to write.
    """
    model: Any = onnx.load(plain)
    rewriting = _Rewriting(model.graph)
    nodes = [new for node in model.graph.node for new in rewriting.rewritten(node)]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    _drop_unused(model.graph)
    model.opset_import.append(helper.make_opsetid(_OPERATORS, 1))
    onnx.save(model, finished)


class _Rewriting:
    """Puts eight-bit products in the place of others, node by node."""

    def __init__(self, graph: Any) -> None:  # noqa: ANN401  protobuf of onnx
        self._graph = graph
        self._matrices = {each.name: each for each in graph.initializer}
        self._constants: set[str] = set()
        self._quantized: set[str] = set()

    def rewritten(self, node: Any) -> Iterator[Any]:  # noqa: ANN401
        """Return what takes the node's place: itself, unless it is such a product."""
        if node.op_type != "MatMul" or node.input[1] not in self._matrices:
            yield node
            return
        rows, matrix = node.input
        # Several products may share their rows, as query, key and value do.
        if rows not in self._quantized:
            self._quantized.add(rows)
            yield from self._quantize(rows)
        yield from self._product(rows, matrix, node.output[0])

    def _quantize(self, rows: str) -> Iterator[Any]:
        """Scale each row to 1 to 255, about 128; the cast cuts, so half is added before."""
        levels = self._number("levels", _ACTIVATION_LEVELS)
        smallest = self._number("smallest", _SMALLEST)
        middle = self._number("middle", _ZERO + 0.5)
        last_axis = self._constant("last_axis", np.array([-1], dtype=np.int64))
        yield helper.make_node("Abs", [rows], [f"{rows}.abs"])
        yield helper.make_node("ReduceMax", [f"{rows}.abs", last_axis], [f"{rows}.largest"])
        yield helper.make_node("Max", [f"{rows}.largest", smallest], [f"{rows}.range"])
        yield helper.make_node("Div", [f"{rows}.range", levels], [f"{rows}.scale"])
        yield helper.make_node("Div", [rows, f"{rows}.scale"], [f"{rows}.levels"])
        yield helper.make_node("Add", [f"{rows}.levels", middle], [f"{rows}.shifted"])
        yield helper.make_node("Cast", [f"{rows}.shifted"], [f"{rows}.eight"], to=TensorProto.UINT8)

    def _product(self, rows: str, matrix: str, output: str) -> Iterator[Any]:
        values = numpy_helper.to_array(self._matrices[matrix]).astype(np.float32)
        scales = np.maximum(np.abs(values).max(axis=0), _SMALLEST) / _WEIGHT_LEVELS
        inputs = [
            f"{rows}.eight",
            self._constant(f"{matrix}.eight", np.rint(values / scales).astype(np.int8)),
            self._number("one", 1),
            self._constant(f"{matrix}.scales", scales.astype(np.float32)),
            self._constant("zero", np.array(_ZERO, dtype=np.uint8)),
        ]
        yield helper.make_node(
            "MatMulIntegerToFloat", inputs, [f"{output}.unscaled"], domain=_OPERATORS
        )
        yield helper.make_node("Mul", [f"{output}.unscaled", f"{rows}.scale"], [output])

    def _number(self, name: str, value: float) -> str:
        return self._constant(name, np.array(value, dtype=np.float32))

    def _constant(self, name: str, values: NDArray[Any]) -> str:
        name = f"eight_bits.{name}"
        if name not in self._constants:
            self._constants.add(name)
            self._graph.initializer.append(numpy_helper.from_array(values, name))
        return name


def _drop_unused(graph: Any) -> None:  # noqa: ANN401  protobuf of onnx
    used = {name for node in graph.node for name in node.input}
    kept = [each for each in graph.initializer if each.name in used]
    del graph.initializer[:]
    graph.initializer.extend(kept)
