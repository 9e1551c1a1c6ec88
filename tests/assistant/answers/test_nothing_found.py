from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answers.carried import NEAR
from assistant.answers.nothing_found import ObstacleKind, obstacle
from assistant.answers.obstacle_words import (
    no_such_price,
    no_such_thing,
    no_such_value,
    too_much_together,
)
from assistant.intent import Intent
from retrieval.constraints import Constraint, Constraints, Operator, Source
from retrieval.items import Availability, Item, Price
from retrieval.query import Candidate
from tests.fakes.jacket_shelf import SHELF, VOCABULARY, count, found, near, wanting
from tests.fakes.understanding import jacket


def test_where_something_fits_there_is_no_obstacle():
    assert found(wanting("a black jacket under $70")) is None


def test_the_nearest_price_above_a_roof_is_named():
    obstacle = found(wanting("a jacket under $20"))
    assert obstacle.kind is ObstacleKind.PRICE
    assert obstacle.nearest_price == Decimal("64.00")
    assert obstacle.sentence == "No jackets under $20; the nearest is $64."
    assert obstacle.count == 6


def test_the_nearest_price_holds_the_other_conditions():
    obstacle = found(wanting("a green jacket under $100"))
    assert obstacle.nearest_price == Decimal("119.00")
    assert obstacle.sentence == "No jackets under $100 fit the rest; the nearest is $119."
    assert [c.field for c in obstacle.in_the_way] == ["price"]


def test_a_price_worked_out_from_the_list_is_called_cheaper():
    cheaper = Constraint("price", Operator.AT_MOST, Source(1, "cheaper"), bound=Decimal("63.99"))
    kind = Constraint("category", Operator.ANY_OF, Source(0, "jackets"), ("clothing > jackets",))
    intent = Intent(request="jackets", constraints=Constraints((kind, cheaper)))
    assert no_such_price(intent, [cheaper], Decimal(64), "USD") == (
        "No cheaper jackets fit the rest; the nearest is $64."
    )
    assert no_such_price(replace(intent, language="zh"), [cheaper], Decimal(64), "USD") == (
        "没有更便宜的合适商品，最接近的是$64。"
    )


def test_what_is_shown_instead_of_a_span_lies_near_it_on_one_side():
    near = found(wanting("a black jacket around $120")).nearby()
    bounds = {one.operator: one.bound for one in near.on("price")}
    assert bounds == {Operator.AT_LEAST: Decimal("71.2"), Operator.AT_MOST: Decimal(144)}


def test_the_nearest_price_below_a_floor_is_named():
    obstacle = found(wanting("a black jacket over $150"))
    assert obstacle.nearest_price == Decimal("89.00")
    assert "from $150" in obstacle.sentence


def test_a_chinese_shopper_is_told_in_chinese():
    obstacle = found(replace(wanting("a jacket under $20"), language="zh"))
    assert obstacle.sentence == "没有$20以内的合适商品，最接近的是$64。"
    obstacle = found(replace(wanting("a jacket in pink by Saltmarsh"), language="zh"))
    assert obstacle.sentence == "没有符合其他条件的“pink”商品，可选的有黑色、铁锈色。"


def test_both_ends_of_a_range_are_given_up_together():
    obstacle = found(wanting("a jacket between 20 and 40 dollars"))
    assert obstacle.sentence == "No jackets between $20 and $40; the nearest is $64."
    assert len(obstacle.in_the_way) == 2
    assert obstacle.nearest_price == Decimal("64.00")


def test_the_colours_there_are_are_named():
    obstacle = found(wanting("a jacket in pink"))
    assert obstacle.kind is ObstacleKind.VALUES
    assert obstacle.available[0] == "black"
    assert set(obstacle.available) == {"black", "navy", "green", "rust", "yellow"}
    assert obstacle.sentence.startswith("Nothing in “pink” fits the rest; it comes among others in")


def test_only_what_meets_the_rest_counts_as_available():
    obstacle = found(wanting("a jacket in pink by Saltmarsh"))
    assert obstacle.sentence == "Nothing in “pink” fits the rest; it comes only in black and rust."


def test_an_unknown_brand_is_said_to_be_not_carried():
    obstacle = found(wanting("a jacket from Patagonia"))
    assert obstacle.sentence.startswith("We carry nothing of “Patagonia”. There is north pine")


def test_a_brand_that_lacks_the_rest_is_not_said_to_be_missing():
    obstacle = found(wanting("a green jacket from Saltmarsh"))
    assert obstacle.kind is ObstacleKind.VALUES
    assert "We carry nothing of" not in obstacle.sentence or "fits the rest" in obstacle.sentence


def test_two_conditions_that_only_together_are_in_the_way():
    obstacle = found(wanting("a pink jacket under $20"))
    assert obstacle.kind is ObstacleKind.TOGETHER
    assert obstacle.count == 6
    assert "“under $20”" in obstacle.sentence
    assert "“pink”" in obstacle.sentence


def test_stock_can_be_in_the_way():
    shelf = [replace(item, availability=Availability.OUT_OF_STOCK) for item in SHELF]
    obstacle = found(wanting("a black jacket, in stock only"), shelf)
    assert obstacle.sentence == "Nothing in stock fits all of that; 2 would, but are sold out."


def test_a_refusal_that_is_in_the_way_is_named_as_one():
    shelf = [replace(item, attributes={"material": ("wool",)}) for item in SHELF]
    refused = Constraint("material", Operator.NONE_OF, Source(0, "wool"), ("wool",))
    jacket_of = wanting("a jacket").constraints
    intent = Intent(request="jacket", constraints=Constraints((*jacket_of.all, refused)))
    assert found(intent, shelf).sentence == (
        "Nothing fits all of that; leaving out “not wool”, there are 6."
    )
    chinese = replace(intent, language="zh")
    assert "不限“不要wool”" in found(chinese, shelf).sentence


def test_a_price_worked_out_from_the_list_is_named_by_what_it_asks():
    roof = Constraint("price", Operator.AT_MOST, Source(1, "rather dear"), bound=Decimal("87.99"))
    pink = Constraint("colour", Operator.ANY_OF, Source(0, "pink"), ("pink",))
    sentence = too_much_together(Intent(), (roof, pink), 3)
    assert "“cheaper” and “pink”" in sentence
    stated = replace(roof, source=Source(1, "under $20"))
    assert "“under $20”" in too_much_together(Intent(), (stated,), 3)


@pytest.mark.parametrize(
    ("number", "others"), [(1, "one other thing does"), (7, "7 other things do")]
)
def test_what_fits_all_but_the_kind_of_thing_is_said_plainly(number, others):
    boots = Constraint("category", Operator.ANY_OF, Source(0, "boots"), ("shoes > boots",))
    sentence = no_such_value(Intent(), boots, number, (), carried=True)
    assert sentence == f"No boots fit the rest of what you asked for; {others}."


def test_category_is_given_up_last():
    obstacle = found(wanting("wool boots with a zip, slim fit"))
    assert all(c.field != "category" for c in obstacle.in_the_way) or obstacle.count == 6


def test_two_other_conditions_go_before_the_category():
    stray = replace(
        SHELF[0],
        item_id="lure",
        category=("Sports", "Fishing"),
        price=Price(Decimal(5), "USD"),
        attributes={"colour": ("pink",)},
    )
    obstacle = found(wanting("a pink jacket under $20"), [*SHELF, stray])
    assert {c.field for c in obstacle.in_the_way} == {"price", "colour"}


def test_an_empty_shop_has_no_way_out():
    assert found(wanting("a jacket under $20"), shelf=[]) is None


shelves = st.lists(
    st.builds(
        jacket,
        st.integers(0, 50),
        st.sampled_from(["black", "navy", "green"]),
        st.integers(10, 200).map(str),
        brand=st.sampled_from(["North Pine", "Saltmarsh", None]),
    ),
    min_size=1,
    max_size=8,
)
parts = st.lists(
    st.sampled_from(
        ["in pink", "in black", "under $40", "over $90", "by Saltmarsh", "waterproof", "slim fit"]
    ),
    min_size=1,
    unique=True,
)


@settings(deadline=None)
@given(shelves, parts)
def test_whatever_is_in_the_way_giving_it_up_leaves_what_is_counted(shelf, said):
    prices = [item.price.amount for item in shelf]
    vocabulary = replace(VOCABULARY, lowest_price=min(prices), highest_price=max(prices))
    intent = wanting("a jacket", ", ".join(said))
    way = obstacle(intent, lambda c: count(c, shelf), vocabulary)
    if count(intent.constraints, shelf):
        assert way is None
        return
    assert way.count == count(way.relaxed, shelf) > 0
    assert set(way.relaxed) | set(way.in_the_way) == set(intent.constraints)
    if way.nearest_price is not None:
        left = [i.price.amount for i in shelf if way.relaxed.allow(i)]
        assert way.nearest_price in left
        bounds = [c.bound for c in way.in_the_way]
        best = min(abs(amount - bound) for amount in left for bound in bounds)
        assert min(abs(way.nearest_price - bound) for bound in bounds) == best
    held = {value for item in shelf for values in item.attributes.values() for value in values}
    assert set(way.available) <= held | {(item.brand or "").casefold() for item in shelf}


@pytest.mark.parametrize(
    ("given_up", "sentence"),
    [
        (
            Constraint("category", Operator.ANY_OF, Source(0, "purse"), ("bags > handbags",)),
            "We have no purses in handbags; these lie elsewhere.",
        ),
        (
            Constraint("audience", Operator.ANY_OF, Source(0, "for dad"), ("men", "unisex")),
            "None of our purses is marked for men.",
        ),
    ],
)
def test_a_thing_that_lies_elsewhere_or_is_for_others_is_told_in_the_shops_words(
    given_up, sentence
):
    assert no_such_thing(Intent(request="purse"), "purse", given_up) == sentence


def test_of_a_thing_that_alone_was_counted_the_price_names_it():
    asked = Constraint("price", Operator.AT_MOST, Source(0, "under 40"), bound=Decimal(40))
    within = Constraint("category", Operator.ANY_OF, Source(0, "pan"), ("pots & pans",))
    intent = Intent(request="pan saucepan", constraints=Constraints((within, asked)))
    told = no_such_price(intent, [asked], Decimal(79), "USD", "saucepan")
    assert told == "No saucepans under $40; the nearest is $79."


def test_a_thing_that_no_item_of_the_colour_is_called_is_said_to_lack_it():
    vocabulary = replace(VOCABULARY, title_nouns={"bottle": {"outdoor": 4}})
    red = [replace(item, attributes={"colour": ("red",)}) for item in SHELF]
    intent = replace(wanting("something in red"), request="bottle")
    way = obstacle(intent, lambda c: count(c, red), vocabulary, [near(red[0], NEAR)])
    assert way.kind is ObstacleKind.VALUES
    assert way.sentence == "We have no bottles in “red”."
    assert [c.field for c in way.in_the_way] == ["colour"]
    bottle = replace(red[0], title="Bottle, Red")
    assert obstacle(intent, lambda c: count(c, red), vocabulary, [near(bottle, NEAR)]) is None


def called(title, amount):
    item = Item(title, title, title, "", "Ember", ("Outdoor", "Sleeping"), Price(amount, "USD"))
    return Candidate(item, {}, 1.0)


def test_the_audience_is_given_up_before_the_category():
    for_kids = Constraint("audience", Operator.ANY_OF, Source(0, "my son"), ("kids",))
    boots = Constraint("category", Operator.ANY_OF, Source(0, "boots"), ("outdoor > boots",))
    sleeping = called("Mat", Decimal(5)).item
    toy = replace(sleeping, item_id="toy", attributes={"audience": ("kids",)})
    boot = replace(sleeping, item_id="boot", category=("Outdoor", "Boots"))
    way = found(Intent(constraints=Constraints((for_kids, boots))), [toy, boot])
    assert way is not None
    assert way.in_the_way == (for_kids,)
    assert way.sentence == "Nothing fits with “my son”; leaving it out, there is one."


def test_of_sizes_those_told_as_the_one_asked_for_are_named():
    def shoe(size):
        return Item(size, size, "Shoe", "", None, ("Kids",), None, attributes={"size": (size,)})

    shop = replace(VOCABULARY, attributes={"size": {"4-5 years": 1, "30": 1, "31": 1}})
    shelf = [shoe(size) for size in shop.attributes["size"]]
    wanted = Constraint("size", Operator.ANY_OF, Source(1, "37"), ("37",))
    way = obstacle(
        Intent(constraints=Constraints((wanted,))), lambda held: count(held, shelf), shop
    )
    assert way.available == ("30", "31")


def test_chinese_says_what_else_the_price_had_to_meet():
    roof = Constraint("price", Operator.AT_MOST, Source(0, "五十以内"), bound=Decimal(50))
    wool = Constraint("material", Operator.NONE_OF, Source(1, "羊毛"), ("wool",))
    intent = Intent(constraints=Constraints((roof, wool)), language="zh")
    assert no_such_price(intent, [roof], Decimal(64), "USD") == (
        "$50以内的合适商品里没有符合“不要羊毛”的，最接近的是$64。"
    )
