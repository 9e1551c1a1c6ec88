"""Looking through a build as a whole, and mending what can be mended without doubt."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from retrieval.batches import batches
from retrieval.catalog import Catalogue
from retrieval.cleaning.categories import look_through
from retrieval.cleaning.duplicates import exact_duplicates, near_duplicates, photo_duplicates
from retrieval.cleaning.finding import CleaningReport, Finding
from retrieval.cleaning.fingerprint import Fingerprint, fingerprint
from retrieval.cleaning.photos import alike_photos
from retrieval.cleaning.values import Priced, lacking, missing, price_outliers
from retrieval.items import Item

_ITEMS_AT_ONCE: Final = 200

Told = Callable[[str, int, int | None], None]
"""Called with ``cleaning``, what is done, and what there is to do."""


def untold(stage: str, done: int, total: int | None) -> None:
    """Take no notice."""
    del stage, done, total


@dataclass(slots=True)
class _Traces:
    """What is kept of a catalogue while it is looked through: some kilobytes an item."""

    prints: list[Fingerprint] = field(default_factory=list[Fingerprint])
    prices: list[Priced] = field(default_factory=list[Priced])
    lacking: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    categories: dict[tuple[str, ...], list[str]] = field(
        default_factory=dict[tuple[str, ...], list[str]]
    )
    titles: dict[str, str] = field(default_factory=dict[str, str])

    def take(self, item: Item) -> None:
        self.prints.append(fingerprint(item))
        self.titles[item.item_id] = item.title
        self.categories.setdefault(item.category, []).append(item.item_id)
        for name in lacking(item):
            self.lacking.setdefault(name, []).append(item.item_id)
        if item.price is not None:
            amount = float(item.price.amount)
            self.prices.append(Priced(item.item_id, item.category, item.price.currency, amount))


def clean(
    catalogue: Catalogue,
    build_id: str,
    *,
    drop_duplicates: bool = False,
    progress: Told = untold,
) -> CleaningReport:
    """Look through a build's items and mend it before it is published.

    Category paths that differ in spelling only become one. Everything else is
    told and left, but for exact duplicates where dropping them is asked for.
    Doing it twice changes nothing more. The time goes with the number of items:
    items are compared only with those they share a bucket with.

    Args:
        catalogue: Holds the build.
        build_id: A build that does not serve yet.
        drop_duplicates: True to keep only one of items that differ in their ids
            only.
        progress: Told of items and photos looked at.

    Raises:
        CatalogueError: If the catalogue cannot be read or written.
    """
    began, traces = time.monotonic(), _Traces()
    for number, item in enumerate(catalogue.every_item(build_id), start=1):
        traces.take(item)
        if number % _ITEMS_AT_ONCE == 0:
            progress("cleaning", number, None)
    exact = exact_duplicates(traces.prints)
    if drop_duplicates:
        exact = _drop(catalogue, build_id, exact)
    categories = look_through(traces.categories)
    _rename(catalogue, build_id, categories.renamed)
    findings = [
        *exact,
        *near_duplicates(traces.prints),
        *photo_duplicates(traces.prints),
        *alike_photos(traces.prints, lambda done: progress("comparing", done, None)),
        *missing(traces.lacking, len(traces.prints)),
        *price_outliers(_in_renamed(traces.prices, categories.renamed)),
        *categories.findings,
    ]
    concerned = {item_id for finding in findings for item_id in finding.item_ids}
    return CleaningReport(
        items=len(traces.prints),
        findings=findings,
        titles={item_id: traces.titles[item_id] for item_id in sorted(concerned)},
        photos={
            one.item_id: one.photo
            for one in traces.prints
            if one.photo is not None and one.item_id in concerned
        },
        seconds=time.monotonic() - began,
    )


def _drop(catalogue: Catalogue, build_id: str, exact: Sequence[Finding]) -> list[Finding]:
    catalogue.take_out(build_id, [i for finding in exact for i in finding.item_ids[1:]])
    return [
        replace(one, done=f"kept {one.item_ids[0]}, left out {', '.join(one.item_ids[1:])}")
        for one in exact
    ]


def _rename(
    catalogue: Catalogue, build_id: str, renamed: Mapping[tuple[str, ...], tuple[str, ...]]
) -> None:
    if not renamed:
        return
    changed = (
        replace(item, category=renamed[item.category])
        for item in catalogue.every_item(build_id)
        if item.category in renamed
    )
    for batch in batches(changed, _ITEMS_AT_ONCE):
        catalogue.put(build_id, batch)


def _in_renamed(
    prices: Sequence[Priced], renamed: Mapping[tuple[str, ...], tuple[str, ...]]
) -> list[Priced]:
    return [replace(one, category=renamed.get(one.category, one.category)) for one in prices]
