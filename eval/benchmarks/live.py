"""How soon a change of the catalogue is in the next answer."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from assistant.bootstrap import build_live_shop, build_retriever
from assistant.settings import Settings
from eval.report import Report, percentile
from eval.shop_copy import copy_of
from retrieval.catalog import Catalogue
from retrieval.encoders.minilm import open_minilm
from retrieval.feeds.jsonl import read_objects
from retrieval.items import Item
from retrieval.live import LiveShop
from retrieval.query import Query
from retrieval.retrieve import Retriever

ROUNDS: Final = 40
"""Changes of each kind."""

_COLUMNS: Final = ("change", "times", "apply p95 ms", "visible p50 ms", "visible p95 ms", "max ms")

Act = Callable[[], object]
Seen = Callable[[], bool]


def run(data: Path | None = None) -> Report:
    """Change a copy of the shop and ask until the change is in the answer.

    The change is made through one connection and asked for through another, as
    by two processes; the clock runs from before the change is encoded. A change
    that the first answer after it does not have counts as stale.

    Args:
        data: Home of an indexed shop; None for the one the settings name.

    Raises:
        CatalogueEmptyError: If it is not indexed.
    """
    settings = Settings() if data is None else Settings(home=data)
    with copy_of(settings) as copied, closing(Catalogue(copied.catalogue_url())) as serving:
        retriever = build_retriever(copied, serving, open_minilm(copied.models_dir()))
        retriever.warm()
        live = build_live_shop(copied)
        with closing(live):
            live.warm()
            items = [item for _, item in zip(range(ROUNDS), serving.every_item(), strict=False)]
            count = serving.count()
            changes = _changes(live, retriever, items)
            timed = {name: _time(steps) for name, steps in changes.items()}
    stale = sum(late for _, late in timed.values())
    return Report(
        name="live",
        columns=_COLUMNS,
        rows=[_row(name, seconds) for name, (seconds, _) in timed.items()],
        figures={
            "stale_answers": float(stale),
            **{
                f"{name}.visible.{figure}_ms": percentile([s for _, s in seconds], share) * 1000
                for name, (seconds, _) in timed.items()
                for figure, share in (("p50", 0.5), ("p95", 0.95), ("max", 1.0))
            },
        },
        facts={"items": str(count), "rounds": str(ROUNDS)},
    )


def _changes(
    live: LiveShop, retriever: Retriever, items: Sequence[Item]
) -> Mapping[str, Sequence[tuple[Act, Seen]]]:
    def put(row: dict[str, Any]) -> Act:
        return lambda: live.apply(read_objects([row], currency="USD"), Path())

    def shown(text: str) -> dict[str, Item]:
        found = retriever.retrieve(Query(text=text, k=10))
        return {one.item.item_id: one.item for one in found}

    words = [f"zyxo{chr(97 + n // 26)}{chr(97 + n % 26)}q" for n in range(len(items))]
    new = [
        (
            put({"id": f"live-{n}", "title": f"{word} lantern", "price": 10 + n}),
            lambda n=n, word=word: next(iter(shown(word)), "") == f"live-{n}",
        )
        for n, word in enumerate(words)
    ]
    priced = [
        (
            put({"id": item.item_id, "price": f"{7 + n}.77 USD"}),
            lambda n=n, item=item: _price(shown(item.title), item.item_id) == f"{7 + n}.77",
        )
        for n, item in enumerate(items)
    ]
    removed = [
        (
            lambda n=n: live.remove([f"live-{n}"]),
            lambda n=n, word=word: f"live-{n}" not in shown(f"{word} lantern"),
        )
        for n, word in enumerate(words)
    ]
    return {"new_item": new, "price": priced, "removal": removed}


def _price(found: dict[str, Item], item_id: str) -> str:
    item = found.get(item_id)
    return str(item.price.amount) if item and item.price else ""


def _time(steps: Sequence[tuple[Act, Seen]]) -> tuple[list[tuple[float, float]], int]:
    """Return for every change the seconds until it was made and until it was seen."""
    seconds: list[tuple[float, float]] = []
    stale = 0
    for act, seen in steps:
        began = time.perf_counter()
        act()
        made = time.perf_counter() - began
        tries = 0
        while not seen() and time.perf_counter() - began < 10:  # noqa: PLR2004 - it is lost then
            tries += 1
        stale += tries > 0
        seconds.append((made, time.perf_counter() - began))
    return seconds, stale


def _row(name: str, seconds: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    made, seen = [a for a, _ in seconds], [b for _, b in seconds]
    shares = (percentile(made, 0.95), *(percentile(seen, share) for share in (0.5, 0.95, 1.0)))
    return (name, str(len(seconds)), *(f"{share * 1000:.1f}" for share in shares))
