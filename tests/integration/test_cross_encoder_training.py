from decimal import Decimal

import pytest
import torch
from transformers import BertConfig, BertModel

from ranking.cross_encoder.errors import CrossEncoderError
from ranking.cross_encoder.lists import LabelledList
from ranking.cross_encoder.network import PairNetwork
from ranking.cross_encoder.training import Tuning, fine_tune, scores
from ranking.training.checkpoint import CheckpointError
from retrieval.items import Item, Price
from tests.fakes.word_tokenizer import word_tokenizer

pytestmark = pytest.mark.slow


@pytest.fixture
def tokenizer(tmp_path):
    return word_tokenizer(tmp_path)


def network():
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=200, hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=64, hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    return PairNetwork(BertModel(config, add_pooling_layer=False))


def item(number, mark):
    return Item(
        f"i{number}{mark}", f"i{number}", f"word{number} {mark}", "", None, (f"leaf{number % 3}",),
        Price(Decimal(1), "USD"),
    )  # fmt: skip


# What answers bears another mark than what does not, whatever is asked.
LISTS = [
    LabelledList(
        f"word{n}",
        "noun",
        tuple(item(n + step, "word91" if step == n % 4 else "word90") for step in range(4)),
        tuple(float(step == n % 4) for step in range(4)),
    )
    for n in range(1, 13)
]
TUNING = Tuning(learning_rate=5e-3, readings_rate=2e-2, lists=4, epochs=12)


def tune(tokenizer, folder, lists=LISTS, tuning=TUNING, *, stop_at=None, data="these lists"):
    tuned = network()

    def progress(done, _total, _loss):
        if done == stop_at:
            raise KeyboardInterrupt

    try:
        losses = fine_tune(
            tuned,
            lists,
            tokenizer,
            tuning,
            data_sha256=data,
            checkpoint=folder / "c.pt",
            progress=progress,
        )
    except KeyboardInterrupt:
        losses = []
    return tuned, losses


def test_it_learns_what_answers(tokenizer, tmp_path):
    tuned, losses = tune(tokenizer, tmp_path)
    assert losses[-1] < 0.7 * losses[0]
    for each in LISTS:
        said = scores(tuned, tokenizer, each.request, [i.title for i in each.items])
        assert each.labels[int(said.argmax())] == 1.0


def test_only_the_top_layer_and_the_readings_change(tokenizer, tmp_path):
    before = network().state_dict()
    tuned, _ = tune(tokenizer, tmp_path, tuning=Tuning(lists=4))
    changed = {name for name, value in tuned.state_dict().items() if not value.equal(before[name])}
    assert changed
    tops = ("bert.encoder.layer.1.", "weigh", "first", "scale")
    assert all(name.startswith(tops) for name in changed)


def test_what_was_killed_goes_on_to_the_same_end(tokenizer, tmp_path, monkeypatch):
    monkeypatch.setattr("ranking.cross_encoder.training._SAVED_EVERY", 5)
    whole, losses = tune(tokenizer, tmp_path / "whole")
    tune(tokenizer, tmp_path / "parts", stop_at=12)
    resumed, again = tune(tokenizer, tmp_path / "parts")
    assert again == pytest.approx(losses)
    for name, value in whole.state_dict().items():
        assert value.allclose(resumed.state_dict()[name])


def test_a_checkpoint_of_another_run_or_a_damaged_one_is_refused(tokenizer, tmp_path, monkeypatch):
    monkeypatch.setattr("ranking.cross_encoder.training._SAVED_EVERY", 5)
    tune(tokenizer, tmp_path)
    with pytest.raises(CheckpointError, match="other data or settings"):
        tune(tokenizer, tmp_path, tuning=Tuning(lists=4, epochs=3))
    with pytest.raises(CheckpointError, match="other data or settings"):
        tune(tokenizer, tmp_path, data="other lists, as many")
    (tmp_path / "c.pt").write_bytes(b"nonsense")
    with pytest.raises(CheckpointError, match="damaged"):
        tune(tokenizer, tmp_path)


def test_nothing_to_learn_from_is_said(tokenizer, tmp_path):
    with pytest.raises(CrossEncoderError, match="no lists"):
        tune(tokenizer, tmp_path, lists=[])


def test_a_score_does_not_hang_on_padding(tokenizer):
    tuned = network().eval()
    alone = scores(tuned, tokenizer, "word1", ["word2"])
    beside = scores(tuned, tokenizer, "word1", ["word2", "word3 " * 20])
    assert alone[0].item() == pytest.approx(beside[0].item(), abs=1e-4)
