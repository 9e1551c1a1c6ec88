import numpy as np
import pytest

from eval.benchmarks.retrieval_drawn import LIKENESS, DrawnTexts
from tests.fakes.retrieval import FakeTextEncoder

REAL = ["a red cup", "a blue sofa", "a garden chair"]


@pytest.fixture
def drawn():
    return DrawnTexts(FakeTextEncoder(), REAL)


def test_real_texts_keep_their_vectors(drawn):
    assert np.array_equal(drawn.encode(REAL), FakeTextEncoder().encode(REAL))


def test_every_other_lies_as_near_one_of_them_as_a_variant_does(drawn):
    vectors = drawn.encode([f"cup {number}" for number in range(50)])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(50), abs=1e-5)
    nearest = (vectors @ FakeTextEncoder().encode(REAL).T).max(axis=1)
    assert nearest == pytest.approx(np.full(50, LIKENESS), abs=0.25)
    assert (np.isclose(nearest, LIKENESS, atol=1e-5)).mean() > 0.8


def test_a_text_has_one_vector(drawn):
    one, other, again = drawn.encode(["cup 1", "cup 2", "cup 1"])
    assert np.array_equal(one, again)
    assert not np.allclose(one, other)
    assert drawn.encode([]).shape == (0, drawn.dimensions)
