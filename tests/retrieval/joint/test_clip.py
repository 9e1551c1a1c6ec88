"""A tiny CLIP and a tiny SigLIP with random weights, made on the spot."""

import numpy as np
import pytest
import torch
from PIL import Image
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import (
    CLIPConfig,
    CLIPImageProcessor,
    CLIPModel,
    PreTrainedTokenizerFast,
    SiglipConfig,
    SiglipImageProcessor,
    SiglipModel,
)

from retrieval.encoders.clip import ClipCheckpoint
from retrieval.encoders.onnx_files import EncoderError

pytestmark = pytest.mark.slow

WORDS = ["[PAD]", "[UNK]", "[EOS]", "red", "blue", "shirt", "a"]
SIDES = {"hidden_size": 16, "intermediate_size": 32, "num_attention_heads": 2}
LAYERS = {"num_hidden_layers": 1}


def tokenizer():
    words = Tokenizer(models.WordLevel({w: i for i, w in enumerate(WORDS)}, "[UNK]"))
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    words.post_processor = processors.TemplateProcessing(
        single="$A [EOS]", special_tokens=[("[EOS]", 2)]
    )
    marks = {f"{name}_token": f"[{name.upper()}]" for name in ("pad", "unk", "eos")}
    return PreTrainedTokenizerFast(tokenizer_object=words, **marks)


@pytest.fixture(scope="module", params=["clip", "siglip"])
def folder(request, tmp_path_factory):
    torch.manual_seed(0)
    text = (
        SIDES
        | LAYERS
        | {
            "vocab_size": len(WORDS),
            "max_position_embeddings": 8,
            "eos_token_id": 2,
            "bos_token_id": 1,
            "pad_token_id": 0,
        }
    )
    vision = SIDES | LAYERS | {"image_size": 32, "patch_size": 16}
    size = {"height": 32, "width": 32}
    if request.param == "clip":
        model = CLIPModel(CLIPConfig(text_config=text, vision_config=vision, projection_dim=12))
        processor = CLIPImageProcessor(size={"shortest_edge": 32}, crop_size=size)
    else:
        text |= {"projection_size": 16}
        model = SiglipModel(SiglipConfig(text_config=text, vision_config=vision))
        processor = SiglipImageProcessor(size=size)
    path = tmp_path_factory.mktemp(request.param)
    for part in (model, processor, tokenizer()):
        part.save_pretrained(path)
    return path


def test_a_checkpoint_encodes_texts_and_photos_into_one_space(folder):
    encoder = ClipCheckpoint(str(folder))
    texts = encoder.texts(["red shirt", "blue shirt", "red shirt"])
    photos = encoder.photos([Image.new("RGB", (40, 20), colour) for colour in ("red", "blue")])
    assert texts.shape == (3, encoder.dimensions)
    assert photos.shape == (2, encoder.dimensions)
    assert np.allclose(np.linalg.norm(np.concatenate([texts, photos]), axis=1), 1, atol=1e-5)
    assert np.allclose(texts[0], texts[2], atol=1e-5)
    assert not np.allclose(texts[0], texts[1], atol=1e-3)
    assert encoder.texts([]).shape == (0, encoder.dimensions)


def test_the_company_of_a_text_does_not_change_its_vector(folder):
    encoder = ClipCheckpoint(str(folder))
    alone = encoder.texts(["red"])[0]
    assert np.allclose(alone, encoder.texts(["red", "a red shirt a blue shirt"])[0], atol=1e-5)


def test_a_checkpoint_has_the_same_name_each_time(folder):
    assert ClipCheckpoint(str(folder)).name == ClipCheckpoint(str(folder)).name


def test_what_is_no_checkpoint_is_refused_with_the_setting_to_mend(tmp_path):
    with pytest.raises(EncoderError, match="AISLE_JOINT_MODEL"):
        ClipCheckpoint(str(tmp_path))
