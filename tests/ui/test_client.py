"""The Python client against the real server, over good lines and bad ones."""

import asyncio
import io
import socket

import pytest
from PIL import Image

from assistant.settings import Settings
from ui.api.app import create_app
from ui.client import (
    Aisle,
    AisleError,
    AisleUnreachableError,
    AsyncAisle,
    Done,
    Explained,
    ItemsShown,
)

pytestmark = pytest.mark.slow  # opens whole shops or servers

REQUEST = "a waterproof jacket under $120, not black"


class BadLine:
    """Cuts the next answers off after so many frames, or turns them away."""

    def __init__(self, app):
        self.app = app
        self.cut_after = []
        self.turn_away = []

    async def __call__(self, scope, receive, send):
        is_turn = scope["type"] == "http" and scope["path"].endswith("/turns")
        if is_turn and self.turn_away:
            status, headers = self.turn_away.pop(0)
            await send({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        left = self.cut_after.pop(0) if is_turn and self.cut_after else None

        async def send_cut(message):
            nonlocal left
            if left is not None and message["type"] == "http.response.body":
                if left == 0:
                    raise ConnectionResetError
                left -= 1
            await send(message)

        try:
            await self.app(scope, receive, send_cut)
        except ConnectionResetError:
            return


@pytest.fixture(scope="module")
def line(shop):
    return BadLine(create_app(shop, Settings(_env_file=None), with_page=False))


@pytest.fixture(scope="module")
def address(line, live):
    with live(line) as address:
        yield address


@pytest.fixture
def aisle(address):
    with Aisle(address) as aisle:
        yield aisle


def test_a_conversation_from_its_opening_to_its_end(aisle):
    conversation = aisle.converse()
    reply = conversation.say(REQUEST, k=3)
    assert len(reply.items) == len(reply.explanations) == 3
    removable = [chip for chip in reply.chips if chip.label == "up to $120"]
    left = conversation.tap(removable[0].remove)
    assert "up to $120" not in [chip.label for chip in left.chips]
    gone_on = aisle.converse(conversation.session_id)
    assert gone_on.look().turns[0].text == REQUEST
    conversation.forget()
    with pytest.raises(AisleError, match="not known") as caught:
        gone_on.look()
    assert (caught.value.status, caught.value.code) == (404, "unknown_session")


def test_events_come_typed_and_in_order(aisle):
    kinds = [type(event) for event in aisle.converse().stream(REQUEST)]
    assert kinds == [ItemsShown, *[Explained] * 6, Done]


def test_a_photo_search_and_an_item(aisle):
    content = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(content, "PNG")
    assert aisle.converse().say("", photo=content.getvalue()).intent.by_photo
    found = aisle.search("jacket", max_price=100, attribute="colour:green", k=2)
    assert 0 < len(found.items) <= 2
    best = found.items[0].item
    assert aisle.item(best.item_id) == best
    with pytest.raises(AisleError, match="nearest"):
        aisle.search(category="tends")


def test_a_broken_line_is_mended_and_the_turn_counts_once(aisle, line):
    line.cut_after = [1, 2]
    conversation = aisle.converse()
    events = list(conversation.stream(REQUEST))
    kinds = [type(event) for event in events]
    assert kinds.count(ItemsShown) == kinds.count(Done) == 1
    told = [event.explanation.item_id for event in events if isinstance(event, Explained)]
    assert len(told) == len(set(told))
    said = [turn.text for turn in conversation.look().turns if turn.role == "shopper"]
    assert said == [REQUEST]


def test_a_busy_shop_is_asked_again_when_it_says(aisle, line):
    line.turn_away = [(429, [(b"retry-after", b"0")]), (502, [])]
    assert aisle.converse().say(REQUEST).items
    assert line.turn_away == []


def test_a_refusal_is_not_tried_again(aisle, line):
    line.turn_away = [(403, []), (403, [])]
    with pytest.raises(AisleError, match="403"):
        aisle.converse().say(REQUEST)
    assert len(line.turn_away) == 1
    line.turn_away = []


def test_a_shop_that_is_not_there(free_port):
    with Aisle(f"http://127.0.0.1:{free_port}") as aisle, pytest.raises(AisleUnreachableError):
        aisle.converse()


@pytest.fixture
def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def test_the_same_with_asyncio_and_several_at_once(address, line):
    async def talk():
        async with AsyncAisle(address) as aisle:
            conversations = await asyncio.gather(*(aisle.converse() for _ in range(3)))
            line.cut_after = [1]
            replies = await asyncio.gather(*(one.say(REQUEST, k=2) for one in conversations))
            found = await aisle.search("tent", k=1)
            item = await aisle.item(found.items[0].item.item_id)
            kinds = [type(event) async for event in conversations[0].stream("cheaper")]
            looked = await conversations[0].look()
            await conversations[0].forget()
            with pytest.raises(AisleError, match="not known"):
                await conversations[0].look()
            return replies, item, kinds, looked

    replies, item, kinds, looked = asyncio.run(talk())
    assert [len(reply.explanations) for reply in replies] == [2, 2, 2]
    assert "tent" in item.title.lower()
    assert (kinds[0], kinds[-1]) == (ItemsShown, Done)
    assert len([turn for turn in looked.turns if turn.role == "shopper"]) == 2
