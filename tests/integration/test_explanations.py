"""Explanations phrased by the real embedded model, fetched if it is not on disk."""

import pytest

from assistant.explaining.explain import Explainer, instructions
from assistant.grounding.groundedness import check
from assistant.models.embedded import open_embedded
from assistant.models.model_weights import fetch_gguf
from assistant.reply import Origin
from assistant.settings import Settings
from tests.fakes.listing import LIST, REQUEST

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    gguf = fetch_gguf(Settings().llm_model, Settings().home / "models").path
    log = tmp_path_factory.mktemp("logs") / "embedded.log"
    model = open_embedded(gguf, {instructions("en"): 2}, log_path=log)
    yield model
    model.close()


def test_what_the_real_model_says_is_shown_only_where_it_is_true(model):
    explainer = Explainer(model, timeout=120.0)
    explained = [each for _ in range(2) for each in explainer.explain(REQUEST, LIST)]
    assert len(explained) == 2 * len(LIST)
    for each in explained:
        shown = next(ranked for ranked in LIST if ranked.item.item_id == each.item_id)
        assert check(each.text, shown, REQUEST, LIST).unsupported == ()
    assert any(each.origin is Origin.MODEL for each in explained)
