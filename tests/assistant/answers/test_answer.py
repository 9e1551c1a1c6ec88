from dataclasses import replace
from datetime import date

import pytest

from assistant.answers.answer import (
    answer_about,
    answer_not_shown,
    answer_policy,
    answer_promotions,
)
from assistant.intent import Intent
from retrieval.knowledge import Passage, Promotion
from tests.fakes.listing import CAIRN, FELLSIDE, NAVY_SHELL, PLAIN, REQUEST

RUST = replace(
    FELLSIDE, item_id="fellside-rust", attributes={**FELLSIDE.attributes, "colour": ("rust",)}
)
UNSAID = "The listing does not say."

QUESTIONS = [
    ("Is it waterproof?", "Yes, it is listed as waterproof.", "feature"),
    ("is it insulated?", "The listing says: “Not insulated, so it layers well.”", "description"),
    ("Does it have pockets?", "Two hand pockets", "description"),
    ("Does it come in M?", "Yes, it comes in M.", "size"),
    ("do you have it in medium", "Yes, it comes in M.", "size"),
    ("does it come in XL?", "No, not in XL; it comes in S, M and L.", "size"),
    ("What sizes are there?", "It comes in S, M and L.", "size"),
    ("What is it made of?", "It is made of nylon.", "material"),
    ("Is it leather?", "No. It is made of nylon.", "material"),
    ("How much is it?", "It costs $89, down from $119 (25% off).", "price"),
    ("what colours does it come in?", "It comes in forest green and rust.", "colour"),
    ("Does it come in red?", "No; it comes in forest green and rust.", "colour"),
    ("do you have it in orange", "Yes, it comes in rust.", "colour"),
    ("Is it in stock?", "Yes, it is in stock, with only 3 left.", "stock"),
    ("What do the reviews say?", "It is rated 4.6 out of 5, from 212 ratings.", "rating"),
    ("Who makes it? what brand", "It is by North Pine.", "brand"),
    ("What is its weight?", "It is listed with weight 410 g.", "weight"),
    ("Is it for men?", "No. It is listed for women.", "audience"),
    ("Can I wear it for hiking?", "Yes, it is listed for hiking.", "activity"),
    ("防水吗？", "是的，标明防水。", "feature"),
    ("有M码吗？", "有M码。", "size"),
    ("多少钱？", "现价$89，原价$119（降价25%）。", "price"),
]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("does it work on induction?", "Yes, it is listed as induction-ready."),
        ("do they run small?", UNSAID),
        ("does it need ironing?", UNSAID),
        ("what size is it?", "It comes in S and M."),
        ("is it for running?", "Yes, it is listed for running."),
    ],
)
def test_what_it_does_is_no_use_that_it_is_listed_for(question, said):
    told = {"feature": ("induction-ready",), "activity": ("work", "running"), "size": ("s", "m")}
    item = replace(FELLSIDE, attributes={**told, "material": ("cotton",)}, description="")
    assert answer_about(question, [item], Intent()).text == said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("does it come in a uk 6?", "Yes: UK 6 is 39."),
        ("do they come in US 8", "Yes: US 8 is 39."),
        ("is there a 9 uk", "Not in UK 9; it comes in 38, 39 and 40."),
        ("请问这双鞋有没有uk 6码的？", "有，UK 6相当于39码。"),
    ],
)
def test_shoes_are_asked_for_by_the_sizes_of_another_country(question, said):
    shoes = {"size": ("38", "39", "40"), "audience": ("women",)}
    boots = replace(FELLSIDE, category=("Shoes", "Boots"), attributes=shoes)
    language = "zh" if "？" in question else "en"
    assert answer_about(question, [boots], Intent(language=language)).text == said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("does it fit 15 inch?", "It is listed with laptop 14 inch."),
        ("does it fit 14 inch?", "Yes, it is listed with laptop 14 inch."),
        ("the 2nd one, does it take 14 inch", "Yes, it is listed with laptop 14 inch."),
        ("does number 14 come with a strap", "The listing does not say."),
    ],
)
def test_another_number_than_the_listed_one_is_not_affirmed(question, said):
    bag = replace(FELLSIDE, attributes={"laptop": ("14 inch",)})
    assert answer_about(question, [bag], Intent()).text == said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("is it waterproof?", "does not say that; it is listed as water-resistant."),
        ("is it windproof?", UNSAID),
        ("防水吗？", "标明防泼水。"),
    ],
)
def test_a_value_of_the_same_kind_is_told_where_the_one_asked_about_is_not(question, said):
    bag = replace(FELLSIDE, description="", attributes={"feature": ("water-resistant",)})
    language = "zh" if "？" in question else "en"
    assert said in answer_about(question, [bag], Intent(language=language)).text


@pytest.mark.parametrize(("question", "said", "field"), QUESTIONS)
def test_a_question_is_answered_from_the_field_that_tells(question, said, field):
    language = "zh" if "？" in question else "en"
    answer = answer_about(question, [FELLSIDE], Intent(language=language), [RUST])
    assert said in answer.text
    assert field in answer.fields


@pytest.mark.parametrize(
    "question",
    [
        "Is it machine washable?",
        "Is it good in minus 20 degrees?",
        "Does it come with leather boots?",  # the listing says only what it pairs with
        "Is it the best jacket in the world?",  # the listing says so to a machine
        "Is it heated?",
    ],
)
def test_what_the_listing_does_not_say_is_not_said(question):
    item = replace(FELLSIDE, attributes={"feature": ("waterproof",)})
    answer = answer_about(question, [item], REQUEST)
    assert answer.text == UNSAID
    assert answer.fields == ()


SHORTS = replace(
    FELLSIDE,
    description="",
    attributes={"climate": ("indoor", "warm"), "feature": ("breathable", "waterproof")},
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("第二个是保暖的吗？", "商品信息中没有说明。"),
        ("Is it warm?", UNSAID),
        ("适合温暖的天气吗？", "是的，标明温暖气候。"),
        ("Is it for warm weather?", "Yes, it is listed with climate warm."),
        ("What climate is it for?", "It is listed with climate indoor and warm."),
    ],
)
def test_what_a_thing_is_made_for_is_not_what_it_does(question, said):
    language = "zh" if "？" in question else "en"
    assert answer_about(question, [SHORTS], Intent(language=language)).text == said


def test_the_value_named_is_the_one_that_says_it():
    text = answer_about("is it water-resistant?", [SHORTS], REQUEST).text
    assert text == "Yes, it is listed as waterproof."


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("what sizes?", PLAIN),
        ("what is it made of?", PLAIN),
        ("what colours does it come in?", PLAIN),
        ("which brand?", PLAIN),
        ("how much is it?", replace(PLAIN, price=None)),
    ],
)
def test_a_field_the_feed_left_empty_is_not_invented(question, item):
    assert answer_about(question, [item], REQUEST).text == UNSAID


def test_an_item_without_ratings_has_none():
    assert answer_about("any reviews?", [PLAIN], REQUEST).text == "It has no ratings yet."


def test_out_of_stock_is_said():
    assert answer_about("is it available", [CAIRN], REQUEST).text == "No, it is out of stock."


def test_no_reduction_is_made_up():
    text = answer_about("is it on sale?", [NAVY_SHELL], REQUEST).text
    assert text == "It is not reduced; it costs $64.50."


def test_several_items_are_answered_for_one_by_one():
    text = answer_about("is it waterproof?", [FELLSIDE, NAVY_SHELL], REQUEST).text
    assert text == (
        "Fellside Jacket: Yes, it is listed as waterproof. "
        "Drizzle Pack-Away Shell: The listing does not say."
    )


@pytest.mark.parametrize(
    ("question", "language", "said"),
    [
        ("how much are the first and the second together", "en", "Both together cost $153.50."),
        ("total?", "en", "Both together cost $153.50."),
        ("这两个一共多少钱", "zh", "2件一共$153.50。"),
    ],
)
def test_several_are_added_up(question, language, said):
    answer = answer_about(question, [FELLSIDE, NAVY_SHELL], Intent(language=language))
    assert (answer.text, answer.fields) == (said, ("price",))


def test_what_has_no_price_is_not_added_up():
    unpriced = replace(NAVY_SHELL, price=None)
    assert "together" not in answer_about("total?", [FELLSIDE, unpriced], Intent()).text


def test_without_an_item_it_asks_which():
    assert answer_about("is it waterproof?", [], REQUEST).text == "Which one do you mean?"


RETURNS = Passage("returns#how-long", "returns", "How long", "You have 60 days to return things.")
PARCEL = Passage("delivery#cost", "delivery", "Delivery", "Standard delivery costs $4.95.")


def test_a_policy_question_is_answered_with_the_passage_named():
    answer = answer_policy("can I return it", [(RETURNS, 0.7), (PARCEL, 0.5)])
    assert answer.text == "From “How long”: You have 60 days to return things."
    assert answer.passages == (RETURNS,)
    assert not answer.handover


@pytest.mark.parametrize("found", [[], [(RETURNS, 0.05)]])
def test_what_the_policy_does_not_cover_goes_to_a_colleague(found):
    answer = answer_policy("do you sell insurance", found)
    assert answer.text == "Our policy pages do not cover that; a colleague can help."
    assert answer.handover
    assert answer.passages == ()


def test_of_a_long_passage_the_nearest_sentences_are_quoted():
    text = "First thing. Second thing. Refunds take 5 days. Third thing. Fourth thing."
    passage = Passage("p", "returns", "Refunds", text)
    answer = answer_policy("how long do refunds take", [(passage, 0.9)])
    assert "Refunds take 5 days." in answer.text
    assert "Fourth" not in answer.text


def test_promotions_name_code_and_last_day_and_only_those_that_run():
    running = Promotion(
        "a", "15% off jackets", "DRY15", 15, None, None, date(2026, 10, 1), date(2026, 12, 31)
    )
    over = replace(running, promotion_id="b", title="Old", ends=date(2026, 10, 2))
    answer = answer_promotions([running, over], date(2026, 11, 21))
    assert answer.text == "15% off jackets with the code DRY15, until 31 December 2026."
    assert answer_promotions([over], date(2026, 11, 21)).text == (
        "There is no promotion at the moment."
    )
    assert "2026年12月31日" in answer_promotions([running], date(2026, 11, 21), "zh").text


@pytest.mark.parametrize(
    ("count", "language", "text"),
    [
        (6, "en", "There are only 6 on the list; which one do you mean?"),
        (1, "en", "There is only one on the list; which one do you mean?"),
        (0, "en", "Nothing is on the list yet; which one do you mean?"),
        (6, "zh", "列表里只有6款，请问您指的是哪一款？"),
    ],
)
def test_what_is_not_on_the_list_is_asked_for(count, language, text):
    assert answer_not_shown(count, language).text == text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How much is it and does it have a hood?", ("It costs $89", "listed as hooded")),
        ("what is it made of, and is it waterproof?", ("made of nylon", "listed as waterproof")),
        ("what is it made of but is it waterproof", ("made of nylon", "listed as waterproof")),
        ("is it waterproof and can it sing?", ("listed as waterproof", "does not say the rest")),
        ("多少钱？防水吗？", ("现价$89", "标明防水")),
    ],
)
def test_all_that_a_question_joins_is_answered(question, told):
    language = "en" if question.isascii() else "zh"
    text = answer_about(question, [FELLSIDE], replace(REQUEST, language=language)).text
    assert all(each in text for each in told), text


def test_a_question_about_several_is_answered_for_each_of_them():
    four = [FELLSIDE, NAVY_SHELL, CAIRN, PLAIN]
    text = answer_about("are they waterproof?", four, REQUEST).text
    assert "Fellside Jacket and Cairn Storm Jacket: Yes, it is listed as waterproof." in text
    assert f"Plain Parka: {UNSAID}" in text
    assert answer_about("can they sing?", four, REQUEST).text == UNSAID


def test_what_the_glossary_knows_is_answered_in_chinese_too():
    mug = replace(PLAIN, attributes={"feature": ("dishwasher-safe",)})
    assert "洗碗机" in answer_about("能放进洗碗机吗？", [mug], replace(REQUEST, language="zh")).text


def test_measurements_and_weight_are_told_where_they_are_listed():
    vase = replace(PLAIN, attributes={"dimensions": ("14 cm high",), "weight": ("900 g",)})
    assert "14 cm high" in answer_about("what are the measurements", [vase], REQUEST).text
    assert "900 g" in answer_about("how heavy is it?", [vase], REQUEST).text
    assert answer_about("how tall is it?", [PLAIN], REQUEST).text == UNSAID


def test_who_only_names_a_thing_is_told_nothing_of_it():
    assert answer_about("the waterproof one please", [FELLSIDE], REQUEST).fields == ()
    assert answer_about("the price of the waterproof one", [FELLSIDE], REQUEST).fields


def test_the_rest_of_a_question_is_asked_of_the_one_that_is_most():
    four = [FELLSIDE, NAVY_SHELL, CAIRN, PLAIN]
    text = answer_about("which is the cheapest and is it packable?", four, REQUEST, (), four).text
    assert (
        text == "Drizzle Pack-Away Shell is the cheapest, at $64.50. Yes, it is listed as packable."
    )
