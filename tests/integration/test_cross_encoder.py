"""What ships, served in eight bits, beside the same weights in torch."""

import os
from decimal import Decimal
from pathlib import Path

import pytest

from ranking.cross_encoder.artefact import SHIPPED, read_artefact
from ranking.cross_encoder.errors import CrossEncoderError
from ranking.cross_encoder.export import network_of
from ranking.cross_encoder.pairs import PairTokenizer, told
from ranking.cross_encoder.serving import open_cross_encoder
from ranking.cross_encoder.training import scores
from retrieval.encoders.minilm import MINILM
from retrieval.items import Item, Price

pytestmark = [pytest.mark.models, pytest.mark.slow]


@pytest.fixture(scope="module")
def models_dir():
    return Path(os.environ.get("AISLE_HOME", ".aisle")) / "models"


def item(title, *category, description=""):
    return Item(title, title, title, description, None, category, Price(Decimal(9), "USD"))


ITEMS = [
    item("Cairn Rain Jacket", "Clothing", "Jackets", description="Waterproof on wet hills."),
    item("Cast Iron Frying Pan", "Kitchen", "Pans"),
    item("Wool Socks", "Clothing", "Socks"),
]


def test_what_ships_reads_requests_and_eight_bits_cost_little(models_dir):
    reader = open_cross_encoder(models_dir)
    folder = models_dir / MINILM.name
    network, tokenizer = network_of(read_artefact(SHIPPED), folder), PairTokenizer(folder)
    for request, best in (("waterproof jacket", 0), ("skillet to fry in", 1), ("warm socks", 2)):
        eight = reader.scores(request, ITEMS)
        full = scores(network, tokenizer, request, [told(each) for each in ITEMS]).tolist()
        assert max(range(3), key=eight.__getitem__) == best
        assert eight == pytest.approx(full, abs=0.5)
    assert reader.scores("socks", []) == []
    with pytest.raises(CrossEncoderError, match="no words"):
        reader.scores("", ITEMS)
