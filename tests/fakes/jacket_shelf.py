"""A shelf of jackets, and what a shopper's turns find or do not find on it."""

from dataclasses import replace
from decimal import Decimal

from assistant.answers.nothing_found import obstacle
from assistant.intent import State
from assistant.understanding.readers.grammar import Grammar
from assistant.understanding.state import apply
from retrieval.query import Candidate, Leg
from tests.fakes.understanding import moment, shop_vocabulary, shown_jackets

GRAMMAR = Grammar()
VOCABULARY = replace(
    shop_vocabulary(), lowest_price=Decimal("64.00"), highest_price=Decimal("119.00")
)
SHELF = shown_jackets()


def wanting(*turns):
    state = State()
    for turn in turns:
        state = apply(state, GRAMMAR.read(moment(turn, intent=state.intent)).operations)
    return state.intent


def count(constraints, shelf=SHELF):
    return sum(constraints.allow(item) for item in shelf)


def found(intent, shelf=SHELF, candidates=()):
    return obstacle(intent, lambda constraints: count(constraints, shelf), VOCABULARY, candidates)


def near(item, similarity):
    return Candidate(item, {Leg.TEXT: similarity}, 1.0)
