"""Systems behind OpenAI's protocol: a bare model that names things, and one that annotates."""

import pytest

from eval.openai_system import NamedItems, OverOpenAI
from tests.fakes.openai_server import FakeOpenAIServer, says
from tests.fakes.retrieval import make_item

ITEMS = [
    make_item("p1-red", "Fellside Jacket, Red", price=90),
    make_item("p1", "Fellside Jacket", price=90),
    make_item("p2", "Mug", price=9),
]
MESSAGE = {
    "item_id": "p1", "family_id": "p1", "title": "Fellside Jacket", "description": "",
    "brand": None, "category": ["Clothing"], "price": {"amount": "90", "currency": "USD"},
    "list_price": None, "availability": "in_stock", "stock": None, "rating": None,
    "rating_count": 0, "attributes": {}, "link": None, "version": 1,
}  # fmt: skip


@pytest.fixture
def server():
    server = FakeOpenAIServer(says("Take the Fellside Jacket (Red); or p2."))
    yield server
    server.stop()


def annotates(body):
    status, answer = says("Here is one.")(body)
    citation = {
        "start_index": 0,
        "end_index": 4,
        "title": "Fellside Jacket",
        "url": "https://s.example/p1",
    }
    answer["choices"][0]["message"]["annotations"] = [
        {"type": "url_citation", "url_citation": citation, "item": {"rank": 1, "item": MESSAGE}}
    ]
    return status, answer


def test_the_longest_name_counts_and_an_ordinary_word_does_not():
    named = NamedItems(ITEMS)
    assert [i.item_id for i in named.named_in("the fellside jacket, RED! and a mug")] == ["p1-red"]
    assert [i.item_id for i in named.named_in("P2, Fellside Jacket, p2")] == ["p2", "p1"]
    assert named.named_in("") == ()


def test_a_model_that_names_items_is_heard_with_its_history_and_its_cost(server):
    conversation = OverOpenAI(server.url, "fake", ITEMS, instructions="Sell.").open()
    answer = conversation.say("a jacket")
    assert [item.item_id for item in answer.items] == ["p1-red", "p2"]
    assert answer.tokens == 2
    assert 0 < answer.first_card_seconds == answer.done_seconds
    conversation.say("cheaper")
    assert [message["role"] for message in server.asked[-1]["messages"]] == [
        "system", "user", "assistant", "user",
    ]  # fmt: skip


def test_sessions_know_nothing_of_each_other(server):
    system = OverOpenAI(server.url, "fake", ITEMS)
    system.open().say("a jacket")
    system.open().say("a mug")
    assert [message["content"] for message in server.asked[-1]["messages"]] == ["a mug"]


def test_annotated_items_come_with_the_facts_that_were_shown(server):
    server.behaviour = annotates
    [item] = OverOpenAI(server.url, "fake", ITEMS).open().say("a jacket").items
    assert (item.item_id, str(item.price.amount)) == ("p1", "90")
