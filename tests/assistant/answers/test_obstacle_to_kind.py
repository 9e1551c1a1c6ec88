"""What keeps the kind of thing that is asked for off the list."""

from dataclasses import replace
from decimal import Decimal

from assistant.answers.kinds import Kind
from assistant.answers.nothing_found import ObstacleKind, obstacle_to_kind
from assistant.intent import Intent
from retrieval.constraints import Constraint, Constraints, Operator, Source
from retrieval.items import Item, Price
from retrieval.query import Candidate


def called(title, amount):
    item = Item(title, title, title, "", "Ember", ("Outdoor", "Sleeping"), Price(amount, "USD"))
    return Candidate(item, {}, 1.0)


def test_another_kind_in_the_range_does_not_hide_that_this_one_is_dearer():
    bound = Constraint("price", Operator.AT_MOST, Source(0, "under $22"), bound=Decimal(22))
    intent = Intent(request="mat", constraints=Constraints((bound,)))
    socks, mats = called("Bed Socks", Decimal(9)), [called("Foam Mat", Decimal(32))]
    kind = Kind(nouns=frozenset({("mat",)}))

    def search(constraints):
        return [socks] if constraints.on("price") else [*mats, socks]

    way = obstacle_to_kind(intent, kind, [socks], search, "USD")
    assert way is not None
    assert (way.kind, way.nearest_price, way.count) == (ObstacleKind.PRICE, Decimal(32), 1)
    assert "$22" in way.sentence
    assert "$32" in way.sentence
    assert obstacle_to_kind(intent, kind, mats, lambda _: mats, "USD") is None
    assert obstacle_to_kind(intent, Kind(), [socks], lambda _: mats, "USD") is None
    assert obstacle_to_kind(intent, kind, [socks], lambda _: [socks], "USD") is None


def test_what_fits_a_child_is_not_left_for_a_grown_ups_coat():
    for_girl = Constraint("audience", Operator.ANY_OF, Source(0, "girl"), ("kids",))
    intent = Intent(request="coat", constraints=Constraints((for_girl,)))
    raincoat, coat = called("Kids' Shell", Decimal(9)), called("Wool Coat", Decimal(32))
    kind = Kind(nouns=frozenset({("coat",)}))

    def search(constraints):
        return [raincoat] if constraints.on("audience") else [coat, raincoat]

    assert obstacle_to_kind(intent, kind, [raincoat], search, "USD") is None
    for_men = replace(for_girl, values=("men",))
    way = obstacle_to_kind(
        replace(intent, constraints=Constraints((for_men,))), kind, [raincoat], search, "USD"
    )
    assert way is not None
    assert way.in_the_way == (for_men,)


def test_a_kind_that_is_there_and_was_seen_already_is_not_in_the_way():
    bound = Constraint("price", Operator.AT_MOST, Source(0, "under $40"), bound=Decimal(40))
    intent = Intent(request="mat", constraints=Constraints((bound,)))
    socks, mat = called("Bed Socks", Decimal(9)), called("Foam Mat", Decimal(32))
    kind = Kind(nouns=frozenset({("mat",)}))
    assert obstacle_to_kind(intent, kind, [socks], lambda _: [socks, mat], "USD") is None
