import base64
import time
from dataclasses import replace
from decimal import Decimal

import pytest
from pydantic import ValidationError

from tests.fakes.faces import FakeAssistant, shop_items
from ui import shopper_thread
from ui.shopper_thread import Exchange, Threads
from ui.shopper_turns import Said, ShopperTurns, Tapped

REQUEST = "a jacket under $120"


@pytest.fixture
def assistant():
    return FakeAssistant(shop_items())


@pytest.fixture
def turns(assistant):
    return ShopperTurns(assistant)


def say(turns, session, text=REQUEST, key="k1", **fields):
    patches = list(turns.say(session, Said(key=key, text=text, **fields)))
    return patches, patches[-1][1]


def tap(turns, session, *operations, key="k9", **fields):
    patches = list(turns.tap(session, Tapped(key=key, operations=operations, **fields)))
    return patches, patches[-1][1]


def test_a_page_without_a_session_shows_the_welcome_and_opens_none(turns, assistant):
    patch, session = turns.open(None)
    assert session is None
    assert patch["turns"] == []
    assert assistant._sessions == {}


def test_the_list_comes_first_and_reasons_are_cumulative(turns):
    patches, session = say(turns, None)
    assert session
    counts = [len(patch["turns"][-1]["why"]) for patch, _ in patches]
    assert counts == [0, 1, 2, 3, 4, 5, 6, 6]
    assert [patch["turns"][-1]["busy"] for patch, _ in patches] == [True] * 7 + [False]
    html = {patch["turns"][-1]["reply"] for patch, _ in patches}
    assert len(html) == 1, "cards must not be redrawn while reasons come in"


def test_a_patch_holds_the_turn_before_it_too(turns):
    _, session = say(turns, None, key="k1")
    patches, _ = say(turns, session, "in navy", key="k2")
    assert [turn["key"] for turn in patches[0][0]["turns"]] == ["k1", "k2"]
    assert len(patches[0][0]["turns"][0]["why"]) == 6


def test_a_tap_changes_the_list_in_its_place(turns):
    _, session = say(turns, None, key="k1")
    patches, _ = tap(turns, session, {"op": "dislike", "item_id": "fell-green"})
    turn = patches[-1][0]["turns"][-1]
    assert turn["key"] == "k1"
    assert turn["said"] == REQUEST
    assert "fell-green" not in turn["reply"]


def test_a_tap_with_words_is_a_turn(turns):
    _, session = say(turns, None, key="k1")
    more = {"op": "seek_similar", "item_ids": ["fell-green"]}
    patches, _ = tap(turns, session, more, key="k2", said="More like this")
    assert [turn["key"] for turn in patches[-1][0]["turns"]] == ["k1", "k2"]


def test_starting_over_forgets_the_session(turns):
    _, session = say(turns, None)
    patches, after = tap(turns, session, {"op": "start_over"})
    assert after is None
    assert patches[-1][0]["turns"] == []


def test_a_reload_shows_it_all(turns):
    _, session = say(turns, None, key="k1")
    say(turns, session, "in navy", key="k2")
    patch, same = turns.open(session)
    assert same == session
    assert patch["whole"] is True
    assert [turn["said"] for turn in patch["turns"]] == [REQUEST, "in navy"]
    assert len(patch["turns"][0]["why"]) == 6


def test_a_limit_keeps_its_currency_without_items_and_after_a_restart(assistant):
    patches, session = say(ShopperTurns(assistant), None, "nothing under $20")
    assert "up to $20" in patches[-1][0]["chips"]
    rebuilt, _ = ShopperTurns(assistant).open(session)
    assert "up to $20" in rebuilt["chips"]


@pytest.mark.slow
def test_after_a_restart_it_is_rebuilt_from_the_dialogue(turns, assistant):
    _, session = say(turns, None, key="k1")
    say(turns, session, "in navy", key="k2", photo=base64.b64encode(b"\x89PNG").decode())
    tap(turns, session, {"op": "undo"})
    patch, _ = ShopperTurns(assistant).open(session)
    assert [turn["said"] for turn in patch["turns"]] == [REQUEST, "in navy"]
    assert [turn["with_photo"] for turn in patch["turns"]] == [False, True]
    assert "Fellside Rain Jacket, green" in patch["turns"][1]["reply"], "the tap's list counts"
    assert all(not turn["busy"] for turn in patch["turns"])


def test_a_session_that_expired_gives_way_to_a_new_one_and_says_so(turns):
    assert turns.open("gone-long-ago")[1] is None
    patches, session = say(turns, "gone-long-ago")
    assert session != "gone-long-ago"
    assert "no longer kept" in patches[-1][0]["turns"][-1]["reply"]


def test_a_bad_photo_is_refused_with_the_reason(turns):
    patches, _ = say(turns, None, photo=base64.b64encode(b"PK\x03\x04").decode())
    assert "no picture" in patches[-1][0]["problem"]
    assert patches[-1][0]["key"] == "k1"
    broken, _ = say(turns, None, photo="not base64!")
    assert "did not arrive whole" in broken[-1][0]["problem"]


def test_an_empty_shop_says_what_to_do():
    turns = ShopperTurns(FakeAssistant(empty=True))
    patches, _ = say(turns, None)
    assert "aisle index" in patches[-1][0]["problem"]


@pytest.mark.parametrize(
    "message",
    [
        {"key": "<b>", "text": "x"},
        {"key": "k", "text": "x", "trade_off": 7},
        {"key": "k", "text": "x", "session": "another's"},
        {"text": "x"},
    ],
)
def test_a_message_that_the_page_would_not_send_is_refused(message):
    with pytest.raises(ValidationError):
        Said.model_validate(message)


def test_threads_are_bounded(monkeypatch):
    monkeypatch.setattr(shopper_thread, "CONVERSATIONS", 2)
    monkeypatch.setattr(shopper_thread, "EXCHANGES", 3)
    threads = Threads()
    for name in ("a", "b"):
        threads.keep(name, [])
    threads.of("a")
    threads.keep("c", [])
    assert threads.of("b") is None
    assert threads.of("a") == []
    for key in ("1", "2", "3", "4"):
        threads.put("a", Exchange(key))
    assert [exchange.key for exchange in threads.of("a")] == ["2", "3", "4"]


def test_a_page_that_is_opened_again_shows_no_item_that_is_gone_and_no_old_price(turns, assistant):
    _, session = say(turns, None)
    first, second = (ranked.item for ranked in turns._threads.of(session)[-1].reply.items[:2])
    del assistant._items[first.item_id]
    price = replace(second.price, amount=Decimal("1.23"))
    assistant._items[second.item_id] = replace(second, price=price, version=second.version + 1)
    patch, _ = turns.open(session)
    (turn,) = patch["turns"]
    assert first.item_id not in turn["reply"]
    assert "1.23" in turn["reply"]
    assert turn["why"].keys().isdisjoint({first.item_id, second.item_id})
    assert len(turn["why"]) == 4
    later, _ = say(turns, session, "in navy", key="k2")
    assert first.item_id not in str(later[0])


def test_a_turn_goes_on_to_its_end_when_nobody_listens_any_more():
    assistant = FakeAssistant(shop_items(), pause=0.02)
    turns = ShopperTurns(assistant)
    said = turns.say(None, Said(key="k1", text="rain jacket"))
    _, session_id = next(said)
    said.close()
    until = time.monotonic() + 20
    while turns.open(session_id)[0]["turns"][0]["busy"]:
        assert time.monotonic() < until, "the turn was never finished"
        time.sleep(0.02)
    assert len(turns.open(session_id)[0]["turns"][0]["why"]) == 6
