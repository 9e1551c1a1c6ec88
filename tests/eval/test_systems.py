"""The adapters: Aisle in process and over its HTTP interface say the same."""

import pytest
from fastapi.testclient import TestClient

from assistant.settings import Settings
from eval.systems import InProcess, OverHttp, SystemUnderTestError
from tests.fakes.faces import FakeAssistant, shop_items
from ui.api.app import create_app

REQUEST = "a waterproof jacket under $120, not black"


@pytest.fixture
def client(tmp_path):
    app = create_app(FakeAssistant(shop_items(tmp_path)), Settings(_env_file=None), with_page=False)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_both_adapters_give_the_same_answer(tmp_path, client):
    inside = InProcess(FakeAssistant(shop_items(tmp_path))).open().say(REQUEST)
    outside = OverHttp(client).open().say(REQUEST)
    assert inside.items
    assert [i.item_id for i in outside.items] == [i.item_id for i in inside.items]
    assert [(i.price, i.list_price, i.attributes, i.category, i.availability)
            for i in outside.items] == [
        (i.price, i.list_price, i.attributes, i.category, i.availability) for i in inside.items
    ]  # fmt: skip
    assert outside.explanations == inside.explanations
    assert outside.text == inside.text
    for answer in (inside, outside):
        assert 0 < answer.first_card_seconds <= answer.first_sentence_seconds <= answer.done_seconds


def test_questions_come_through(tmp_path, client):
    inside = InProcess(FakeAssistant(shop_items(tmp_path))).open().say("which")
    outside = OverHttp(client).open().say("which")
    assert inside.question is not None
    assert inside.question.answers
    assert outside.question == inside.question


def test_no_items_no_first_card(client):
    answer = OverHttp(client).open().say("nothing")
    assert answer.items == ()
    assert answer.first_card_seconds is None


def test_a_refusal_is_told_with_its_status(client):
    with pytest.raises(SystemUnderTestError, match="422"):
        OverHttp(client).open().say(" ")


def test_a_turn_without_its_last_event_is_an_error():
    class Mute:
        def open_session(self):
            return "s"

        def respond(self, session_id, text):  # noqa: ARG002
            return iter(())

    with pytest.raises(SystemUnderTestError, match="Finished"):
        InProcess(Mute()).open().say("hello")
