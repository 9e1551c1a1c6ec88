"""The description of the interface that does not belong to one route."""

from collections.abc import Callable
from typing import Any, Final

from fastapi import FastAPI

DESCRIPTION: Final = """\
Open a conversation, say something in the shopper's own words, and read the answer as it streams:
`items` first, then one `explanation` each, then `done`.

    curl -X POST localhost:7860/api/sessions
    curl -N -X POST localhost:7860/api/sessions/ID/turns \\
        -H 'content-type: application/json' -d '{"text": "a waterproof jacket under $120"}'

Errors are `{"error": {"code", "message", "remedy"}}`; under `/v1` they have OpenAI's shape. An MCP
server answers at `/mcp`. Only `/v1` and `/mcp` want a key, and only where the shop has set
`AISLE_API_KEYS` or listens on another address than this machine's own.
"""

TAGS: Final = [
    {"name": "conversation", "description": "Talk, tap, and look at a conversation."},
    {"name": "catalogue", "description": "Items, pictures, and search without a conversation."},
    {
        "name": "OpenAI-compatible",
        "description": "For the `openai` client, LangChain and whatever else speaks that protocol.",
    },
    {"name": "operation", "description": "For whoever runs the shop."},
]

_KEY: Final = {
    "type": "http",
    "scheme": "bearer",
    "description": "One of the shop's `AISLE_API_KEYS`.",
}

_DEFAULT_ERRORS: Final = ("HTTPValidationError", "ValidationError")


def complete_description(app: FastAPI) -> None:
    """Add the key that some routes want, and take away errors that none answers with."""
    describe: Callable[[], dict[str, Any]] = app.openapi

    def described() -> dict[str, Any]:
        schema = describe()
        components: dict[str, Any] = schema.setdefault("components", {})
        components["securitySchemes"] = {"key": _KEY}
        for methods in schema["paths"].values():
            for operation in methods.values():
                _drop_default_error(operation["responses"])
        for name in _DEFAULT_ERRORS:
            components.get("schemas", {}).pop(name, None)
        return schema

    app.openapi = described


def _drop_default_error(responses: dict[str, Any]) -> None:
    """Drop FastAPI's own shape of a 422, which ``problems.py`` replaces."""
    unfit = responses.get("422", {}).get("content", {}).get("application/json", {})
    if unfit.get("schema", {}).get("$ref", "").endswith("/HTTPValidationError"):
        del responses["422"]
