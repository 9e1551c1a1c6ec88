"""The catalogues that utterances were written from, as their words and items."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from eval.data_sets import NoDataError, data_folder
from retrieval.catalog import Catalogue
from retrieval.demo_shop.catalogue import demo_items
from retrieval.feeds.field_map import load_field_map
from retrieval.feeds.row import RowProblem
from retrieval.fill import ShopFeed
from retrieval.items import Item
from retrieval.vocabulary import Vocabulary

DEMO: Final = "demo"
_MAPS: Final = Path(__file__).parents[2] / "deploy" / "field_maps"


@dataclass(frozen=True, slots=True)
class Listing:
    """What a shop sells and the words it is described in.

    Attributes:
        items: By id.
        vocabulary: As the assistant would have it.
    """

    items: Mapping[str, Item]
    vocabulary: Vocabulary


def read_listing(shop: str, data: Path | None = None) -> Listing:
    """Read the demo shop, or a data set of that name.

    Args:
        shop: ``DEMO`` or the name of a data set that has a field map.
        data: Folder of the data sets, see ``data_folder``.

    Raises:
        NoDataError: If the data set is missing.
    """
    items = list(demo_items() if shop == DEMO else _fed(shop, data_folder(data)))
    with TemporaryDirectory() as folder:
        catalogue = Catalogue(f"sqlite:///{Path(folder) / 'catalogue.sqlite'}")
        try:
            build = catalogue.begin_build(shop)
            catalogue.put(build.build_id, items)
            catalogue.publish(build.build_id)
            vocabulary = catalogue.vocabulary()
        finally:
            catalogue.close()
    return Listing({item.item_id: item for item in items}, vocabulary)


def _fed(shop: str, folder: Path) -> Iterable[Item]:
    feed = folder / shop / "products.jsonl"
    if not feed.is_file():
        raise NoDataError(f"there is no {feed}: name the folder of the data sets with AISLE_DATA")
    records = ShopFeed(feed, field_map=load_field_map(_MAPS / f"{shop}.toml")).records()
    return [one.item for one in records if not isinstance(one, RowProblem)]
