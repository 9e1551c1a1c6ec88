"""Eight-bit products: near to those of 32 bits, whatever else is in the batch."""

import numpy as np
import onnx
import onnxruntime as ort
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from onnx import TensorProto, helper, numpy_helper

from retrieval.encoders.eight_bits import write_eight_bits

WIDTH, OUT = 16, 8
ROWS = arrays.arrays(
    np.float32,
    st.tuples(st.integers(1, 6), st.just(WIDTH)),
    elements=st.floats(-100, 100, width=32),
)


@pytest.fixture(scope="module")
def products(tmp_path_factory):
    """The same two products in 32 bits and in eight, and the matrices."""
    folder = tmp_path_factory.mktemp("networks")
    drawn = np.random.default_rng(1)
    one, two = (drawn.standard_normal((WIDTH, OUT)).astype(np.float32) for _ in range(2))
    graph = helper.make_graph(
        [
            helper.make_node("MatMul", ["x", "one"], ["a"]),
            helper.make_node("MatMul", ["x", "two"], ["b"]),
            helper.make_node("Add", ["a", "b"], ["vectors"]),
        ],
        "two products of the same rows",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["rows", WIDTH])],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["rows", OUT])],
        [numpy_helper.from_array(one, "one"), numpy_helper.from_array(two, "two")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    onnx.save(model, folder / "plain.onnx")
    write_eight_bits(folder / "plain.onnx", folder / "eight.onnx")
    session = ort.InferenceSession(folder / "eight.onnx", providers=["CPUExecutionProvider"])
    return (lambda x: session.run(None, {"x": x})[0]), one + two, folder / "eight.onnx"


@given(rows=ROWS)
def test_a_product_is_as_near_as_its_levels_allow(products, rows):
    run, matrix, _ = products
    # Half a level of each factor, at worst all to one side.
    largest = np.abs(rows).max(axis=1, keepdims=True)
    slack = largest * WIDTH * 2 * (0.5 / 127 * 4 + 0.5 / 63 * 4) + 1e-4
    assert (np.abs(run(rows) - rows @ matrix) <= slack).all()


@given(rows=ROWS)
def test_a_row_is_the_same_alone_and_beside_others(products, rows):
    run, _, _ = products
    together = run(rows)
    for row, expected in zip(rows, together, strict=True):
        assert np.array_equal(run(row[None])[0], expected)


def test_random_rows_keep_their_direction(products):
    run, matrix, _ = products
    rows = np.random.default_rng(2).standard_normal((200, WIDTH)).astype(np.float32)
    found, right = run(rows), rows @ matrix
    cosines = (
        np.vecdot(found, right) / np.linalg.norm(found, axis=1) / np.linalg.norm(right, axis=1)
    )
    assert cosines.min() > 0.999


def test_the_matrices_of_32_bits_are_gone_and_rows_are_scaled_once(products):
    graph = onnx.load(products[2]).graph
    kinds = [node.op_type for node in graph.node]
    assert kinds.count("ReduceMax") == 1
    assert kinds.count("MatMulIntegerToFloat") == 2
    assert "MatMul" not in kinds
    assert {"one", "two"}.isdisjoint(each.name for each in graph.initializer)
