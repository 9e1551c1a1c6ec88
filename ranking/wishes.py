"""What a query's wishes ask of the order of a list."""

from retrieval.constraints import LOWEST, PRICE
from retrieval.query import Query


def wants_cheapest(query: Query) -> bool:
    """Tell whether the cheapest of all are wished for, and not only cheap ones."""
    return any(wish.field == PRICE and wish.values == LOWEST for wish in query.preferences)
