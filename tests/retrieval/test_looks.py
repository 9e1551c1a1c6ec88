import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from retrieval.encoders.looks import COLOURS, Looks, colours_of


class Network:
    """Gives every photo the same features."""

    name, dimensions = "net", 2

    def encode(self, photos):
        return np.tile(np.array([0.6, 0.8], dtype=np.float32), (len(photos), 1))


def plain(colour):
    return Image.new("RGB", (40, 60), colour)


def on_white(colour):
    """A square of the colour that takes a quarter of a white photo."""
    photo = Image.new("RGB", (96, 96), "white")
    photo.paste(colour, (24, 24, 72, 72))
    return photo


def test_one_colour_is_one_number():
    assert sorted(colours_of(plain("red")))[-2:] == [0, 1]


def test_unlike_colours_have_nothing_in_common_and_equal_ones_all():
    red, blue = colours_of(plain("red")), colours_of(plain("blue"))
    assert red @ blue == 0
    assert red @ red == pytest.approx(1)


def test_a_background_that_both_have_counts_for_its_share_alone():
    red, blue = colours_of(on_white("red")), colours_of(on_white("blue"))
    # Three quarters are white in both; resampling blurs no edge of a photo of this size.
    assert red @ blue == pytest.approx(0.75, abs=0.01)


@given(
    st.sampled_from(["RGB", "L", "RGBA", "P", "CMYK", "1"]),
    st.integers(1, 200),
    st.integers(1, 200),
)
def test_any_photo_gives_a_unit_vector_without_negative_numbers(mode, width, height):
    found = colours_of(Image.effect_noise((width, height), 60).convert(mode))
    assert found.shape == (COLOURS,)
    assert found.min() >= 0
    assert np.linalg.norm(found) == pytest.approx(1, abs=1e-5)


def test_looks_alike_but_for_the_colour():
    looks = Looks(Network())
    assert (looks.name, looks.dimensions) == ("net-colours", 2 + COLOURS)
    vectors = looks.encode([plain("red"), plain("blue"), plain("red")])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    # Features agree wholly, colours not at all: 1 of 1 + 0.3 ** 2.
    assert vectors[0] @ vectors[1] == pytest.approx(1 / 1.09)
    assert vectors[0] @ vectors[2] == pytest.approx(1)


def test_nothing_to_encode_gives_no_rows():
    assert Looks(Network()).encode([]).shape == (0, 2 + COLOURS)
