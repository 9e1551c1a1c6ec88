"""Which things a noun names, by where a shop keeps what its titles call so."""

import pytest

from assistant.intent import Exclude, Prefer, Require, Set
from assistant.understanding.readers.grammar import Grammar
from retrieval.constraints import CATEGORY
from retrieval.vocabulary import Vocabulary
from tests.fakes.understanding import conditions, moment, shop_vocabulary

GRAMMAR = Grammar()

CAMPING = Vocabulary(
    categories={
        "bags": 40,
        "camping": 20,
        "camping > sleeping": 12,
        "watches": 9,
        "wearables": 5,
        "garden": 9,
        "furniture > chairs": 9,
    },
    attributes={"material": {"leather": 5}, "season": {"winter": 5}},
    title_nouns={
        "bag": {"bags": 20, "camping > sleeping": 8},
        "bags": {"bags": 10},
        "sleeping bag": {"camping > sleeping": 8},
        "leather bag": {"bags": 5},
        "watch": {"watches": 9, "wearables": 4, "bags": 1},
    },
)


def test_a_compound_is_found_where_the_shop_keeps_it():
    assert conditions("a sleeping bag", CAMPING) == {CATEGORY: ("camping > sleeping",)}
    assert conditions("a leather bag", CAMPING)["material"] == ("leather",)


def test_nobody_means_a_sleeping_bag_by_a_bag():
    assert conditions("a school bag", CAMPING)[CATEGORY] == ("bags",)
    assert conditions("a watch", CAMPING) == {CATEGORY: ("watches", "wearables")}


@pytest.mark.parametrize(
    ("said", "paths"),
    [
        ("plates and bowls for 6 people", ("kitchen > tableware",)),
        ("a bowl for my cat", ("pets > cats & bowls", "kitchen > tableware")),
        ("a pet bowl", ("pets > cats & bowls",)),
    ],
)
def test_a_bowl_is_a_pets_only_where_one_is_spoken_of(said, paths):
    shop = Vocabulary(
        categories={"pets": 6, "pets > cats & bowls": 6, "kitchen": 9, "kitchen > tableware": 9},
        title_nouns={"bowl": {"pets > cats & bowls": 4, "kitchen > tableware": 5}},
    )
    assert conditions(said, shop)[CATEGORY] == paths


def test_a_compound_needs_no_category_of_its_second_word():
    shop = Vocabulary(
        categories={"lighting": 9, "tables": 9}, title_nouns={"table lamp": {"lighting": 4}}
    )
    assert conditions("table lamps", shop) == {CATEGORY: ("lighting",)}


def test_what_only_titles_name_is_sought_where_it_is_kept():
    shop = Vocabulary(
        categories={"cycling": 9, "camping": 9, "yoga": 9, "gifts": 9},
        title_nouns={
            "helmet": {"cycling": 7},
            "mat": {"yoga": 3, "camping": 4},
            "set": {"gifts": 5},
            "lantern": {"camping": 3, "gifts": 3, "yoga": 3},
            "can": {"gifts": 4},
            "watering can": {"gifts": 4},
            "coffee set": {"camping": 2},
        },
    )
    assert conditions("can I see some others?", shop) == {}
    assert conditions("a watering can", shop) == {CATEGORY: ("gifts",)}
    assert conditions("a coffee set", shop) == {CATEGORY: ("camping",)}
    assert conditions("a bicycle helmet", shop) == {CATEGORY: ("cycling",)}
    assert conditions("a thick mat", shop) == {CATEGORY: ("yoga", "camping")}
    assert conditions("a nice set", shop) == {}
    assert conditions("a lantern", shop) == {}


def test_a_noun_takes_in_the_categories_where_a_fair_part_so_called_lies():
    assert conditions("a watch", CAMPING) == {CATEGORY: ("watches", "wearables")}


def test_two_categories_side_by_side_are_no_condition():
    assert conditions("a garden chair", CAMPING) == {}
    assert conditions("garden", CAMPING) == {CATEGORY: ("garden",)}


SHOES = Vocabulary(
    categories={"shoes": 9, "audio > headphones": 9, "pets": 5},
    attributes={"colour": {"red": 9}, "feature": {"wireless": 5}},
)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("pumps", "shoes"),
        ("a pair of red pumps please", "shoes"),
        ("wireless cans", "audio > headphones"),
        ("do you have cans?", "audio > headphones"),
        ("bicycle pumps", None),
        ("watering cans", None),
        ("red watering cans", None),
        ("cans of paint", None),
    ],
)
def test_a_word_for_several_things_is_of_what_stands_beside_it(text, category):
    assert conditions(text, SHOES).get(CATEGORY) == ((category,) if category else None)


def test_a_word_for_several_things_means_what_the_catalogue_does_by_it():
    pumps = Vocabulary(categories={"tools > pumps": 5, "shoes": 9})
    assert conditions("bicycle pumps", pumps) == {CATEGORY: ("tools > pumps",)}


def test_the_lexicon_follows_the_catalogue():
    grammar = Grammar()
    before = grammar.read(moment("boots", vocabulary=Vocabulary()))
    after = grammar.read(moment("boots", vocabulary=shop_vocabulary()))
    assert not [o for o in before.operations if isinstance(o, Set)]
    assert [o.constraint.values for o in after.operations if isinstance(o, Set)] == [
        ("shoes > boots",)
    ]


def test_what_titles_call_so_is_named_beside_what_another_word_for_it_names():
    shop = Vocabulary(
        categories={"bags": 30, "bags > handbags": 20, "bags > wallets": 10},
        title_nouns={"purse": {"bags > wallets": 6}, "handbag": {"bags > handbags": 9}},
    )
    read = GRAMMAR.read(moment("a purse", vocabulary=shop))
    assert [set(op.constraint.values) for op in read.operations if isinstance(op, Set)] == [
        {"bags > wallets", "bags > handbags"}
    ]


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [("a marbled vase", "pattern", "marbled"), ("a marble vase", "material", "marble")],
)
def test_the_value_that_is_called_just_so_is_meant(said, field, value):
    home = Vocabulary(
        categories={"home": 40, "home > vases": 40},
        attributes={"material": {"marble": 4, "glass": 30}, "pattern": {"marbled": 6}},
        coverage={"material": {"home": 40, "home > vases": 40}, "pattern": {"home > vases": 6}},
    )
    reading = GRAMMAR.read(moment(said, vocabulary=home))
    held = [one.constraint for one in reading.operations if isinstance(one, Set | Require)]
    assert [c.values for c in held if c.field == field] == [(value,)]


MIXED = Vocabulary(
    categories=dict.fromkeys(
        (
            "furniture",
            "furniture > dressers",
            "kitchen",
            "kitchen > boards",
            "games",
            "outdoors",
            "outdoors > fishing",
            "seasonal",
            "seasonal > easter",
            "decoration",
            "treats",
        ),
        20,
    ),
    attributes={
        "material": {"wood": 30},
        "scent": {"lavender": 4},
        "colour": {"lavender": 5, "blue": 9},
    },
    title_nouns={
        "wooden dresser": {"furniture > dressers": 5},
        "game": {"games": 4},
        "fishing rod": {"outdoors > fishing": 1},
        "candle": {"decoration": 5},
    },
    currency="USD",
)


@pytest.mark.parametrize(
    ("said", "category"),
    [
        ("a board game for four", ("games",)),
        ("fishing rod", ("outdoors > fishing",)),
        ("easter decoration", ("seasonal > easter",)),
        ("a little treat for myself", None),
        ("a treat for my dog", ("treats",)),
        ("treats for myself", ("treats",)),
    ],
)
def test_of_two_words_the_thing_is_what_is_sought(said, category):
    assert conditions(said, MIXED).get(CATEGORY) == category


def test_a_title_that_holds_the_material_leaves_it_a_material():
    found = conditions("wooden dressers", MIXED)
    assert found == {CATEGORY: ("furniture > dressers",), "material": ("wood",)}


def test_what_something_smells_of_is_a_scent_and_no_colour():
    assert conditions("a candle that smells of lavender", MIXED)["scent"] == ("lavender",)
    assert conditions("a lavender candle", MIXED)["colour"] == ("lavender",)


SMALL = Vocabulary(
    categories={
        "pets > cats & bowls": 3,
        "fitness": 3,
        "paper": 4,
        "groceries > coffee & tea": 3,
        "kitchen > kettles, coffee & tea": 3,
        "floral > plant": 9,
        "groceries > fruits": 2,
        "baby": 2,
    },
    attributes={"material": {"foam": 4}, "neckline": {"v-neck": 3}, "activity": {"yoga": 4}},
    title_nouns={
        "scratching post": {"pets > cats & bowls": 1},
        "roller": {"fitness": 1},
        "strap": {"fitness": 1},
        "blueberries": {"groceries > fruits": 1},
        "v neck": {"paper": 2},
        "phone case": {"paper": 1},
        "case": {"paper": 1, "fitness": 1, "baby": 1},
        "essential": {"fitness": 1},
        "cactus": {"floral > plant": 2},
        "journal": {"paper": 2},
        "coffee maker": {"kitchen > kettles, coffee & tea": 1},
    },
)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("scratching post", "pets > cats & bowls"),
        ("our cat ruins the sofa, we want a scratching post", "pets > cats & bowls"),
        ("a foam roller", "fitness"),
        ("yoga straps", "fitness"),
        ("do you have blueberries?", "groceries > fruits"),
        ("phone case, slim", "paper"),
        ("a notebook", "paper"),
        ("tea or coffee", "groceries > coffee & tea"),
        ("cafetiere", "kitchen > kettles, coffee & tea"),
    ],
)
def test_what_a_single_title_calls_so_is_sought_where_it_is_kept(text, category):
    assert conditions(text, SMALL)[CATEGORY] == (category,)


@pytest.mark.parametrize("text", ["something essential", "a v-neck"])
def test_word_of_talk_or_value_in_a_title_names_no_thing(text):
    assert CATEGORY not in conditions(text, SMALL)


def test_kind_ruled_out_leaves_the_rest_of_its_category():
    operations = GRAMMAR.read(moment("a plant but no cactus", vocabulary=SMALL)).operations
    assert not any(isinstance(one, Exclude) for one in operations)
    assert any(isinstance(one, Prefer) and one.preference.averse for one in operations)


HOUSEHOLD = Vocabulary(
    categories={
        "pets": 9,
        "pets > dogs": 6,
        "pets > bowls": 3,
        "tableware": 9,
        "clothing > coats": 9,
        "music > strings": 9,
        "garden > plant": 9,
        "groceries > greens": 9,
        "baby": 3,
    },
    title_nouns={
        "bowl": {"pets > bowls": 3, "tableware": 6},
        "coat": {"clothing > coats": 6},
        "guitar": {"music > strings": 6},
        "plant": {"garden > plant": 4, "groceries > greens": 1},
        "stroller": {"baby": 2},
    },
)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("a dog coat", "pets > dogs"),
        ("dog bowl", "pets > bowls"),
        ("gitar for a beginner", "music > strings"),
        ("a plant for my desk", "garden > plant"),
        ("a pram", "baby"),
    ],
)
def test_thing_is_sought_where_the_shop_keeps_such(text, category):
    assert conditions(text, HOUSEHOLD)[CATEGORY] == (category,)


def test_puppy_of_a_story_is_not_sought():
    assert conditions("the puppy ate my coat, I need a new coat", HOUSEHOLD) == {
        CATEGORY: ("clothing > coats",)
    }


def test_what_is_for_children_is_sought_in_their_own_section():
    shop = Vocabulary(
        categories={"clothing": 40, "family > kids' clothing": 9, "family > baby": 5},
        attributes={"audience": {"kids": 9, "baby": 5, "women": 20}},
    )
    theirs = {CATEGORY: ("family > kids' clothing",)}
    assert conditions("kids' clothes", shop) == theirs
    assert conditions("children's clothing please", shop) == theirs
    assert conditions("clothes for kids", shop) == theirs
