from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from retrieval.encoders.checkpoint import CheckpointTextEncoder
from retrieval.encoders.onnx_files import EncoderError

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A tiny network with random weights that reads characters of both languages."""
    from transformers import BertConfig, BertModel, BertTokenizer  # noqa: PLC0415 - takes seconds

    made = tmp_path_factory.mktemp("models") / "tiny"
    made.mkdir()
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"红色夹克防水", "red", "jacket"]
    (made / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizer(str(made / "vocab.txt")).save_pretrained(made)
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=40,
    )  # fmt: skip
    BertModel(config).save_pretrained(made)
    return made


def test_texts_become_unit_vectors_that_do_not_depend_on_their_company(folder):
    encoder = CheckpointTextEncoder(folder)
    texts = ["red jacket", "红色夹克", "", "jacket " * 500, "\ud800"]
    vectors = encoder.encode(texts)
    assert vectors.shape == (5, encoder.dimensions) == (5, 16)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert encoder.encode(["红色夹克"])[0] == pytest.approx(vectors[1], abs=1e-5)
    assert encoder.encode([]).shape == (0, 16)


def test_a_call_takes_one_thread(folder):
    import torch  # noqa: PLC0415 - takes seconds

    torch.set_num_threads(3)
    CheckpointTextEncoder(folder)
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(torch.get_num_threads).result() == torch.get_num_threads() == 1


def test_another_prefix_is_another_encoder(folder):
    plain, e5 = CheckpointTextEncoder(folder), CheckpointTextEncoder(folder, prefix="red ")
    assert plain.name != e5.name
    assert e5.encode(["jacket"])[0] == pytest.approx(plain.encode(["red jacket"])[0], abs=1e-6)


def test_what_is_no_checkpoint_is_named(tmp_path):
    with pytest.raises(EncoderError, match=str(tmp_path)):
        CheckpointTextEncoder(tmp_path)
