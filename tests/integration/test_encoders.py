"""The real encoders, held against torch and against real photos."""

import json
import os
import warnings
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from retrieval.encoders.efficientnet import EFFICIENTNET_LITE0, open_efficientnet, to_pixels
from retrieval.encoders.minilm import MINILM, open_minilm

pytestmark = [pytest.mark.models, pytest.mark.slow]

TEXTS = [
    "waterproof hiking jacket",
    "rain coat",
    "A red ceramic mug, dishwasher safe, holds 350 ml. " * 30,
    "",
    "雨衣",
    "😀",
]


@pytest.fixture(scope="module")
def models_dir():
    return Path(os.environ.get("AISLE_HOME", ".aisle")) / "models"


@pytest.fixture(scope="module")
def minilm(models_dir):
    return open_minilm(models_dir)


@pytest.fixture(scope="module")
def efficientnet(models_dir):
    return open_efficientnet(models_dir)


@pytest.fixture(scope="module")
def clothes():
    folder = Path(os.environ.get("AISLE_DATA", "../shared/data")) / "clothing_small"
    if not folder.is_dir():
        pytest.skip(f"no photos in {folder}; set AISLE_DATA")
    lines = (folder / "photos.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    chosen = np.random.default_rng(0).permutation(len(rows))[:250]
    photos = []
    for row in chosen:
        with Image.open(folder / rows[row]["image"]) as photo:
            photos.append(photo.convert("RGB"))
    return photos, np.array([rows[row]["class"] for row in chosen])


def test_minilm_agrees_with_torch(minilm, models_dir):
    torch = pytest.importorskip("torch")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # transformers' own, at import
        from retrieval.encoders.minilm_network import load  # noqa: PLC0415
    network = load(models_dir / MINILM.name)
    for text, vector in zip(TEXTS, minilm.encode(TEXTS), strict=True):
        encoding = minilm._tokenizer.encode(text)
        ids, mask = torch.tensor([encoding.ids]), torch.tensor([encoding.attention_mask])
        with torch.inference_mode():
            expected = network(ids, mask)[0].numpy()
        assert expected @ vector >= (0.985 if text else 0.97), text


def test_minilm_puts_like_meanings_together(minilm):
    jacket, coat, mug = minilm.encode(["waterproof hiking jacket", "rain coat", "ceramic mug"])
    assert jacket @ coat > 0.5 > jacket @ mug


def test_a_text_gets_the_same_vector_alone_and_in_company(minilm):
    together = minilm.encode(TEXTS)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for text, vector in zip(TEXTS, together, strict=True):
        assert np.allclose(minilm.encode([text])[0], vector, rtol=0, atol=1e-6), text


def test_what_is_remembered_cannot_be_spoilt(minilm):
    first = minilm.encode(["a mug"])
    kept = first.copy()
    first[:] = 0
    assert np.array_equal(minilm.encode(["a mug"]), kept)


def test_minilm_reads_only_the_beginning_of_a_huge_text(minilm):
    huge = minilm.encode(["red mug " * 1_000_000])
    assert np.allclose(huge, minilm.encode(["red mug " * 1_000]))


def test_half_a_surrogate_pair_is_no_error(minilm):
    assert np.isfinite(minilm.encode(["mug \ud83d"])).all()


def test_nothing_to_encode_gives_no_rows(minilm, efficientnet):
    assert minilm.encode([]).shape == (0, 384)
    assert efficientnet.encode([]).shape == (0, 1280)


def test_efficientnet_agrees_with_torch(efficientnet, models_dir, clothes):
    torch = pytest.importorskip("torch")
    from retrieval.encoders import efficientnet_network  # noqa: PLC0415

    checkpoint = models_dir / EFFICIENTNET_LITE0.name / EFFICIENTNET_LITE0.files[0].name
    network = efficientnet_network.load(efficientnet_network.read(checkpoint))
    photos = clothes[0][:4]
    with torch.inference_mode():
        features = network(torch.from_numpy(np.stack([to_pixels(photo) for photo in photos])))
    expected = torch.nn.functional.normalize(features, dim=1).numpy()
    assert np.abs(efficientnet.encode(photos) - expected).max() < 1e-4


def test_the_network_recognises_clothes(models_dir, clothes):
    # With ImageNet's own classifier on top: 610 is "jersey, T-shirt", 608 "jean".
    torch = pytest.importorskip("torch")
    from retrieval.encoders import efficientnet_network  # noqa: PLC0415

    path = models_dir / EFFICIENTNET_LITE0.name / EFFICIENTNET_LITE0.files[0].name
    checkpoint = efficientnet_network.read(path)
    network = efficientnet_network.load(checkpoint)
    photos, classes = clothes
    for name, imagenet_class in (("t-shirt", 610), ("pants", 608)):
        pixels = np.stack([to_pixels(p) for p, c in zip(photos, classes, strict=True) if c == name])
        with torch.inference_mode():
            features = network(torch.from_numpy(pixels))
        logits = features @ checkpoint["_fc.weight"].T + checkpoint["_fc.bias"]
        assert logits.argmax(dim=1).mode().values.item() == imagenet_class


def test_the_nearest_photo_shows_the_same_kind_of_clothing(efficientnet, clothes):
    photos, classes = clothes
    vectors = efficientnet.encode(photos)
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, -1)
    same = (classes[cosines.argmax(axis=1)] == classes).mean()
    assert same > 0.6  # by chance 0.14


def test_any_mode_and_any_shape_of_photo_is_read(efficientnet):
    photos = [
        Image.new("RGB", (1, 1)),
        Image.new("L", (3000, 2)),
        Image.new("RGBA", (50, 400), "red"),
        Image.new("P", (224, 224)),
    ]
    vectors = efficientnet.encode(photos)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
