"""The judge: needs, ledger, admissions and findings, each by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest

from eval.simulator.admissions import admits_nothing_fits, names_obstacle
from eval.simulator.checks import Asked as AskedBefore
from eval.simulator.checks import Flaw, Moment, amounts_in, findings
from eval.simulator.ledger import Ledger
from eval.simulator.needs import CostsAtMost, HasValue, LacksValue, NotOfBrand, OfKind
from eval.simulator.nouns import Kind, common_kinds, head, kinds_of
from eval.simulator.phrases_en import EnglishPhrases
from eval.simulator.shop import Shop, ShopError
from eval.simulator.utterance import Expected, Move, Utterance
from eval.systems import Answer, Asked
from retrieval.items import Availability
from tests.fakes.retrieval import make_item
from tests.fakes.systems import tiny_shop, vocabulary_of

JACKETS = ("Clothing", "Jackets & Coats")
NAVY = make_item(
    "n",
    "Fell Rain Jacket, Navy",
    brand="Tarn",
    category=JACKETS,
    price=80,
    attributes={"colour": ("navy",), "feature": ("waterproof",), "material": ("merino wool",)},
)
JACKET = OfKind(Kind("jacket", "jacket"), JACKETS, frozenset({JACKETS}))
PLAIN = Utterance("words", Move.ADD, seeks=True, meant="words")
ITEMS = tiny_shop()
SHOP = Shop(ITEMS, vocabulary_of(ITEMS))
RED_MUG = SHOP.items["mug-0-red"]  # $20, Ashwick or another, handmade


@pytest.mark.parametrize(
    ("need", "broken", "surely"),
    [
        (HasValue("colour", ("navy",)), False, True),
        (HasValue("colour", ("blue",)), False, False),  # a shade of it: neither certain
        (HasValue("colour", ("red", "navy")), False, True),
        (HasValue("colour", ("red",)), True, False),
        (HasValue("material", ("wool",)), False, False),
        (HasValue("feature", ("breathable",)), True, False),
        (HasValue("audience", ("women",)), False, False),  # marked for nobody
        (LacksValue("colour", "navy"), True, False),
        (LacksValue("colour", "blue"), False, False),
        (LacksValue("colour", "red"), False, True),
        (CostsAtMost(Decimal(80)), False, False),
        (CostsAtMost(Decimal(80), below=True), True, False),
        (CostsAtMost(Decimal(81)), False, True),
        (CostsAtMost(Decimal(79)), True, False),
        (NotOfBrand("TARN"), True, False),
        (NotOfBrand("Other"), False, True),
        (JACKET, False, True),
        (OfKind(Kind("coat", "coat"), JACKETS, frozenset({JACKETS})), False, False),
        (OfKind(Kind("jacket", "jacket"), ("Pets",), frozenset({("Pets",)})), False, False),
        (OfKind(Kind("mug", "mug"), ("Kitchen",), frozenset({("Kitchen",)})), True, False),
        (OfKind(None, ("Kitchen",), frozenset({("Kitchen",)})), True, False),
    ],
)
def test_a_need_is_broken_or_met_only_beyond_doubt(need, broken, surely):
    assert need.broken_by(NAVY) is broken
    assert need.surely_met_by(NAVY) is surely


def test_imitations_and_other_audiences_do_not_pass():
    bag = make_item("b", attributes={"material": ("vegan leather",), "audience": ("men",)})
    assert HasValue("material", ("leather",)).broken_by(bag)
    assert HasValue("audience", ("women",)).broken_by(bag)
    assert not HasValue("audience", ("women",)).broken_by(
        replace(bag, attributes={"audience": ("women", "men")})
    )
    assert not HasValue("audience", ("women",)).broken_by(
        replace(bag, attributes={"audience": ("unisex",)})
    )
    assert CostsAtMost(Decimal(5)).broken_by(replace(bag, price=None))


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Fellside 3-Layer Rain Jacket, Navy", ["fellside", "layer", "rain", "jacket"]),
        ("Hiking Jacket with Storm Hood", ["hiking", "jacket"]),
        ("Everyday Yoga Mat 6 mm", ["everyday", "yoga", "mat"]),
        ("Linen Cushion 45 x 45, Rust", ["linen", "cushion"]),
    ],
)
def test_a_head_is_what_stands_before_the_details(title, words):
    assert head(title) == words


def test_kinds_are_shared_nouns_and_keep_the_plural_of_titles():
    boots = [make_item(f"b{n}", f"Name{n} Trail Boots", category=("Shoes",)) for n in range(4)]
    lone = make_item("x", "Solitary Gizmo", category=("Shoes",))
    bed = make_item("d", "Donut Dog Bed", category=("Pets", "Dogs"))
    common = common_kinds([*boots, lone, bed])
    assert set(common) == {"boot", "trail boot"}
    assert [kind.name for kind in kinds_of(boots[0], common)] == ["trail boot", "boot"]
    assert all(kind.is_plural for kind in kinds_of(boots[0], common))
    assert kinds_of(lone, common) == []
    assert kinds_of(bed, common) == []
    beds = [make_item(name, f"{name} Bed", category=("Beds",)) for name in ("A", "B", "C", "D")]
    common = common_kinds([*beds, bed])
    assert [kind.name for kind in kinds_of(bed, common)] == ["dog bed"]
    assert [kind.name for kind in kinds_of(beds[0], common)] == ["bed"]


def test_the_ledger_replaces_adds_withdraws_and_undoes():
    red, navy = HasValue("colour", ("red",)), HasValue("colour", ("navy",))
    dry, light = HasValue("feature", ("waterproof",)), HasValue("feature", ("lightweight",))
    ledger = Ledger().said(red, dry).said(navy).said(light, CostsAtMost(Decimal(9)))
    assert set(ledger.needs) == {dry, navy, light, CostsAtMost(Decimal(9))}
    assert ledger.undone().needs == (dry, navy)
    assert set(ledger.undone().undone().needs) == {red, dry}
    assert ledger.said(CostsAtMost(Decimal(7))).needs[-1] == CostsAtMost(Decimal(7))
    assert ledger.said(LacksValue("colour", "navy")).undone() == replace(ledger, known=ledger.known)
    assert ledger.withdrawn("colour").needs == (dry, light, CostsAtMost(Decimal(9)))
    assert "colour" in ledger.withdrawn("colour").known
    assert Ledger().undone() == Ledger()


@pytest.mark.parametrize(
    ("text", "admits"),
    [
        ("Nothing up to $40 fits the rest; the nearest is $64.", True),
        ("We don't carry that.", True),
        ("没有符合条件的商品。", True),
        ("Here are six jackets under $80, none of them navy.", False),
        ("Here are six mugs, none by Ashwick.", False),
    ],
)
def test_admissions(text, admits):
    assert admits_nothing_fits(text) is admits


def test_an_obstacle_is_named_by_value_bound_or_kind():
    needs = (JACKET, CostsAtMost(Decimal("40.00")), HasValue("colour", ("navy",)))
    for text in ("Nothing up to $40.", "None in navy.", "We have no jackets."):
        assert names_obstacle(text, needs)
    assert not names_obstacle("Sorry, nothing.", needs)


def flaws(answer, **fields):
    said = fields.pop("said", PLAIN)
    return [f.flaw for f in findings(answer, Moment(said, **fields), SHOP)]


def test_a_clean_answer_has_no_findings():
    ledger = Ledger().said(CostsAtMost(Decimal(25)))
    answer = Answer("Here.", (RED_MUG,), {RED_MUG.item_id: "It costs $20, $5 under your $25."})
    assert flaws(answer, ledger=ledger) == []


def test_a_broken_condition_is_a_violation_unless_it_is_admitted():
    ledger = Ledger().said(HasValue("colour", ("green",)), CostsAtMost(Decimal(15)))
    assert flaws(Answer("Here.", (RED_MUG,)), ledger=ledger) == [Flaw.VIOLATION] * 2
    admitted = Answer("Nothing up to $15 in green; the nearest:", (RED_MUG,))
    assert flaws(admitted, ledger=ledger) == [Flaw.ALTERNATIVES] * 2


def test_an_item_turned_down_or_of_another_kind_is_seen():
    turned_down = Ledger().without_item(RED_MUG.item_id)
    assert flaws(Answer("Here.", (RED_MUG,)), ledger=turned_down) == [Flaw.VIOLATION]
    wants = Ledger().said(OfKind(Kind("lamp", "lamp"), ("L",), frozenset({("L",)})))
    assert flaws(Answer("Here.", (RED_MUG,)), ledger=wants) == [Flaw.OFF_KIND]


def test_items_in_view_are_not_judged_again_when_nothing_new_was_sought():
    ledger = Ledger().said(HasValue("colour", ("green",)))
    asks = replace(PLAIN, move=Move.ASK, seeks=False)
    in_view = frozenset({RED_MUG.item_id})
    assert flaws(Answer("Yes.", (RED_MUG,)), said=asks, ledger=ledger, in_view=in_view) == []
    assert flaws(Answer("Yes.", (RED_MUG,)), said=asks, ledger=ledger) == [Flaw.VIOLATION]


def test_a_false_denial_is_one_that_the_catalogue_refutes():
    fits = Ledger().said(HasValue("colour", ("red",)), CostsAtMost(Decimal(25)))
    assert flaws(Answer("Nothing in red under $25."), ledger=fits) == [Flaw.FALSE_DENIAL]
    nothing = Ledger().said(CostsAtMost(Decimal(5)))
    assert flaws(Answer("Nothing up to $5."), ledger=nothing) == []
    shown = fits.passing_over(i.item_id for i in ITEMS)
    assert flaws(Answer("There is nothing more in red."), ledger=shown) == []


def test_no_items_without_a_reason_is_a_dead_end_and_no_words_at_all_are_empty():
    ledger = Ledger().said(CostsAtMost(Decimal(5)))
    assert flaws(Answer("Sorry!"), ledger=ledger) == [Flaw.DEAD_END]
    assert flaws(Answer(""), ledger=ledger) == [Flaw.EMPTY_REPLY]
    asks = Answer("", question=Asked("Which colour?", "colour"))
    assert flaws(asks, ledger=ledger) == []
    assert flaws(Answer("Two weeks."), said=replace(PLAIN, seeks=False), ledger=ledger) == []


def test_a_question_about_what_was_said_waved_away_withdrawn_or_asked_is_repeated():
    question = Answer("", question=Asked("Which colour?", "colour"))
    said = Ledger().said(LacksValue("colour", "red"))
    assert flaws(question, ledger=said) == [Flaw.REPEATED_QUESTION]
    assert flaws(question, ledger=Ledger().waved_away("colour")) == [Flaw.REPEATED_QUESTION]
    assert flaws(question, ledger=said.withdrawn("colour")) == [Flaw.REPEATED_QUESTION]
    before = AskedBefore().also(Answer("", question=Asked("Any colour in mind?", "colour")))
    assert flaws(question, ledger=Ledger(), asked=before) == [Flaw.REPEATED_QUESTION]
    nameless = Answer("", question=Asked("Which colour ?", ""))
    assert flaws(nameless, ledger=Ledger(), asked=AskedBefore().also(question)) == [
        Flaw.REPEATED_QUESTION
    ]
    assert flaws(question, ledger=Ledger()) == []


def test_asking_which_kind_is_fair_while_several_categories_are_left():
    ledger = Ledger().said(JACKET)
    question = Answer("", question=Asked("What kind?", "category"))
    assert flaws(question, ledger=ledger, narrow=True) == [Flaw.REPEATED_QUESTION]
    assert flaws(question, ledger=ledger, narrow=False) == []


def test_facts_and_prices_are_held_against_the_catalogue():
    dearer = replace(RED_MUG, price=replace(RED_MUG.price, amount=Decimal(19)))
    assert flaws(Answer("Here.", (dearer,)), ledger=Ledger()) == [Flaw.WRONG_FACT]
    gone = replace(RED_MUG, availability=Availability.OUT_OF_STOCK)
    assert flaws(Answer("Here.", (gone,)), ledger=Ledger()) == [Flaw.WRONG_FACT]
    stranger = replace(RED_MUG, item_id="made-up")
    assert flaws(Answer("Here.", (stranger,)), ledger=Ledger()) == [Flaw.UNKNOWN_ITEM]
    claims = Answer("Here.", (RED_MUG,), {RED_MUG.item_id: "Only $19!"})
    assert flaws(claims, ledger=Ledger()) == [Flaw.WRONG_FACT]


def test_amounts_are_read_with_signs_and_words():
    assert amounts_in("$1,299.50 or 20 dollars, 4.5 stars, 30美元") == [
        Decimal("1299.50"),
        Decimal(20),
        Decimal(30),
    ]


def test_what_was_asked_of_an_item_must_be_answered_and_true():
    asks = replace(PLAIN, seeks=False)
    price = replace(asks, expected=Expected(price_of=RED_MUG))
    assert flaws(Answer("It costs $20."), said=price, ledger=Ledger()) == []
    assert flaws(Answer("Good choice!"), said=price, ledger=Ledger()) == [Flaw.NOT_ANSWERED]
    has = replace(asks, expected=Expected(value_of=RED_MUG, value="handmade", has=True))
    assert flaws(Answer("Yes, it is."), said=has, ledger=Ledger()) == []
    assert flaws(Answer("No, it is not."), said=has, ledger=Ledger()) == [Flaw.WRONG_FACT]
    assert flaws(Answer("The listing does not say."), said=has, ledger=Ledger()) != []
    lacks = replace(asks, expected=Expected(value_of=RED_MUG, value="waterproof", has=False))
    assert flaws(Answer("Yes."), said=lacks, ledger=Ledger()) == [Flaw.WRONG_FACT]
    assert flaws(Answer("The listing does not say."), said=lacks, ledger=Ledger()) == []


def test_others_asked_for_must_be_others():
    more = replace(PLAIN, expected=Expected(not_again=frozenset({RED_MUG.item_id})))
    assert flaws(Answer("More.", (RED_MUG,)), said=more, ledger=Ledger()) == [Flaw.SHOWN_AGAIN]
    all_seen = Answer("There are no others like that.", (RED_MUG,))
    assert Flaw.SHOWN_AGAIN not in flaws(all_seen, said=more, ledger=Ledger())


def test_a_shop_with_nothing_for_sale_is_refused():
    gone = make_item("x", availability=Availability.OUT_OF_STOCK)
    with pytest.raises(ShopError, match="in stock and priced"):
        Shop([gone, make_item("y", price=None)], vocabulary_of([gone]))


def test_a_shopper_speaks_of_shorts_in_the_plural_and_puts_what_to_avoid_last():
    shorts = [make_item(n, f"{n} Running Short", category=("S",)) for n in ("A", "B", "C", "D")]
    kind = kinds_of(shorts[0], common_kinds(shorts))[1]
    needs = (LacksValue("colour", "red"), HasValue("audience", ("women",)))
    phrase = EnglishPhrases().thing(OfKind(kind, ("S",), frozenset({("S",)})), needs, "")
    assert phrase == "shorts for women, not red"
