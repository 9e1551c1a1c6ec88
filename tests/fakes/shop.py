"""A whole assistant over the demo shop, with fake encoders and no files of weights."""

from collections.abc import Iterable
from datetime import date

from PIL import Image

from assistant.answering import Answering
from assistant.assistant import Assistant
from assistant.explaining.explain import Explainer
from assistant.find import Finder
from assistant.memory import Memory
from assistant.models.chat_model import ChatModel
from assistant.reply import Reply
from assistant.shelf import Shelf
from assistant.shop_knowledge import ShopKnowledge
from assistant.stages import unobserved
from assistant.understanding.readers.grammar import Grammar
from assistant.understanding.understand import Reader, Understanding
from ranking.linear import LinearRelevance
from ranking.rank import Ranker
from retrieval.catalog import Catalogue
from retrieval.demo_shop.catalogue import demo_items, demo_passages, demo_promotions
from retrieval.item_text import item_text
from retrieval.items import Item
from retrieval.query import Leg
from retrieval.retrieve import Retriever
from tests.fakes.retrieval import FakeImageEncoder, FakeTextEncoder, InMemoryIndex

TODAY = date(2026, 11, 21)


def stock(catalogue: Catalogue, items: Iterable[Item], feed: str = "demo") -> str:
    """Publish the items with the demo shop's policy and promotions."""
    build = catalogue.begin_build(feed)
    catalogue.put(build.build_id, list(items))
    catalogue.put_knowledge(build.build_id, demo_passages(), demo_promotions())
    catalogue.publish(build.build_id)
    return build.build_id


def open_shop(
    folder,
    items: Iterable[Item] | None = None,
    *,
    model: ChatModel | None = None,
    readers: Iterable[Reader] = (),
    observe=unobserved,
    attendance=None,
    patience: float = 2.0,
) -> Assistant:
    """Open an assistant over ``items`` (the demo shop's by default) kept in ``folder``.

    It waits ``patience`` seconds for the model's reasons.
    """
    catalogue = Catalogue(f"sqlite:///{folder / 'catalogue.sqlite'}")
    items = list(demo_items() if items is None else items)
    if items:
        stock(catalogue, items)
    words, pictures = FakeTextEncoder(), FakeImageEncoder()
    texts, photos = InMemoryIndex(), InMemoryIndex()
    if items:
        texts.upsert([i.item_id for i in items], words.encode([item_text(i) for i in items]))
        shades = [
            Image.new("RGB", (8, 8), (i.values("colour") or ("grey",))[0].split()[-1])
            for i in items
            if (i.values("colour") or ("",))[0] in ("red", "green", "blue")
        ]
        named = [
            i.item_id for i in items if (i.values("colour") or ("",))[0] in ("red", "green", "blue")
        ]
        if named:
            photos.upsert(named, pictures.encode(shades))
    indexes = {Leg.TEXT: texts, Leg.IMAGE: photos}
    retriever = Retriever(
        catalogue,
        text_encoder=words,
        image_encoder=pictures,
        open_index=lambda leg, _: indexes[leg],
    )
    grammar = Grammar()
    knowledge = ShopKnowledge(catalogue, words)
    finder = Finder(retriever, Ranker(LinearRelevance()), observe)
    return Assistant(
        memory=Memory(f"sqlite:///{folder / 'sessions.sqlite'}"),
        understanding=Understanding([grammar, *readers]),
        answering=Answering(
            catalogue=catalogue,
            knowledge=knowledge,
            finder=finder,
            reader=grammar,
            today=lambda: TODAY,
        ),
        explainer=Explainer(model, timeout=patience),
        shelf=Shelf(catalogue, knowledge, finder),
        model=model,
        k=6,
        trade_off=0.3,
        read_seconds=1.0,
        observe=observe,
        attendance=attendance,
    )


def reply_to(shop: Assistant, session: str, text: str, **more: object) -> Reply:
    """Say something in a session, and return what is answered in the end."""
    return list(shop.respond(session, text, **more))[-1].reply
