import threading
from dataclasses import replace

import pytest

from assistant.dialogue import Dialogue, RepeatedTurnError, Role, Turn
from assistant.exchanges import KeptReply, retell
from assistant.intent import Intent, SeekSimilar, Undo
from assistant.memory import Memory
from assistant.reply import Explanation, Origin, Reply, Suggestion
from ranking.ranked import RankedItem
from tests.fakes.faces import shop_items
from tests.fakes.shop import open_shop

ITEMS = {item.item_id: item for item in shop_items()}


def replied(*item_ids, text="Here."):
    ranked = tuple(
        RankedItem(ITEMS[i], rank, 0.9, 0.1, {"words": 0.3}) for rank, i in enumerate(item_ids, 1)
    )
    reasons = tuple(Explanation(i, f"Why {i}.", (), Origin.FACTS) for i in item_ids)
    return Reply(text, Intent(), ranked, reasons, suggestions=(Suggestion("Less", "cheaper"),))


def asked(key, text="a jacket"):
    return Turn(Role.SHOPPER, text, key=key)


def answered(*item_ids, text="Here."):
    return Turn(Role.ASSISTANT, text, shown=item_ids)


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    assistant = open_shop(tmp_path_factory.mktemp("shop"))
    yield assistant
    assistant.close()


def test_a_kept_reply_is_told_as_it_was():
    reply = replied("fell-green", "ridge-navy")
    dialogue = Dialogue((asked("k1"), answered("fell-green", "ridge-navy")))
    (told,) = retell(dialogue, {"k1": KeptReply("", reply)}, ITEMS)
    assert (told.key, told.said, told.reply) == ("k1", "a jacket", reply)


def test_what_changed_since_loses_its_reason_and_what_is_gone_its_place():
    reply = replied("fell-green", "ridge-navy", "breeze-green")
    now = ITEMS | {"fell-green": replace(ITEMS["fell-green"], version=2, stock=1)}
    del now["ridge-navy"]
    dialogue = Dialogue((asked("k1"), answered("fell-green", "ridge-navy", "breeze-green")))
    (told,) = retell(dialogue, {"k1": KeptReply("", reply)}, now)
    assert [ranked.item.stock for ranked in told.reply.items] == [1, 40]
    assert [reason.item_id for reason in told.reply.explanations] == ["breeze-green"]


def test_without_a_kept_reply_the_text_and_the_items_are_told():
    dialogue = Dialogue((asked(None), answered("fell-green", "no longer sold", text="Look.")))
    (told,) = retell(dialogue, {}, ITEMS)
    assert told.key == "turn-0"
    assert told.reply.text == "Look."
    assert [ranked.item.item_id for ranked in told.reply.items] == ["fell-green"]


def test_an_agent_s_turn_is_an_exchange_of_its_own():
    agent = Turn(Role.AGENT, "I am Ann.", name="Ann")
    dialogue = Dialogue((asked("k1"), answered(), agent, asked("k2", "thanks"), agent, asked("k3")))
    told = retell(dialogue, {"k2": KeptReply("", replied("fell-green"))}, ITEMS)
    assert [(one.said, one.agent) for one in told] == [
        ("a jacket", ""),
        ("", "Ann"),
        ("thanks", "Ann"),
        ("a jacket", ""),
    ]
    assert told[2].reply.text == "I am Ann."
    assert told[3].reply is None


@pytest.mark.slow
def test_a_conversation_is_retold_with_its_reasons(shop):
    session = shop.open_session()
    first = list(shop.respond(session, "warm hats", key="k1"))[-1].reply
    similar = SeekSimilar((first.items[0].item.item_id,))
    second = list(shop.tap(session, [similar], key="k2", said="More like the first"))[-1].reply
    told = shop.exchanges(session)
    assert [one.said for one in told] == ["warm hats", "More like the first"]
    assert [one.reply for one in told] == [first, second]
    assert len(first.explanations) == len(first.items) > 0


@pytest.mark.slow
def test_a_turn_sent_twice_counts_once(shop):
    session = shop.open_session()
    list(shop.respond(session, "warm hats", key="k1"))
    with pytest.raises(RepeatedTurnError):
        list(shop.respond(session, "warm hats", key="k1"))
    with pytest.raises(RepeatedTurnError):
        list(shop.tap(session, [Undo()], key="k1"))
    assert len(shop.dialogue(session)) == 2


def test_a_turn_sent_twice_at_once_counts_once(shop):
    session = shop.open_session()
    refused = []

    def send():
        try:
            list(shop.respond(session, "tents", key="same"))
        except RepeatedTurnError as error:
            refused.append(error)

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 3
    assert len(shop.dialogue(session)) == 2


def test_replies_are_forgotten_with_their_session(tmp_path):
    memory = Memory(f"sqlite:///{tmp_path / 'sessions.sqlite'}")
    session = memory.open()
    memory.keep_reply(session.session_id, "k", KeptReply("", replied("fell-green")))
    memory.keep_reply(session.session_id, "k", KeptReply("", replied("ridge-navy")))
    memory.forget(session.session_id)
    memory.keep_reply(session.session_id, "k", KeptReply("", replied("fell-green")))
    assert memory.replies(session.session_id) == {}
    memory.close()
