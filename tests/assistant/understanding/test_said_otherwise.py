"""Values said in other words than the shop's: what a thing does, smells of, or is bought for."""

import pytest

from assistant.intent import Describe, Exclude, Prefer, Require, Set
from assistant.understanding.readers.grammar import Grammar
from retrieval.vocabulary import Vocabulary
from tests.fakes.understanding import moment

GRAMMAR = Grammar()
FEATURES = (
    "rfid-blocking",
    "microwave-safe",
    "oven-safe",
    "machine-washable",
    "backlit",
    "handcrafted",
    "silent",
)
SHOP = Vocabulary(
    categories=dict.fromkeys(("wallets", "bowls", "keyboards", "soap", "drills", "clocks"), 9),
    attributes={
        "feature": dict.fromkeys((*FEATURES, "wireless"), 4),
        "scent": {"lavender": 4, "fig": 3},
        "colour": {"lavender": 5, "copper": 4, "silver": 4},
        "occasion": {"gift": 9},
    },
    coverage={
        "feature": dict.fromkeys(("wallets", "bowls", "keyboards", "soap", "clocks"), 9),
        "occasion": dict.fromkeys(("wallets", "bowls", "soap"), 9),
    },
    currency="USD",
)


def read(text):
    found = set()
    for operation in GRAMMAR.read(moment(text, vocabulary=SHOP)).operations:
        match operation:
            case Prefer(preference):
                found |= {("wish", value) for value in preference.values or (preference.text,)}
            case Set(constraint) | Require(constraint) | Exclude(constraint):
                kind = "not" if isinstance(operation, Exclude) else constraint.field
                found |= {(kind, value) for value in constraint.values}
            case Describe(words):
                found.add(("words", words))
            case _:
                pass
    return found


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("wallets that block RFID", "rfid-blocking"),
        ("a wallet with RFID protection", "rfid-blocking"),
        ("bowls, they must survive the microwave", "microwave-safe"),
        ("a bowl that can handle the microwave", "microwave-safe"),
        ("能进微波炉的碗", "microwave-safe"),
        ("a bowl made by hand", "handcrafted"),
        ("a keyboard with a backlight", "backlit"),
        ("键盘，带背光的", "backlit"),
        ("a clock that doesn't tick", "silent"),
    ],
)
def test_feature_said_by_what_a_thing_does(text, feature):
    assert ("feature", feature) in read(text)


def test_smell_turned_down_is_a_scent_and_no_colour():
    assert ("not", "lavender") in read("soap, no lavender smell please")
    assert not any(kind == "colour" for kind, _ in read("soap with a lavender scent"))


@pytest.mark.parametrize(
    "text",
    ["something for my sister's birthday", "secret santa, max 20", "室友过生日，送什么好"],
)
def test_feast_somebody_is_given_something_for_wishes_for_gifts(text):
    assert ("wish", "gift") in read(text)


@pytest.mark.parametrize("text", ["birthday soap", "a birthday clock"])
def test_feast_that_names_a_thing_wishes_for_nothing(text):
    assert ("wish", "gift") not in read(text)


def test_word_that_only_elsewhere_says_a_value_stays_in_the_request():
    assert ("words", "cordless drill") in read("cordless drill")


def test_either_of_two_that_will_do_is_asked_for():
    assert read("soap, copper 或者 silver 都行") >= {("colour", "copper"), ("colour", "silver")}


def test_smell_said_in_chinese_is_a_scent():
    assert ("scent", "lavender") in read("薰衣草味的香皂")


@pytest.mark.parametrize(
    "text", ["a bowl, oven and microwave safe", "bowls safe for oven and microwave"]
)
def test_all_a_thing_is_safe_for_is_asked_for(text):
    assert read(text) >= {("feature", "oven-safe"), ("feature", "microwave-safe")}
