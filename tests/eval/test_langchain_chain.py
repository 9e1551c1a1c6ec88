"""The plain chain: what it shows, what it asks a model, and that it goes on without one."""

import pytest

from assistant.models.chat_model import ChatModelError
from tests.fakes.chat_models import ScriptedChatModel
from tests.fakes.retrieval import FakeTextEncoder, make_item

pytestmark = pytest.mark.slow

ITEMS = [
    make_item("mug", "Red Mug", price=9),
    make_item("tent", "Green Tent", price=90),
    make_item("lamp", "Desk Lamp", price=30),
]


def opened(model=None):
    from eval.baselines.langchain_chain import LangChainChain  # noqa: PLC0415 - takes seconds

    return LangChainChain(ITEMS, FakeTextEncoder(), k=2, model=model)


def test_without_a_model_the_request_is_all_that_was_said():
    chain = opened()
    talk = chain.open()
    first, second = talk.say("a red mug"), talk.say("and a green tent")
    assert first.items[0].item_id == "mug"
    assert {item.item_id for item in second.items} == {"mug", "tent"}
    assert "Red Mug, 9 USD" in first.text
    chain.close()


def test_a_model_condenses_the_conversation_and_phrases_the_answer():
    model = ScriptedChatModel(["I like the mug.", "green tent", "A tent, then."])
    chain = opened(model)
    talk = chain.open()
    assert talk.say("a red mug").text == "I like the mug."
    answer = talk.say("rather something to sleep in")
    assert answer.items[0].item_id == "tent"
    assert answer.text == "A tent, then."
    assert "Shopper: a red mug" in model.asked[1].content
    chain.close()


def test_a_model_that_fails_leaves_the_template():
    chain = opened(ScriptedChatModel([ChatModelError("no")]))
    assert (
        chain.open().say("a desk lamp").text.startswith("Here is what I found: Desk Lamp, 30 USD")
    )
    chain.close()
