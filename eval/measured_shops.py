"""Shops of the data sets, indexed as ``aisle index`` would, for measuring what is found in them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assistant.bootstrap import build_retriever
from assistant.settings import Settings
from eval.data_sets import NoDataError, data_folder
from retrieval.build import build_index
from retrieval.catalog import Catalogue
from retrieval.chroma import open_chroma
from retrieval.encoders.encoder import TextEncoder
from retrieval.encoders.looks import open_looks
from retrieval.encoders.minilm import open_minilm
from retrieval.feeds.field_map import load_field_map
from retrieval.fill import ShopFeed
from retrieval.items import Item
from retrieval.retrieve import Retriever

_MAPS: Final = Path(__file__).parent.parent / "deploy" / "field_maps"
_FEED: Final = "products.jsonl"


@dataclass(frozen=True, slots=True)
class MeasuredShop:
    """A shop that is indexed and open.

    Attributes:
        name: Of the data set.
        items: All of them, by id.
        encoder: What its texts were encoded with.
        retriever: Searches it.
    """

    name: str
    items: tuple[Item, ...]
    encoder: TextEncoder
    retriever: Retriever


def open_measured_shop(name: str, data: Path | None) -> MeasuredShop:
    """Index a data set, unless it is indexed already, and open it.

    It is kept under the home of the settings, in a folder of its own.

    Args:
        name: Of the data set and of its field map.
        data: Folder of the data sets, see ``data_folder``.

    Raises:
        NoDataError: If the data set is missing.
        BuildError: If it cannot be indexed.
        WeightsError: If the encoders' weights cannot be had.
    """
    feed = data_folder(data) / name / _FEED
    if not feed.is_file():
        raise NoDataError(f"there is no {feed}: name the folder of the data sets with AISLE_DATA")
    models = Settings().models_dir()
    settings = Settings(home=Settings().home / "measured" / name, database_url=None)
    settings.home.mkdir(parents=True, exist_ok=True)
    if not settings.models_dir().exists():
        settings.models_dir().symlink_to(models.absolute())
    encoder = open_minilm(models)
    catalogue = Catalogue(settings.catalogue_url())
    build_index(
        ShopFeed(feed, field_map=load_field_map(_MAPS / f"{name}.toml")),
        catalogue=catalogue,
        home=settings.home,
        vectors=open_chroma(settings.home, None),
        text_encoder=encoder,
        image_encoder=open_looks(models),
    )
    items = tuple(sorted(catalogue.every_item(), key=lambda item: item.item_id))
    return MeasuredShop(name, items, encoder, build_retriever(settings, catalogue, encoder))
