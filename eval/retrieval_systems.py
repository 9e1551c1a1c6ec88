"""Ways to answer a request with items, side by side: ours, its legs alone, and other people's."""

from collections.abc import Mapping, Sequence
from typing import Final

from eval.baselines.langchain_chroma_retriever import LangChainChroma
from eval.baselines.plain_bm25 import PlainBm25
from eval.measured_shops import MeasuredShop
from retrieval.query import Leg, Query
from retrieval.retrieve import Found, Retriever

FUSION: Final = "fusion"
BM25: Final = "plain BM25"
LANGCHAIN: Final = "LangChain + Chroma"
LEGS: Final[Mapping[Leg, str]] = {
    Leg.LEXICAL: "words",
    Leg.TEXT: "meaning",
    Leg.JOINT: "photos by words",
}
"""The legs that a request in words can use."""

DEPTH: Final = 50

Ranking = Sequence[str]
"""Item ids, best first."""


def answers(shop: MeasuredShop, texts: Sequence[str]) -> Mapping[str, list[Ranking]]:
    """Ask every system the same.

    Args:
        shop: Where.
        texts: Requests as shoppers write them.

    Returns:
        For each system at most ``DEPTH`` ids a text, in the order of the texts.
        A leg that the shop lacks is left out.
    """
    found: dict[str, list[Ranking]] = {FUSION: [fused(shop.retriever, text) for text in texts]}
    alone = [legs(shop.retriever, text).rankings for text in texts]
    for leg, name in LEGS.items():
        if any(leg in rankings for rankings in alone):
            found[name] = [rankings.get(leg, ())[:DEPTH] for rankings in alone]
    bm25 = PlainBm25(shop.items)
    found[BM25] = [bm25.rank(text, DEPTH) for text in texts]
    chroma = LangChainChroma(shop.items, shop.encoder)
    try:
        found[LANGCHAIN] = [chroma.rank(text, DEPTH) for text in texts]
    finally:
        chroma.close()
    return found


def fused(retriever: Retriever, text: str) -> Ranking:
    """Return what the product's retrieval finds."""
    return [candidate.item.item_id for candidate in retriever.retrieve(Query(text, k=DEPTH))]


def legs(retriever: Retriever, text: str) -> Found:
    """Return what each of the product's legs finds alone."""
    return retriever.legs(Query(text, k=DEPTH))
