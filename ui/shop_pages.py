"""A made-up shop: plain pages of the catalogue, on which the widget shows what it does."""

from functools import cache
from pathlib import Path
from string import capwords
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from jinja2 import Environment

from assistant.money import price_text
from retrieval.constraints import (
    CATEGORY,
    PATH_SEPARATOR,
    Constraint,
    Constraints,
    Operator,
    Source,
)
from retrieval.items import Item
from ui.api.messages import photo_url
from ui.html import template_environment
from ui.wording import percent_off, stock_note

if TYPE_CHECKING:
    from assistant.shelf import Shelf

SHOWN: Final = 24
"""Items on a page."""

EXAMPLES: Final = (
    "I need a waterproof jacket under $120 for hiking, not black",
    "A birthday gift for a coffee lover, around $50",
    "What is on offer this week?",
    "How long do I have to return something?",
)

_TEMPLATES: Final = Path(__file__).parent / "templates"
# A little variety, so that a page is not six colours of one kettle.
_TRADE_OFF: Final = 0.3


def list_page(shelf: "Shelf", department: str | None) -> str | None:
    """Return the page of what is popular, in a department or in the whole shop.

    Returns:
        HTML; None where the shop has no such department.

    Raises:
        CatalogueEmptyError: If nothing was indexed yet.
    """
    departments = [name for name in shelf.vocabulary().categories if PATH_SEPARATOR not in name]
    if department is not None and department not in departments:
        return None
    found = shelf.search("", constraints=_within(department), k=SHOWN, trade_off=_TRADE_OFF)
    return _render(
        "shop_list",
        departments=sorted(departments),
        department=department,
        items=[ranked.item for ranked in found],
    )


def item_page(shelf: "Shelf", item_id: str) -> str | None:
    """Return an item's own page, None where the shop has no such item.

    Raises:
        CatalogueEmptyError: If nothing was indexed yet.
    """
    item = shelf.items([item_id]).get(item_id)
    if item is None:
        return None
    return _render("shop_item", item=item, variants=shelf.variants(item))


def item_path(item: Item) -> str:
    """Return where an item's page is."""
    return f"/shop/items/{quote(item.item_id, safe='')}"


def _within(department: str | None) -> Constraints:
    if department is None:
        return Constraints()
    return Constraints((Constraint(CATEGORY, Operator.ANY_OF, Source(0, ""), (department,)),))


def _render(name: str, **values: Any) -> str:  # noqa: ANN401 - whatever a template takes
    return _environment().get_template(f"{name}.html.jinja").render(values).strip()


@cache
def _environment() -> Environment:
    helpers: dict[str, Any] = {
        "examples": "|".join(EXAMPLES),
        "item_path": item_path,
        "percent_off": percent_off,
        "photo_url": photo_url,
        "price_text": price_text,
        "stock_note": stock_note,
    }
    environment = template_environment(_TEMPLATES, helpers)
    environment.filters["capwords"] = capwords
    return environment
