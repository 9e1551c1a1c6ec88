"""A tiny CLIP and a tiny SigLIP with random weights, made on the spot."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from retrieval.encoders.clip import ClipCheckpoint
from retrieval.encoders.onnx_files import EncoderError

pytestmark = pytest.mark.slow

WORDS = ["[PAD]", "[UNK]", "[EOS]", "red", "blue", "shirt", "a"]
SIDES = {"hidden_size": 16, "intermediate_size": 32, "num_attention_heads": 2}
LAYERS = {"num_hidden_layers": 1}


def tokenizer(transformers):
    words = Tokenizer(models.WordLevel({w: i for i, w in enumerate(WORDS)}, "[UNK]"))
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    words.post_processor = processors.TemplateProcessing(
        single="$A [EOS]", special_tokens=[("[EOS]", 2)]
    )
    marks = {f"{name}_token": f"[{name.upper()}]" for name in ("pad", "unk", "eos")}
    return transformers.PreTrainedTokenizerFast(tokenizer_object=words, **marks)


@pytest.fixture(scope="module", params=["clip", "siglip"])
def folder(request, tmp_path_factory):
    import torch  # noqa: PLC0415 - takes seconds
    import transformers  # noqa: PLC0415

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
        config = transformers.CLIPConfig(text_config=text, vision_config=vision, projection_dim=12)
        model = transformers.CLIPModel(config)
        processor = transformers.CLIPImageProcessor(size={"shortest_edge": 32}, crop_size=size)
    else:
        text |= {"projection_size": 16}
        config = transformers.SiglipConfig(text_config=text, vision_config=vision)
        model = transformers.SiglipModel(config)
        processor = transformers.SiglipImageProcessor(size=size)
    path = tmp_path_factory.mktemp(request.param)
    for part in (model, processor, tokenizer(transformers)):
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


def test_a_call_takes_one_thread(folder):
    import torch  # noqa: PLC0415 - see above

    torch.set_num_threads(3)
    ClipCheckpoint(str(folder))
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(torch.get_num_threads).result() == torch.get_num_threads() == 1


def test_the_company_of_a_text_does_not_change_its_vector(folder):
    encoder = ClipCheckpoint(str(folder))
    alone = encoder.texts(["red"])[0]
    assert np.allclose(alone, encoder.texts(["red", "a red shirt a blue shirt"])[0], atol=1e-5)


def test_a_checkpoint_has_the_same_name_each_time(folder):
    assert ClipCheckpoint(str(folder)).name == ClipCheckpoint(str(folder)).name


def test_what_is_no_checkpoint_is_refused_with_the_setting_to_mend(tmp_path):
    with pytest.raises(EncoderError, match="AISLE_JOINT_MODEL"):
        ClipCheckpoint(str(tmp_path))
