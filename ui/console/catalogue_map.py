"""The catalogue map: where the shop's items stand to each other, drawn once for each build."""

import json
import logging
import threading
from collections import Counter
from dataclasses import asdict
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from assistant.money import price_text
from assistant.service.service import Service
from retrieval.catalog_errors import CatalogueEmptyError
from retrieval.item_map import ItemMap
from retrieval.items import Item
from ui.api.messages import photo_url
from ui.console.access import HOME, Looking
from ui.console.render import HEADERS, page

if TYPE_CHECKING:
    from assistant.assistant import Assistant

_log = logging.getLogger(__name__)

_LAYOUT: Final = 1
_UNSORTED: Final = "Without a category"


class CatalogueMaps:
    """Keeps the map of the build that serves, in a file; safe for several threads."""

    def __init__(self, assistant: "Assistant", folder: Path) -> None:
        """Nothing is read yet; ``folder`` is made when the first map is kept."""
        self._assistant = assistant
        self._folder = folder
        self._lock = threading.Lock()
        self._map: ItemMap | None = None
        self._making: str | None = None
        self._failed: str | None = None

    def current(self) -> ItemMap | None:
        """Return the map of the build that serves, or None while it is made in the background.

        Raises:
            CatalogueEmptyError: If nothing was indexed yet.
            RuntimeError: If the map of this build could not be made.
        """
        build_id = self._assistant.shelf.build_id()
        with self._lock:
            if self._map is None or self._map.build_id != build_id:
                self._map = self._read(build_id)
            if self._map is None and self._failed == build_id:
                raise RuntimeError("the map could not be drawn; the log says why")
            if self._map is None and self._making != build_id:
                self._making = build_id
                threading.Thread(
                    target=self._make, args=(build_id,), name="catalogue map", daemon=True
                ).start()
            return self._map

    def _make(self, build_id: str) -> None:
        made = None
        try:
            made = self._assistant.shelf.item_map()
            self._keep(made)
        except OSError as error:
            _log.warning("the catalogue map is drawn, and not kept: %s", error)
        finally:
            # Whatever else went wrong is logged at the thread's end.
            with self._lock:
                self._map = made
                self._making = None
                self._failed = build_id if made is None else None

    def _read(self, build_id: str) -> ItemMap | None:
        try:
            kept = json.loads(self._file(build_id).read_text())
            return ItemMap(**kept["map"]) if kept["layout"] == _LAYOUT else None
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            _log.warning("the catalogue map is drawn anew: %s", error)
            return None

    def _keep(self, made: ItemMap) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._file(made.build_id)
        unfinished = file.with_suffix(".unfinished")
        unfinished.write_text(json.dumps({"layout": _LAYOUT, "map": asdict(made)}))
        unfinished.replace(file)
        for other in self._folder.glob("*.json"):
            if other != file:
                other.unlink(missing_ok=True)

    def _file(self, build_id: str) -> Path:
        return self._folder / f"{build_id}.json"


def map_routes(assistant: "Assistant", service: Service, folder: Path) -> APIRouter:
    """Return the map's page and its points; maps are kept in ``folder``."""
    router = APIRouter()
    maps = CatalogueMaps(assistant, folder)

    @router.get(f"{HOME}/map")
    def catalogue_map(visit: Looking) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        service.audit.note(visit.agent.name, "saw_map")
        return page("map", visit=visit)

    @router.get(f"{HOME}/map/points")
    def points(_: Looking) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        try:
            found = maps.current()
        except CatalogueEmptyError as error:
            return _said(HTTPStatus.SERVICE_UNAVAILABLE, f"{error}.")
        except RuntimeError as error:
            return _said(HTTPStatus.INTERNAL_SERVER_ERROR, f"Sorry, {error}.")
        if found is None:
            return _said(HTTPStatus.ACCEPTED, "The map of this catalogue is being drawn…")
        return JSONResponse(_message(found, assistant.shelf.items(found.item_ids)), headers=HEADERS)

    return router


def _said(status: HTTPStatus, message: str) -> Response:
    return JSONResponse({"message": message}, status_code=status, headers=HEADERS)


def _message(found: ItemMap, items: dict[str, Item]) -> dict[str, Any]:
    """Return the points as JSON; an item that is not sold any more is left out."""
    names = [_top(item) for item in items.values()]
    categories = [name for name, _ in Counter(sorted(names)).most_common()]
    number = {name: place for place, name in enumerate(categories)}
    return {
        "total": found.total,
        "legs": list(found.legs),
        "categories": categories,
        "points": [
            {
                "id": item_id,
                "x": x,
                "y": y,
                "title": items[item_id].title,
                "price": _price(items[item_id]),
                "category": number[_top(items[item_id])],
                "photo": photo_url(items[item_id]),
            }
            for item_id, (x, y) in zip(found.item_ids, found.positions, strict=True)
            if item_id in items
        ],
    }


def _price(item: Item) -> str:
    return price_text(item.price) if item.price else ""


def _top(item: Item) -> str:
    return item.category[0] if item.category else _UNSORTED
