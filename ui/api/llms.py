"""``/llms.txt``: what the shop is and how a language model's program can ask it."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse

from retrieval.constraints import PATH_SEPARATOR
from retrieval.vocabulary import Vocabulary
from ui.api.descriptions import NO_CATALOGUE
from ui.api.json_ld import base_url

if TYPE_CHECKING:
    from assistant.assistant import Assistant


def llms_routes(assistant: "Assistant") -> APIRouter:
    """Return ``/llms.txt``."""
    router = APIRouter(tags=["operation"])

    @router.get(
        "/llms.txt",
        summary="The shop and its interfaces, in Markdown for language models",
        response_class=PlainTextResponse,
        responses={
            HTTPStatus.OK: {
                "content": {
                    "text/plain": {"example": "# Aisle\n\n> A shop of 1,152 items ...\n\n## Ask\n"}
                }
            },
            **NO_CATALOGUE,
        },
    )
    def llms(request: Request) -> PlainTextResponse:  # pyright: ignore[reportUnusedFunction] - a route
        shelf = assistant.shelf
        return PlainTextResponse(describe(shelf.count(), shelf.vocabulary(), base_url(request)))

    return router


def describe(count: int, vocabulary: Vocabulary, url: str) -> str:
    """Return the shop in the form that llmstxt.org describes.

    Args:
        count: How many items are sold.
        vocabulary: The words they are described in.
        url: Where the shop answers, without a slash at the end.
    """
    departments = "\n".join(
        f"- {name} ({number} items)" for name, number in _departments(vocabulary.categories)
    )
    prices = ""
    if vocabulary.lowest_price is not None and vocabulary.highest_price is not None:
        prices = (
            f", from {vocabulary.lowest_price:f} to {vocabulary.highest_price:f} "
            f"{vocabulary.currency}"
        )
    return f"""\
# Aisle

> A shop of {count:,} items{prices}, with an assistant that finds, ranks with variety, and gives
> a true reason for each pick. Prices, stock and facts are those of the catalogue now. It takes
> no orders.

Ask in the shopper's own words. What an answer says of an item rests on a field of that item;
quote it rather than add to it.

## Ask

- [Model Context Protocol]({url}/mcp): tools `search_catalog`, `lookup_catalog`, `get_product`,
  `recommend`
- [OpenAI-compatible chat]({url}/v1/models): model `aisle` at {url}/v1/chat/completions
- [REST and server-sent events]({url}/api/openapi.json): conversations, search, items as JSON-LD

## Read

- [The interface, described]({url}/api/docs)
- [Search]({url}/api/search?q=gift): `GET /api/search?q=...&category=...&max_price=...`

## Departments

{departments}
"""


def _departments(categories: Mapping[str, int]) -> list[tuple[str, int]]:
    broad = [pair for pair in categories.items() if PATH_SEPARATOR not in pair[0]]
    return sorted(broad, key=lambda pair: (-pair[1], pair[0]))
