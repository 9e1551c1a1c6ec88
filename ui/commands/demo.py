"""Makes the demo shop: weights, pictures, index; what is there already is kept."""

from typing import Final

from rich.console import Console

from assistant.service.reviews.files import DEMO_REVIEWS, read_reviews
from assistant.settings import LanguageModel, Settings
from retrieval.demo_shop.catalogue import demo_passages, demo_promotions, write_demo_feed
from retrieval.fill import ShopFeed
from ui.commands.indexing import index_shop, show_report
from ui.commands.models import fetch_model
from ui.commands.progress import steps_bar
from ui.commands.service import service_desk

FOLDER: Final = "demo"
"""Where the feed and its pictures go, in the shop's home."""


def make_demo_shop(settings: Settings, console: Console) -> None:
    """Make everything the demo needs, skipping what is done.

    Raises:
        ModelUnavailableError: If the language model can't be had.
        BuildError: If the shop can't be built.
        OSError: If the disk can't be written to.
    """
    if settings.llm is LanguageModel.EMBEDDED:
        fetch_model(settings, console)
    with steps_bar(console) as tell:
        feed = write_demo_feed(
            settings.home / FOLDER, lambda done, total: tell("Drawing the pictures", done, total)
        )
    report = index_shop(
        ShopFeed(feed),
        settings,
        console,
        passages=demo_passages(),
        promotions=demo_promotions(),
    )
    show_report(report, console)
    with service_desk(settings) as service:
        service.reviews.add(read_reviews(DEMO_REVIEWS).reviews)
