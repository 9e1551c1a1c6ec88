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


def test_a_t_shirt_is_no_shirt():
    shop = Vocabulary(title_nouns={"tee": {"clothing": 2}, "shirt": {"clothing": 2}})
    tee = item("Heavyweight Boxy Tee", "Clothing")
    shirt = item("Poplin Shirt", "Clothing")
    assert Kinds().kind(Intent(request="t shirt"), shop).of([shirt, tee]) == [tee]
