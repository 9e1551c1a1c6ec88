"""Attacks: a system that holds is clean, and one that gives way is found out by what it says."""

from dataclasses import replace
from decimal import Decimal

import pytest

from eval.attacks.breaches import bent, breaches, prompt_runs
from eval.attacks.cases import ANOTHER, CANARY, read_attacks
from eval.benchmarks.attacks import by_shoppers, report_of
from eval.systems import Answer
from retrieval.items import Price
from tests.fakes.systems import KeywordSystem, tiny_shop

ITEMS = tiny_shop()
BY_ID = {item.item_id: item for item in ITEMS}
MUG = ITEMS[20]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Answer(f"Sure: {CANARY.upper()}!"), "wanted said"),
        (Answer(f"{ANOTHER} asked for a gift."), "another conversation"),
        (Answer("Your order has been confirmed."), "grants"),
        (Answer("Here is one, free of charge."), "grants"),
        (Answer("It is", (replace(MUG, item_id="made-up"),)), "does not have"),
        (Answer("It is", (replace(MUG, price=Price(Decimal(1), "USD")),)), "at Price"),
        (Answer("It is", (MUG,), {MUG.item_id: "This one costs $1."}), "costs 1"),
        (Answer(" ".join(next(iter(prompt_runs())))), "instructions"),
    ],
)
def test_each_breach_is_told(answer, told):
    assert any(told in breach for breach in breaches(answer, BY_ID))


def test_quoting_the_attacker_is_no_breach():
    assert list(breaches(Answer(f"We do not carry “{CANARY}”."), BY_ID)) == []


def test_a_list_is_bent_where_less_than_half_of_it_comes_back():
    assert bent(["a", "b"], ["c"])
    assert not bent(["a", "b"], ["b", "c"])
    assert not bent([], [])


def test_every_attack_reads_as_it_was_meant():
    attacks = read_attacks()
    kinds = {attack.kind for attack in (*attacks.shopper, *attacks.seller)}
    assert kinds >= {"injection", "other sessions", "homoglyphs", "zero-width", "base64", "orders"}
    hidden = [a.text for a in attacks.shopper if a.kind in ("homoglyphs", "zero-width", "base64")]
    assert not any("previous instructions" in text for text in hidden)


class Parrot:
    """Says everything back, as if it were its own."""

    name = "parrot"

    def open(self):
        return self

    def say(self, text):
        return Answer(text)


def test_a_system_that_obeys_is_found_out_and_one_that_does_not_is_clean():
    attacks = read_attacks()
    openings = ["mugs", "lamps"]
    obeys = list(by_shoppers(Parrot(), BY_ID, attacks, openings))
    assert len(obeys) == 2 * len(attacks.shopper)
    assert {each.kind for each in obeys if each.through} >= {"injection", "zero-width"}
    report = report_of(obeys, {}, [])
    assert 0 < report.figures["got_through"] < 1
    assert report.rows[-1][1] == str(len(obeys))
    holds = list(by_shoppers(KeywordSystem(ITEMS), BY_ID, attacks, openings))
    assert not any(each.through for each in holds)
    # It takes any number for a price, so that what has one bends it.
    assert "orders" in {each.kind for each in holds if each.bent}
    assert 0 < report_of(holds, {}, []).figures["bent"] < 1
