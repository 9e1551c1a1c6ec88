from functools import cache
from itertools import combinations

import numpy as np
import pytest
from PIL import Image

from retrieval.demo_shop.drawing import PRODUCT_TYPES, draw
from retrieval.demo_shop.drawing.patterns import PATTERNS
from retrieval.demo_shop.drawing.shapes import box, oval, symmetric
from retrieval.demo_shop.drawing.tone import Tone, palette
from retrieval.demo_shop.product import demo_products

# Small pictures keep the tests fast; the drawing is the same vector picture.
SIDE = 64

# Together they take half a minute.
pytestmark = pytest.mark.slow


@cache
def picture(product_type: str, colour: str, seed: int = 0) -> Image.Image:
    return draw(product_type, colour, seed=seed, size=SIDE)


def pixels(image: Image.Image) -> np.ndarray:
    return np.asarray(image, dtype=np.int16)


def differing(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that clearly differ."""
    return float((np.abs(pixels(one) - pixels(other)).max(axis=2) > 24).mean())


@pytest.mark.parametrize("product_type", sorted(PRODUCT_TYPES))
def test_every_type_is_drawn_in_its_colour(product_type: str):
    blue, rust = picture(product_type, "blue"), picture(product_type, "rust")
    assert blue.size == (SIDE, SIDE)
    assert blue.mode == "RGB"
    changed = np.abs(pixels(blue) - pixels(rust)).max(axis=2) > 60
    assert changed.mean() > 0.01
    # Where the two differ clearly, one leans to blue and the other to red.
    assert pixels(blue)[changed][:, 2].mean() > pixels(rust)[changed][:, 2].mean() + 30
    assert pixels(rust)[changed][:, 0].mean() > pixels(blue)[changed][:, 0].mean() + 30


@pytest.mark.parametrize("product_type", sorted(PRODUCT_TYPES))
def test_every_type_has_variants(product_type: str):
    first = picture(product_type, "blue")
    assert any(differing(first, picture(product_type, "blue", seed)) > 0.02 for seed in range(1, 7))


@pytest.mark.parametrize("product_type", sorted(PRODUCT_TYPES))
def test_nothing_is_cut_off(product_type: str):
    for seed in range(2):
        shot = pixels(picture(product_type, "blue", seed))
        edges = np.concatenate([shot[:, 0], shot[:, -1], shot[0], shot[-1]])
        assert edges.min() > 150, "the background alone reaches the edges"


@pytest.mark.parametrize("product_type", sorted(PRODUCT_TYPES))
def test_white_stands_out_from_the_background(product_type: str):
    shot = np.asarray(picture(product_type, "white").convert("L"), dtype=np.int16)
    middle = shot[SIDE // 8 : -SIDE // 8, SIDE // 8 : -SIDE // 8]
    assert middle.max() - middle.min() > 40


def test_types_look_different():
    names = sorted(PRODUCT_TYPES)
    shots = np.stack([pixels(picture(name, "blue")) for name in names])
    for index, name in enumerate(names[:-1]):
        others = np.abs(shots[index + 1 :] - shots[index]).max(axis=3) > 24
        nearest = others.mean(axis=(1, 2)).argmin()
        assert others[nearest].mean() > 0.03, (name, names[index + 1 + nearest])


@pytest.mark.parametrize("colour", sorted(palette()))
def test_every_colour_of_the_palette_is_drawn(colour: str):
    assert differing(picture("t_shirt", colour), picture("mug", colour)) > 0.03


@pytest.mark.parametrize(
    ("product_type", "colour"),
    [("t_shirt", "navy"), ("backpack", "white"), ("mug", "multicolour"), ("cushion", "mustard")],
)
def test_patterns_look_different(product_type: str, colour: str):
    pictures = {name: draw(product_type, colour, name, size=128) for name in PATTERNS}
    for one, other in combinations(pictures, 2):
        assert differing(pictures[one], pictures[other]) > 0.01, (one, other)


@pytest.mark.parametrize("product_type", ["vase", "phone_case", "water_bottle", "umbrella"])
def test_one_looks_through_what_is_clear(product_type: str):
    clear, silver = picture(product_type, "clear"), picture(product_type, "silver")
    assert differing(clear, silver) > 0.03


def test_multicolour_has_many_hues():
    hues = np.asarray(picture("t_shirt", "multicolour").convert("HSV"), dtype=np.int16)
    vivid = hues[(hues[..., 1] > 110) & (hues[..., 2] > 110)][:, 0]
    assert len(np.unique(vivid // 32)) >= 5


@pytest.mark.parametrize("product_type", ["rain_jacket", "necklace", "plate", "bookcase"])
def test_equal_arguments_give_equal_pictures(product_type: str):
    once = draw(product_type, "coral", "floral", seed=7, size=SIDE)
    again = draw(product_type, "coral", "floral", seed=7, size=SIDE)
    assert once.tobytes() == again.tobytes()


def test_a_product_keeps_its_shape_in_every_colour():
    def silhouette(colour: str, seed: int) -> np.ndarray:
        return pixels(picture("tent", colour, seed)).max(axis=2) < 140

    same = silhouette("navy", 3) ^ silhouette("black", 3)
    other = silhouette("navy", 3) ^ silhouette("navy", 4)
    assert same.mean() < 0.02 < other.mean()


@pytest.mark.parametrize("size", [1, 7, 64, 300])
def test_any_size(size: int):
    assert draw("camera", "black", size=size).size == (size, size)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("jet_ski", "red"), "unknown product type 'jet_ski'; known: .*rain_jacket.*yoga_mat"),
        (("mug", "octarine"), "unknown colour 'octarine'; known: .*navy.*yellow"),
        (("mug", "red", "paisley"), "unknown pattern 'paisley'; known: .*checked.*striped"),
        (("mug", "red", "plain", 0, 0), "at least 1 pixel, not 0"),
    ],
)
def test_what_is_unknown_is_named_with_what_is_known(arguments: tuple, message: str):
    with pytest.raises(ValueError, match=message):
        draw(*arguments)


def test_symmetric_closes_a_half_outline():
    assert symmetric("M0 10L20 10Q30 20 0 30", axis=100) == (
        "M100 10L120 10Q130 20 100 30L100 30Q70 20 80 10L100 10Z"
    )


def test_a_box_without_radius_has_four_corners():
    assert box(1, 2, 3, 4) == "M1 2L4 2L4 6L1 6Z"


def test_an_oval_with_one_radius_is_a_circle():
    assert oval(10, 10, 5) == oval(10, 10, 5, 5)


def test_tones_mix_and_keep_their_opacity():
    red = Tone.of("#ff0000")
    assert red.mix(Tone.of("#0000ff"), 0.5).code == "#800080"
    assert red.at(0.5).darker(0.2).alpha == 0.5
    assert red.lighter(1).code == "#ffffff"
    assert red.turned(120).code == "#00ff00"


def test_a_tone_steps_away_from_its_own_end():
    assert Tone.of("#202020").stepped(0.3).lightness > Tone.of("#202020").lightness
    assert Tone.of("#d0d0d0").stepped(0.3).lightness < Tone.of("#d0d0d0").lightness


def test_a_form_that_is_asked_for_is_drawn_whatever_the_seed():
    makers = [draw("coffee_maker", "blue", seed=s, size=SIDE, form="moka") for s in range(4)]
    assert max(differing(makers[0], maker) for maker in makers[1:]) < 0.02
    press = draw("coffee_maker", "blue", size=SIDE, form="press")
    assert differing(makers[0], press) > 0.05
    sleeves = draw("t_shirt", "blue", size=SIDE, form="long-sleeved")
    assert differing(picture("t_shirt", "blue"), sleeves) > 0.02


def test_a_form_unknown_of_a_type_is_refused():
    with pytest.raises(ValueError, match="form of a coffee_maker 'teapot'; known: espresso"):
        draw("coffee_maker", "blue", size=SIDE, form="teapot")


def test_every_form_that_a_product_names_can_be_drawn():
    for product in demo_products():
        if product.form:
            colour = (*product.colours, product.drawn_in)[0]
            draw(product.type, colour, seed=product.seed, size=8, form=product.form)
