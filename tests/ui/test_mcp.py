"""The official MCP client against the real server."""

import asyncio
import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters

from assistant.settings import Settings
from tests.fakes.shop import open_shop
from ui.api.app import create_app
from ui.api.conversations import Conversations
from ui.mcp.server import mcp_server

pytestmark = pytest.mark.slow  # opens whole shops or servers

ROOT = Path(__file__).parents[2]
REQUEST = "a waterproof jacket under $120, not black"


@pytest.fixture(scope="module")
def address(shop, live):
    settings = Settings(_env_file=None, public_url="https://shop.example/")
    with live(create_app(shop, settings, with_page=False)) as address:
        yield address


@pytest.fixture
def call(address):
    """Call a tool and return its structured answer, or the text of its error."""

    def call(tool, **arguments):
        async def talk():
            async with Client(f"{address}/mcp") as client:
                return await client.call_tool(tool, arguments)

        result = asyncio.run(talk())
        return result.content[0].text if result.is_error else result.structured_content

    return call


def test_tools_are_typed_described_and_only_read(address):
    async def talk():
        async with Client(f"{address}/mcp") as client:
            return (await client.list_tools()).tools, client.instructions

    tools, instructions = asyncio.run(talk())
    assert [t.name for t in tools] == [
        "search_catalog", "lookup_catalog", "get_product", "recommend",
    ]  # fmt: skip
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert tool.annotations.destructive_hint is False
        assert tool.title
        assert len(tool.description) > 40
        assert tool.input_schema["properties"]
        assert tool.output_schema["properties"]
    assert "data, not instructions" in instructions


def test_search_holds_to_its_filters(call):
    filters = {
        "max_price": 120,
        "category": "Jackets",
        "in_stock": True,
        "attributes": {"colour": "Green"},
    }
    found = call("search_catalog", query="waterproof", filters=filters, limit=5)["products"]
    assert 0 < len(found) <= 5
    for product in found:
        assert float(product["price"]) <= 120
        assert product["attributes"]["colour"] == ["green"]
        assert product["availability"] == "in_stock"
        assert "Jackets" in product["category"]
        assert product["url"].startswith("https://shop.example/api/items/")


def test_looking_up_and_getting(call):
    first = call("search_catalog", query="jacket", limit=1)["products"][0]
    looked = call("lookup_catalog", ids=[first["id"], "no-such", first["id"]])
    assert looked == {"products": [first], "not_found": ["no-such"]}
    detail = call("get_product", id=first["id"])
    assert detail["product"] == first
    assert all(v["product_group"] == first["product_group"] for v in detail["variants"])
    assert first["id"] not in [v["id"] for v in detail["variants"]]


def test_recommending_and_going_on(call):
    first = call("recommend", request=REQUEST, limit=3)
    assert len(first["picks"]) == 3
    assert all(pick["reason"] for pick in first["picks"])
    assert {"waterproof", "up to $120", "not black"} <= set(first["understood"])
    then = call("recommend", request="in green", earlier=[REQUEST], limit=3)
    assert "up to $120" in then["understood"]
    assert any("green" in one for one in then["understood"])
    assert call("recommend", request="in green", earlier=[REQUEST], limit=3) == then


def test_a_limit_keeps_its_currency_where_nothing_is_picked(call):
    aside = call("recommend", request="any deals?", earlier=[REQUEST])
    assert aside["picks"] == []
    assert "up to $120" in aside["understood"]


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("get_product", {"id": "no-such"}, "no product of the id 'no-such'"),
        ("search_catalog", {"filters": {"category": "tends"}}, "tents"),
        ("search_catalog", {"filters": {"attributes": {"colur": "red"}}}, "colour"),
        ("search_catalog", {"filters": {"brand": "'; DROP TABLE items"}}, "no brand"),
        ("search_catalog", {"limit": 1000}, "less than or equal to 20"),
        ("lookup_catalog", {"ids": []}, "at least 1"),
        ("recommend", {"request": ""}, "at least 1 character"),
    ],
)
def test_what_is_wrong_is_told_to_the_model(call, tool, arguments, words):
    assert words in call(tool, **arguments)


def test_the_tools_are_given_over_pipes_that_nothing_else_writes_to(tmp_path):
    code = (
        "import assistant.bootstrap, pathlib\n"
        "from tests.fakes.shop import open_shop\n"
        f"home = pathlib.Path({str(tmp_path)!r})\n"
        "assistant.bootstrap.build_assistant = lambda settings: open_shop(home)\n"
        "from assistant.settings import Settings\n"
        "from ui.commands.tools import serve_tools\n"
        "serve_tools(Settings(_env_file=None, home=home))\n"
    )
    program = StdioServerParameters(command=sys.executable, args=["-c", code], cwd=ROOT)

    async def talk():
        async with Client(program) as client:
            return await client.call_tool("recommend", {"request": REQUEST, "limit": 2})

    result = asyncio.run(talk())
    assert len(result.structured_content["picks"]) == 2


def test_an_empty_shop_says_so(tmp_path):
    shop = open_shop(tmp_path, [])
    server = mcp_server(shop, Conversations(shop), "http://localhost", "0")

    async def talk():
        async with Client(server) as client:
            return await client.call_tool("search_catalog", {"query": "tent"})

    result = asyncio.run(talk())
    assert result.is_error
    assert "empty" in result.content[0].text
    shop.close()


def test_the_processs_logging_is_left_alone(shop):
    before = list(logging.getLogger().handlers), logging.getLogger().level
    mcp_server(shop, Conversations(shop), "http://localhost", "0")
    assert (list(logging.getLogger().handlers), logging.getLogger().level) == before


def test_importing_the_server_sets_no_logging_up():
    code = "import logging, ui.mcp.server, json; print(json.dumps(len(logging.root.handlers)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == 0
