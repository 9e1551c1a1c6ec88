from decimal import Decimal

import pytest

from ranking.cross_encoder.errors import CrossEncoderError
from ranking.cross_encoder.pairs import END, MAX_TOKENS, START, PairTokenizer, told
from retrieval.items import Item, Price


def test_a_row_holds_the_request_then_the_item(tokenizer):
    tokens = tokenizer.pairs("word1 word2", ["word3", "word4 word5"])
    assert tokens.ids.tolist() == [
        [START, 1, 2, END, 3, END, 0],
        [START, 1, 2, END, 4, 5, END],
    ]
    assert tokens.mask.tolist() == [[1] * 6 + [0], [1] * 7]
    assert tokens.sides.tolist() == [[0] * 4 + [1] * 2 + [0], [0] * 4 + [1] * 3]
    assert tokens.asked.tolist() == [[0, 1, 1, 0, 0, 0, 0]] * 2
    assert tokens.said.tolist() == [[0, 0, 0, 0, 1, 0, 0], [0, 0, 0, 0, 1, 1, 0]]


@pytest.mark.parametrize("request_length", [1, 40, 400])
def test_the_item_is_cut_to_what_the_request_leaves(tokenizer, request_length):
    tokens = tokenizer.pairs("word1 " * request_length, ["word2 " * 400])
    assert tokens.ids.shape == (1, MAX_TOKENS)
    assert tokens.ids[0, -1] == END
    assert tokens.said.sum() >= MAX_TOKENS // 2 - 3


def test_halves_of_surrogate_pairs_are_read(tokenizer):
    assert tokenizer.ids("word1 \ud83d word2") == [1, 0, 2]


def test_a_missing_tokenizer_is_named(tmp_path):
    with pytest.raises(CrossEncoderError, match=r"tokenizer\.json is missing"):
        PairTokenizer(tmp_path / "nowhere")


def test_an_item_is_told_with_the_telling_parts_first():
    item = Item(
        "a", "a", "Rain Coat", "Keeps dry.", "Ember", ("Clothing", "Coats"),
        Price(Decimal(20), "USD"),
        attributes={"style": ("casual",), "colour": ("red", "casual"), "size": ("m",)},
    )  # fmt: skip
    assert told(item) == "Rain Coat. Clothing Coats. red casual. Keeps dry."
