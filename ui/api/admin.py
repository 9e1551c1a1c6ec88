"""Changing what the shop sells and says, while it serves."""

import logging
import secrets
import threading
from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, BackgroundTasks, Depends, Request
from fastapi import Path as PathField

from assistant.settings import Settings
from retrieval.build_lock import BuildError
from retrieval.catalog_errors import CatalogueError
from retrieval.embed import EncodingError
from retrieval.encoders.onnx_files import EncoderError
from retrieval.feeds.jsonl import read_objects
from retrieval.live import LiveShop
from retrieval.weights import WeightsError
from ui.api.messages import ProblemMessage
from ui.api.messages.admin import (
    ItemsRequest,
    PolicyRequest,
    PromotionsRequest,
    RemovalRequest,
    ReplacedMessage,
    UpdateMessage,
)
from ui.api.problems import RequestError

_log = logging.getLogger(__name__)

_UPLOADS: Final = "uploads"
"""Folder in the shop's home that photos may be named from by path."""

_REFUSALS: Final[dict[int | str, dict[str, Any]]] = {
    HTTPStatus.UNAUTHORIZED: {"model": ProblemMessage, "description": "The key is wrong."},
    HTTPStatus.FORBIDDEN: {"model": ProblemMessage, "description": "No AISLE_ADMIN_KEY is set."},
}
_ItemId = Annotated[str, PathField(min_length=1, max_length=500)]


def open_live_shop(settings: Settings) -> LiveShop | None:
    """Open what the routes change, None where no key is set; encoders follow in the background."""
    if settings.admin_key is None:
        return None
    from assistant.bootstrap import build_live_shop  # noqa: PLC0415 - brings the models' libraries

    live = build_live_shop(settings)
    threading.Thread(target=_warm, args=(live,), name="warm-updates", daemon=True).start()
    return live


def admin_routes(live: LiveShop | None, settings: Settings) -> APIRouter:
    """Return the routes under ``/api/admin``.

    Args:
        live: What they change; None where no key is set, so that all are refused.
        settings: Holds the key.
    """
    router = APIRouter(
        prefix="/api/admin",
        tags=["operation"],
        responses=_REFUSALS,
        dependencies=[Depends(_key_check(settings))],
    )
    shop = _Changer(live, settings)

    @router.post("/items", summary="Add or change items")
    def upsert(  # pyright: ignore[reportUnusedFunction] - a route
        request: ItemsRequest, background: BackgroundTasks
    ) -> UpdateMessage:
        background.add_task(shop.fold)
        return shop.upsert(request)

    @router.delete("/items/{item_id:path}", summary="Take one item out")
    def delete(item_id: _ItemId) -> UpdateMessage:  # pyright: ignore[reportUnusedFunction] - a route
        return shop.remove([item_id])

    @router.post("/items/remove", summary="Take items out")
    def remove(  # pyright: ignore[reportUnusedFunction] - a route
        request: RemovalRequest, background: BackgroundTasks
    ) -> UpdateMessage:
        background.add_task(shop.fold)
        return shop.remove(request.item_ids)

    @router.put("/promotions", summary="Replace the promotions")
    def promotions(request: PromotionsRequest) -> ReplacedMessage:  # pyright: ignore[reportUnusedFunction] - a route
        offers = request.checked()
        shop.live.replace_knowledge(promotions=offers)
        return ReplacedMessage(count=len(offers))

    @router.put("/policy", summary="Replace the policy")
    def policy(request: PolicyRequest) -> ReplacedMessage:  # pyright: ignore[reportUnusedFunction] - a route
        says = request.checked()
        shop.live.replace_knowledge(says)
        return ReplacedMessage(count=len(says))

    return router


class _Changer:
    """Applies requests to the live shop."""

    def __init__(self, live: LiveShop | None, settings: Settings) -> None:
        self._live = live
        self._settings = settings
        self._folding = threading.Lock()

    @property
    def live(self) -> LiveShop:
        if self._live is None:
            raise _off()
        return self._live

    def upsert(self, request: ItemsRequest) -> UpdateMessage:
        records = read_objects(request.items, currency=request.currency)
        try:
            report = self.live.apply(records, self._settings.home / _UPLOADS)
        except EncodingError as error:
            raise RequestError(
                HTTPStatus.INTERNAL_SERVER_ERROR,
                "not_encoded",
                f"Nothing more was changed: {error}.",
                "Check the encoders with `aisle doctor`, then send the items again.",
            ) from error
        return UpdateMessage.of(report)

    def remove(self, item_ids: list[str]) -> UpdateMessage:
        return UpdateMessage.of(self.live.remove(item_ids))

    def fold(self) -> None:
        """Fold the changes where they have become many; one thread at a time does."""
        if not self._folding.acquire(blocking=False):
            return
        try:
            from assistant.bootstrap import fold_changes  # noqa: PLC0415

            fold_changes(self._settings)
        except (BuildError, CatalogueError) as error:
            # The changes serve all the same; the next one tries again.
            _log.warning("the changes were not folded: %s", error)
        finally:
            self._folding.release()


def _key_check(settings: Settings) -> Callable[[Request], None]:
    key = settings.admin_key.get_secret_value().encode() if settings.admin_key else None

    def check(request: Request) -> None:
        if key is None:
            raise _off()
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        given = token if scheme.lower() == "bearer" else request.headers.get("x-api-key", "")
        if not secrets.compare_digest(given.strip().encode(), key):
            raise RequestError(
                HTTPStatus.UNAUTHORIZED,
                "invalid_admin_key",
                "The key is missing or not the shop's.",
                "Send `Authorization: Bearer KEY` with the shop's AISLE_ADMIN_KEY.",
            )

    return check


def _off() -> RequestError:
    return RequestError(
        HTTPStatus.FORBIDDEN,
        "admin_off",
        "This shop is not changed over HTTP.",
        "Set AISLE_ADMIN_KEY to a long secret and start the app again.",
    )


def _warm(live: LiveShop) -> None:
    try:
        live.warm()
    except (EncoderError, WeightsError, OSError) as error:
        _log.warning("the encoders for changes are not ready: %s", error)
