"""Whether the shop may carry what is asked for."""

from dataclasses import replace

import pytest

from assistant.answers.carried import FAIRLY_NEAR, NEAR, UNHEARD, is_carried
from assistant.answers.nothing_found import ObstacleKind
from assistant.intent import Intent
from retrieval.query import Candidate, Leg
from tests.fakes.jacket_shelf import SHELF, VOCABULARY, found, near, wanting


def test_an_unknown_subject_is_not_carried():
    intent = wanting("do you have a telescope for beginners?")
    way = found(intent, candidates=[near(item, 0.1) for item in SHELF])
    assert way.kind is ObstacleKind.NOT_CARRIED
    assert way.in_the_way == ()
    assert "telescope" in way.sentence


@pytest.mark.parametrize(
    ("said", "candidates"),
    [
        ("a jacket", [near(SHELF[0], 0.0)]),  # a category of the shop
        ("a parka shell", [near(SHELF[4], 0.1), near(SHELF[3], 0.1)]),  # a word of an item found
        ("a telescope", [near(SHELF[0], UNHEARD)]),  # something very near in meaning
        ("a telescope", []),  # no evidence
        ("a telescope", [Candidate(SHELF[0], {Leg.LEXICAL: 1.0}, 1.0)]),  # no text leg
        ("望远镜", [near(SHELF[0], 0.0)]),  # a language whose words are not told
        ("", [near(SHELF[0], 0.0)]),
        ("something in blue", [near(SHELF[0], 0.0)]),
        ("anything cosy for the fireside", [near(SHELF[0], 0.0)]),  # what it is like, no thing
    ],
)
def test_a_doubt_counts_as_carried(said, candidates):
    assert is_carried(wanting(said), VOCABULARY, candidates)


def test_near_in_meaning_speaks_for_another_name_and_for_no_unheard_word():
    near_one = [near(SHELF[0], NEAR)]
    assert is_carried(wanting("a windcheater"), VOCABULARY, near_one)  # a name for jackets
    assert not is_carried(wanting("a telescope"), VOCABULARY, near_one)
    assert not is_carried(wanting("goldfish"), VOCABULARY, near_one)  # no quality, as reddish is
    assert not is_carried(wanting("a telescope"), VOCABULARY, [near(SHELF[0], 0.1)])


def test_a_thing_that_its_last_word_alone_does_not_name_is_carried_where_a_title_says_so():
    vocabulary = replace(VOCABULARY, title_nouns={"bottle": {"outdoor": 4}})
    flask = replace(SHELF[0], title="Insulated Bottle", category=("Outdoor",))
    sold = replace(SHELF[1], title="Ribbed Hot-Water Bottle", category=("Outdoor",))
    assert not is_carried(wanting("a hot water bottle"), vocabulary, [near(flask, UNHEARD)])
    assert is_carried(
        wanting("a hot water bottle"), vocabulary, [near(flask, 0.1), near(sold, 0.1)]
    )
    assert is_carried(wanting("a water bottle"), vocabulary, [near(flask, 0.1)])


def test_a_shop_whose_titles_have_another_word_for_a_thing_carries_it():
    far = [near(SHELF[0], 0.1)]
    vocabulary = replace(VOCABULARY, title_nouns={"insulated bottle": {"outdoor": 4}})
    assert not is_carried(wanting("a thermos"), VOCABULARY, far)
    assert is_carried(wanting("a thermos"), vocabulary, far)
    assert is_carried(wanting("a vacuum flask"), vocabulary, far)


def test_a_word_that_only_tells_other_things_apart_is_no_thing_of_the_shop():
    wallet = replace(SHELF[0], title="Slim Card Wallet", description="Holds six cards.")
    candidates = [near(wallet, NEAR)]
    wallets = {"wallet": {"bags": 4}, "card wallet": {"bags": 4}}
    vocabulary = replace(VOCABULARY, title_nouns=wallets)
    assert not is_carried(wanting("do you have birthday cards?"), vocabulary, candidates)
    cards = replace(VOCABULARY, title_nouns=wallets | {"card": {"stationery": 2}})
    assert is_carried(wanting("do you have birthday cards?"), cards, candidates)
    assert is_carried(wanting("cards"), vocabulary, [near(wallet, UNHEARD)])


def test_only_what_is_near_speaks_for_a_thing_by_its_description():
    sheet = replace(SHELF[0], description="Cut from one sheet of felt.")
    told = [near(sheet, 0.1), near(SHELF[1], FAIRLY_NEAR)]
    assert not is_carried(wanting("a sheet"), VOCABULARY, told)
    assert is_carried(wanting("a sheet"), VOCABULARY, [near(sheet, FAIRLY_NEAR)])


@pytest.mark.parametrize("said", ["something for my neck", "dreadfully gloomy in my bedroom"])
def test_where_a_thing_goes_is_no_thing_to_deny(said):
    assert is_carried(wanting(said), VOCABULARY, [near(SHELF[0], 0.1)])


def test_a_photo_or_a_likeness_is_always_carried():
    far = [near(SHELF[0], 0.0)]
    assert is_carried(Intent(request="telescope", photo_id="p"), VOCABULARY, far)
    assert is_carried(Intent(request="telescope", similar_to=("i",)), VOCABULARY, far)
