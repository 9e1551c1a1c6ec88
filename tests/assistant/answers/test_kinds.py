from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answers.kinds import ANY, Kinds
from assistant.intent import Intent
from retrieval.constraints import Constraint, Constraints, Operator, Preference, Source
from retrieval.items import Item, Price
from retrieval.query import Candidate
from retrieval.vocabulary import Vocabulary

SHOP = Vocabulary(
    title_nouns={
        "lamp": {"home > lighting": 6, "office > desk": 3, "toys": 1},
        "desk lamp": {"office > desk": 3},
        "mat": {"sports > yoga": 4, "home > bathroom": 4},
        "yoga mat": {"sports > yoga": 4},
        "jacket": {"clothing > jackets & coats": 9},
    }
)
SOURCE = Source(0, "")


def item(title, *category):
    return Candidate(
        Item(title, title, title, "", "Ember", category, Price(Decimal(20), "USD")), {}, 1.0
    )


LAMP = item("Mushroom Glass Lamp, Sage", "Home", "Lighting")
TOY_LAMP = item("Lamp for Dolls", "Toys")
LANTERN = item("Solar Lantern", "Home", "Lighting")
CHAIR = item("Garden Chair", "Garden")
YOGA_MAT = item("Cork Yoga Mat", "Sports", "Yoga")
BATH_MAT = item("Stone Bath Mat", "Home", "Bathroom")


def within(path):
    return Constraints((Constraint("category", Operator.ANY_OF, SOURCE, (path,)),))


def kept(intent, *candidates):
    return Kinds().kind(intent, SHOP).of(candidates)


def test_what_titles_call_otherwise_is_left_out():
    assert kept(Intent(request="lamp"), CHAIR, LAMP, LANTERN, TOY_LAMP) == [LAMP]


def test_where_nothing_is_of_the_kind_all_is_kept():
    assert kept(Intent(request="lamp"), CHAIR) == [CHAIR]


def test_the_word_before_the_noun_tells_two_kinds_apart():
    assert kept(Intent(request="yoga mat"), BATH_MAT, YOGA_MAT) == [YOGA_MAT]
    wished = Intent(request="mat", preferences=(Preference("yoga", SOURCE, "activity", ("yoga",)),))
    assert kept(wished, BATH_MAT, YOGA_MAT) == [YOGA_MAT]
    assert kept(Intent(request="mat"), BATH_MAT, YOGA_MAT) == [BATH_MAT, YOGA_MAT]


def test_a_category_of_that_name_decides_alone():
    anorak = item("Gale Anorak", "Clothing", "Jackets & Coats")
    jacket = item("Rain Jacket", "Clothing", "Jackets & Coats")
    asked = Intent(request="jacket", constraints=within("clothing > jackets & coats"))
    assert kept(asked, anorak, jacket) == [anorak, jacket]


def test_a_category_called_by_another_word_for_the_thing_decides_too():
    turtleneck = item("Ribbed Turtleneck", "Clothing", "Sweaters & Hoodies")
    called = item("Fair Isle Sweater", "Clothing", "Sweaters & Hoodies")
    shop = Vocabulary(title_nouns={"jumper": {"clothing > sweaters & hoodies": 1}})
    asked = Intent(request="jumper", constraints=within("clothing > sweaters & hoodies"))
    kind = Kinds().kind(asked, shop)
    assert kind.of([turtleneck, called]) == [turtleneck, called]
    assert kind.is_among([turtleneck])


def test_a_category_of_another_name_does_not():
    asked = Intent(request="lamp", constraints=within("home > decoration"))
    assert kept(asked, LANTERN, LAMP) == [LAMP]


@pytest.mark.parametrize(
    "intent",
    [
        Intent(),
        Intent(request="for coffee"),
        Intent(request="gorpcore"),
        Intent(request="lamp", photo_id="seen"),
        Intent(request="lamp", similar_to=("one",)),
    ],
)
def test_of_no_kind_in_particular(intent):
    assert Kinds().kind(intent, SHOP) == ANY


def test_a_word_that_names_nothing_does_not_hide_the_noun():
    assert kept(Intent(request="lamp please whatever"), CHAIR, LAMP) == [LAMP]


COFFEE_SET = item("Pour-Over Coffee Set", "Kitchen", "Coffee")
TEA = item("Cast Iron Tea Pot", "Kitchen", "Coffee")
BEDDING = item("Flannel Bedding Set", "Bedroom")
TUMBLERS = item("Ribbed Glasses, Set of 4", "Kitchen", "Glass")


@pytest.mark.parametrize(
    ("request_", "found"),
    [
        ("coffee set", [COFFEE_SET]),
        ("tea set", [TEA]),
        ("set of glasses", [TUMBLERS]),
        ("bedding set", [BEDDING]),
        ("set", [COFFEE_SET, BEDDING, TUMBLERS]),
    ],
)
def test_of_what_comes_in_sets_the_word_beside_it_tells_the_thing(request_, found):
    shop = Vocabulary(
        title_nouns={
            "set": {"kitchen > coffee": 1, "bedroom": 4, "kitchen > glass": 1},
            "coffee set": {"kitchen > coffee": 1},
            "bedding set": {"bedroom": 4},
            "glasses": {"kitchen > glass": 3},
        }
    )
    kind = Kinds().kind(Intent(request=request_), shop)
    assert kind.of([COFFEE_SET, TEA, BEDDING, TUMBLERS]) == found


def test_a_t_shirt_is_no_shirt():
    shop = Vocabulary(title_nouns={"tee": {"clothing": 2}, "shirt": {"clothing": 2}})
    tee = item("Heavyweight Boxy Tee", "Clothing")
    shirt = item("Poplin Shirt", "Clothing")
    assert Kinds().kind(Intent(request="t shirt"), shop).of([shirt, tee]) == [tee]


def test_of_a_use_alone_what_titles_and_categories_name_is_kept():
    shop = Vocabulary(
        categories={"kitchen > coffee & tea": 5, "clothing > hats": 5},
        title_nouns={"teapot": {"kitchen > coffee & tea": 2}},
    )
    kind = Kinds().kind(Intent(request="for coffee"), shop)
    teapot = item("Cast Iron Teapot", "Kitchen", "Coffee & Tea")
    cap = item("Tweed Flat Cap", "Clothing", "Hats")
    assert kind.of([cap, teapot]) == [teapot]
    assert Kinds().kind(Intent(request="for books"), shop) == ANY


def test_two_words_with_a_name_of_their_own_tell_the_thing_together():
    steel = item("Harbour Insulated Bottle", "Kitchen")
    baby = item("Baby Bottle", "Kitchen")
    shop = Vocabulary(title_nouns={"bottle": {"kitchen": 2}, "insulated bottle": {"kitchen": 1}})
    assert Kinds().kind(Intent(request="vacuum flask"), shop).of([baby, steel]) == [steel]


def test_a_colour_at_the_end_of_a_title_names_no_thing():
    shop = Vocabulary(title_nouns={"chocolate": {"food": 4}})
    slippers = item("Slippers, Chocolate", "Shoes")
    brown = replace(slippers, item=replace(slippers.item, attributes={"colour": ("chocolate",)}))
    bar = item("Dark Chocolate", "Food")
    assert Kinds().kind(Intent(request="chocolate"), shop).of([brown, bar]) == [bar]


SOFT = "home > cushions, throws & rugs"
RUG = item("Soft Shaggy Rug", "Home", "Cushions, Throws & Rugs")
RUNNER = item("Hall Runner", "Home", "Cushions, Throws & Rugs")
CUSHION = item("Linen Cushion 45 x 45", "Home", "Cushions, Throws & Rugs")
BLANKET = item("Chunky Knit Blanket", "Home", "Cushions, Throws & Rugs")


@pytest.mark.parametrize(
    ("request_", "found"),
    [
        ("rug", [RUG, RUNNER, BLANKET]),
        ("carpet", [RUG, RUNNER, BLANKET]),
        ("cushions", [RUNNER, CUSHION, BLANKET]),
        ("cushions throws", [RUNNER, CUSHION, BLANKET]),
        ("bedspread", [RUNNER, BLANKET]),
    ],
)
def test_what_is_called_by_another_noun_of_the_category_is_left_out(request_, found):
    shop = Vocabulary(
        categories={SOFT: 4}, title_nouns={word: {SOFT: 1} for word in request_.split()}
    )
    intent = Intent(request=request_, constraints=within(SOFT))
    kind = Kinds().kind(intent, shop)
    assert kind.of([RUG, RUNNER, CUSHION, BLANKET]) == found
    assert kind.of([CUSHION]) == [CUSHION]


def test_a_coat_is_a_jacket_too():
    coats = "clothing > jackets & coats"
    coat = item("Belted Wool Coat", "Clothing", "Jackets & Coats")
    assert kept(Intent(request="jacket", constraints=within(coats)), coat) == [coat]


def test_another_noun_of_the_category_is_no_thing_of_the_kind():
    shop = Vocabulary(categories={SOFT: 4}, title_nouns={"rug": {SOFT: 1}})
    kind = Kinds().kind(Intent(request="rug", constraints=within(SOFT)), shop)
    assert kind.is_among([CUSHION, RUG])
    assert not kind.is_among([CUSHION])


def test_the_name_of_a_category_that_holds_others_tells_those_and_not_its_things():
    vocabulary = Vocabulary(
        categories={SOFT: 1, f"{SOFT} > for the sofa": 4}, title_nouns={"rug": {SOFT: 1}}
    )
    kind = Kinds().kind(Intent(request="rug", constraints=within(SOFT)), vocabulary)
    assert kind.of([RUG, CUSHION]) == [RUG, CUSHION]
    assert kind.is_among([CUSHION])


TEES = Vocabulary(
    title_nouns={
        "t-shirt": {"clothing > tops": 5, "kids & baby > clothing": 5},
        "tee": {"clothing > tops": 5},
        "cup": {"kitchen > tableware": 5, "kids & baby > baby": 2},
        "sippy cup": {"kids & baby > baby": 2},
    }
)
TEE = item("Boxy Tee", "Clothing", "Tops")
KIDS_TEE = item("Dino Kids' T-Shirt", "Kids & Baby", "Clothing")
CUP = item("Espresso Cup", "Kitchen", "Tableware")
SIPPY_CUP = item("First Sippy Cup", "Kids & Baby", "Baby")


@pytest.mark.parametrize(
    ("request_", "among", "found"),
    [
        ("tee", [KIDS_TEE, TEE], [TEE]),
        ("tee", [KIDS_TEE], [KIDS_TEE]),
        ("cup", [CUP, SIPPY_CUP], [CUP]),
        ("sippy cup", [CUP, SIPPY_CUP], [SIPPY_CUP]),
    ],
)
def test_where_nobody_is_named_it_is_for_a_grown_up(request_, among, found):
    assert Kinds().kind(Intent(request=request_), TEES).of(among) == found


def test_for_a_child_it_is_a_childs():
    said = Constraint("audience", Operator.ANY_OF, SOURCE, ("kids",))
    for whom in (
        Intent(request="tee", constraints=Constraints((said,))),
        Intent(request="tee", constraints=within("kids & baby > clothing")),
        Intent(request="tee", preferences=(Preference("kids", SOURCE, "audience", ("kids",)),)),
    ):
        assert Kinds().kind(whom, TEES).of([KIDS_TEE, TEE]) == [KIDS_TEE, TEE]


def test_where_a_thing_goes_is_no_name_of_it():
    shop = replace(SHOP, title_nouns={**SHOP.title_nouns, "bathroom": {"home > bathroom": 1}})
    mirror = item("Bathroom Mirror", "Home", "Bathroom")
    seen = Kinds().kind(Intent(request="mat bathroom"), shop).of([mirror, BATH_MAT])
    assert seen == [BATH_MAT]
