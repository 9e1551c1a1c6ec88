"""What words mean in the light of a shop's catalogue."""

from dataclasses import replace

import pytest

from assistant.intent import Act, Describe, Exclude, Intent, Set
from assistant.understanding.readers.grammar import Grammar
from retrieval.constraints import CATEGORY
from retrieval.vocabulary import Vocabulary
from tests.fakes.understanding import conditions, moment

GRAMMAR = Grammar()


LUMA = Vocabulary(
    categories=dict.fromkeys(
        (
            "men",
            "men > tops",
            "men > tops > jackets",
            "men > tops > hoodies & sweatshirts",
            "men > bottoms",
            "men > bottoms > pants",
            "women",
            "women > tops",
            "women > tops > jackets",
            "women > tops > bras & tanks",
            "gear",
            "gear > bags",
        ),
        20,
    ),
    attributes={
        "colour": {"blue": 79, "black": 62, "gray": 32},
        "material": {"organic cotton": 15, "polyester": 30, "wool": 12},
        "climate": {"rainy": 9, "windy": 30, "cold": 12, "warm": 8},
        "features_bags": {"waterproof": 10, "lightweight": 8},
        "eco_collection": {"yes": 80, "no": 337},
        "gender": {"men": 26, "women": 26},
    },
    coverage={
        "features_bags": {"gear": 14, "gear > bags": 14},
        "climate": {"men > tops": 20, "men > tops > jackets": 19, "women > tops > jackets": 15},
        "material": dict.fromkeys(("men", "men > tops", "men > tops > jackets"), 20),
    },
    title_nouns={"ball": {"gear": 3}, "capri": {"women > tops": 4}},
    currency="USD",
)


def test_a_noun_names_every_category_it_ends():
    assert conditions("jackets", LUMA) == {
        CATEGORY: ("men > tops > jackets", "women > tops > jackets")
    }


@pytest.mark.parametrize("text", ["men's jackets", "jackets for men", "a jacket for a man"])
def test_an_audience_kept_as_a_category_narrows_it(text):
    assert conditions(text, LUMA) == {CATEGORY: ("men > tops > jackets",)}


@pytest.mark.parametrize("text", ["a bag for women", "women's bags", "包，女款的"])
def test_what_lies_outside_the_audience_levels_is_narrowed_by_its_attribute(text):
    assert conditions(text, LUMA) == {CATEGORY: ("gear > bags",), "gender": ("women",)}


def test_what_titles_name_outside_the_audience_levels_is_narrowed_by_its_attribute():
    assert conditions("a ball for women", LUMA) == {CATEGORY: ("gear",), "gender": ("women",)}
    assert conditions("capris for women", LUMA) == {CATEGORY: ("women > tops",)}


def test_a_use_called_by_its_name_is_a_condition_where_nearly_all_carry_it():
    assert conditions("men's jackets with cold climate", LUMA)["climate"] == ("cold",)
    assert conditions("men's jackets with warm climate", LUMA)["climate"] == ("warm",)
    assert "climate" not in conditions("cold men's jackets", LUMA)
    assert "climate" not in conditions("warm men's jackets", LUMA)
    assert "climate" not in conditions("women's jackets with cold climate", LUMA)


def test_an_everyday_word_is_the_material_where_it_alone_is_refused():
    down = Vocabulary(categories={"jackets": 9}, attributes={"material": {"down": 3}})
    assert [o.constraint.values for o in excluded("a jacket, not down", down)] == [("down",)]
    assert excluded("a jacket, not down to the knee", down) == []
    assert [o.constraint.values for o in excluded("not down for spring", down)] == [("down",)]
    assert conditions("In down, please.", down) == {"material": ("down",)}
    assert conditions("a jacket to hunker in down by the sea", down) == {CATEGORY: ("jackets",)}


def test_a_hyphen_may_be_left_out():
    pans = Vocabulary(categories={"pans": 9}, attributes={"feature": {"non-stick": 3}})
    assert conditions("a nonstick pan", pans)["feature"] == ("non-stick",)
    assert conditions("a non-stick pan", pans)["feature"] == ("non-stick",)


def excluded(text, vocabulary):
    read = GRAMMAR.read(moment(text, vocabulary=vocabulary))
    return [operation for operation in read.operations if isinstance(operation, Exclude)]


@pytest.mark.parametrize("text", ["a sofa not from Oak & Sons", "沙发，不要Oak & Sons的"])
def test_a_brand_named_after_relatives_is_ruled_out(text):
    sons = Vocabulary(categories={"sofas": 9}, brands={"oak & sons": 3, "elm": 2})
    assert [o.constraint.values for o in excluded(text, sons)] == [("oak & sons",)]


@pytest.mark.parametrize(
    "text",
    [
        "one moment, the phone is ringing",
        "hold on my kid is crying",
        "thanks, you're very helpful!",
    ],
)
def test_what_is_said_beside_the_request_changes_nothing(text):
    sought = Intent(request="capri")
    read = GRAMMAR.read(replace(moment(text, vocabulary=LUMA), intent=sought))
    assert (read.act, read.operations) == (Act.CHAT, ())


def test_a_section_called_by_its_whole_name_is_not_the_wider_one_that_joins_it():
    shop = Vocabulary(categories={"kids & baby": 30, "kids & baby > baby": 9})
    assert conditions("something from your Baby section", shop) == {
        CATEGORY: ("kids & baby > baby",)
    }


def test_a_value_the_category_does_not_carry_is_no_condition():
    assert conditions("a waterproof jacket", LUMA) == {
        CATEGORY: ("men > tops > jackets", "women > tops > jackets")
    }
    assert conditions("a waterproof bag", LUMA) == {
        CATEGORY: ("gear > bags",),
        "features_bags": ("waterproof",),
    }


def test_a_yes_or_no_attribute_is_named_by_its_name():
    assert conditions("eco collection, please", LUMA) == {"eco_collection": ("yes",)}


def test_a_slip_of_scope_takes_no_colour_for_a_thing():
    assert conditions("a blue lightweight jacket", LUMA)["colour"] == ("blue",)
    assert "colour" not in conditions("blue light glasses", LUMA)


def test_synonyms_of_one_field_are_one_meaning():
    shop = Vocabulary(
        categories={"mugs": 9}, attributes={"pattern": {"dotted": 4, "spotted": 4, "plain": 3}}
    )
    assert conditions("a polka dot mug", shop)["pattern"] == ("dotted", "spotted")


def test_a_value_of_two_fields_is_of_the_one_that_the_category_has_at_all():
    shop = Vocabulary(
        categories={"ropes": 30, "bags": 30},
        attributes={"feature": {"light": 9, "soft": 3}, "style": {"light": 9, "soft": 3}},
        coverage={"feature": {"ropes": 4}, "style": {"bags": 30}},
    )
    assert conditions("soft ropes", shop)["feature"] == ("soft",)


@pytest.mark.parametrize("text", ["一口钢的锅", "钢的锅"])
def test_a_chinese_word_of_one_character_counts_before_its_particle(text):
    shop = Vocabulary(categories={"pans": 9}, attributes={"material": {"steel": 4}})
    assert conditions(text, shop)["material"] == ("steel",)


def test_an_answer_is_of_the_field_that_was_asked_about():
    shop = Vocabulary(
        categories={"kettles": 9},
        attributes={"colour": {"walnut": 4, "white": 3}, "material": {"walnut": 2, "steel": 5}},
    )
    said = moment("I'd say walnut.", vocabulary=shop)
    answer = GRAMMAR.read(replace(said, question="material")).operations
    assert [(o.constraint.field, o.constraint.values) for o in answer] == [
        ("material", ("walnut",))
    ]
    assert conditions("I'd say walnut.", shop) == {"colour": ("walnut",)}


@pytest.mark.parametrize("text", ["capris", "cappris", "carpis", "capri"])
def test_slips_of_what_titles_name_are_put_right(text):
    shop = Vocabulary(categories={"pants": 9}, title_nouns={"capri": {"pants": 4}})
    operations = GRAMMAR.read(moment(f"show me {text}", vocabulary=shop)).operations
    assert [o.text for o in operations if isinstance(o, Describe)] == ["capri"]


def test_what_no_price_is_written_like_is_none():
    assert conditions("{7*7} ${7*7} %s %n", LUMA) == {}


def test_a_section_is_the_one_called_just_so():
    shop = Vocabulary(
        categories={"stationery > desk": 5, "furniture > tables": 9},
        title_nouns={"desk": {"furniture > tables": 9}},
    )
    assert conditions("something from your Desk section", shop) == {
        CATEGORY: ("stationery > desk",)
    }


def test_an_attribute_called_by_its_name_is_no_slip_of_a_thing():
    shop = Vocabulary(
        categories={"necklaces": 9, "sweaters": 9},
        attributes={"neckline": {"v-neck": 4, "boat": 3}},
    )
    assert conditions("the neckline should be v-neck", shop) == {"neckline": ("v-neck",)}


@pytest.mark.parametrize(("text", "question"), [("I'm thinking olive.", None), ("olive", "colour")])
def test_a_colour_that_is_a_thing_too_answers_where_a_thing_is_sought(text, question):
    shop = Vocabulary(
        categories={"watches": 9},
        attributes={"colour": {"olive": 4}},
        title_nouns={"olive": {"food": 3}},
    )
    said = replace(moment(text, vocabulary=shop), intent=Intent(request="watch"), question=question)
    operations = GRAMMAR.read(said).operations
    assert [o.constraint.values for o in operations if isinstance(o, Set)] == [("olive",)]


def test_a_feature_that_is_a_style_too_is_asked_for_as_the_feature():
    shop = Vocabulary(
        categories={"jackets": 9},
        attributes={"feature": {"reversible": 2}, "style": {"reversible": 3, "casual": 4}},
    )
    assert conditions("a reversible jacket", shop)["feature"] == ("reversible",)


def test_gray_and_grey_are_one():
    assert conditions("grey", LUMA)["colour"] == conditions("gray", LUMA)["colour"] == ("gray",)
