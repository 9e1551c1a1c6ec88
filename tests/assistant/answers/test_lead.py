from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answers.lead import (
    lead_found,
    lead_handoff,
    lead_popular,
    lead_reference,
)
from assistant.answers.nouns import plural, singular
from assistant.intent import Intent
from retrieval.constraints import Constraint, Constraints, Operator, Source
from tests.fakes.listing import (
    CAIRN,
    FELLSIDE,
    LIST,
    NAVY_SHELL,
    REQUEST,
    at_most,
    ranked,
    required,
    ruled_out,
)

JACKETS = ranked(FELLSIDE, CAIRN)


def asking(*constraints, request="jacket", **more):
    return Intent(request=request, constraints=Constraints(constraints), **more)


@pytest.mark.parametrize(
    ("intent", "said"),
    [
        (REQUEST, "Here are two waterproof jackets under $120, none of them black."),
        (asking(), "Here are two jackets."),
        (asking(at_most("119")), "Here are two jackets up to $119."),
        (
            asking(
                Constraint("price", Operator.AT_LEAST, Source(0, "from 50"), bound=Decimal(50)),
                at_most("150"),
            ),
            "Here are two jackets between $50 and $150.",
        ),
        (
            asking(Constraint("rating", Operator.AT_LEAST, Source(0, "4+"), bound=Decimal("4.5"))),
            "Here are two jackets rated 4.5 or more.",
        ),
        (asking(ruled_out("brand", "acme")), "Here are two jackets, none by Acme."),
        (
            asking(ruled_out("colour", "black", "red"), ruled_out("material", "leather")),
            "Here are two jackets, none of them black or red and none in leather.",
        ),
        (
            asking(required("category", "clothing > jackets & coats"), request=""),
            "Here are two jackets & coats.",
        ),
        (asking(request="a present for my aunt"), "Here are two jackets & coats."),
        (replace(REQUEST, language="zh"), "为您找到2款防水、$120以内的商品，都不是黑色。"),
        (
            replace(REQUEST, photo_id="p1"),
            (
                "Here are two waterproof jackets like the one in your photo under $120, "
                "none of them black."
            ),
        ),
    ],
)
def test_the_lead_says_what_was_found_in_the_shoppers_terms(intent, said):
    assert lead_found(intent, JACKETS) == said


def test_a_list_of_one_is_spoken_of_as_one():
    assert lead_found(REQUEST, JACKETS[:1]) == (
        "Here is one waterproof jacket under $120, not black."
    )


def test_a_mixed_list_quotes_the_request():
    mixed = ranked(FELLSIDE, replace(NAVY_SHELL, category=("Home", "Lamps")))
    assert lead_found(asking(request="a present for my aunt"), mixed) == (
        "Here are two picks for “a present for my aunt”."
    )


def test_what_not_every_item_meets_is_not_claimed():
    assert "waterproof" not in lead_found(REQUEST, LIST)
    assert "black" in lead_found(REQUEST, LIST)


def test_nothing_found_is_not_a_lead():
    with pytest.raises(ValueError, match="nothing was found"):
        lead_found(REQUEST, [])


def test_a_reference_is_named_by_place_and_title():
    assert lead_reference(REQUEST, FELLSIDE, 2) == (
        "The second one, Fellside Jacket, comes in forest green and costs $89."
    )
    assert lead_reference(replace(REQUEST, language="zh"), FELLSIDE, 2) == (
        "第二款是Fellside Jacket，墨绿色，售价$89。"
    )
    bare = replace(FELLSIDE, price=None, attributes={})
    assert lead_reference(REQUEST, bare, 11) == "The one at 11 is Fellside Jacket."
    with pytest.raises(ValueError, match="from 1"):
        lead_reference(REQUEST, FELLSIDE, 0)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_handoff_pretends_nothing(language):
    text = lead_handoff(language)
    assert "can't" in text or "不能" in text
    assert "colleague" in text or "同事" in text


def test_popular_items_are_introduced_as_rated_not_as_sold():
    assert lead_popular(asking(), JACKETS) == "Here are two jackets that shoppers rate highly."
    assert lead_popular(asking(), LIST) == "Here are four jackets to start with."
    assert lead_popular(asking(), JACKETS[:1]) == "Here is one jacket that shoppers rate highly."


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("jacket", "jackets"),
        ("dress", "dresses"),
        ("watch", "watches"),
        ("scarf", "scarves"),
        ("body", "bodies"),
        ("toy", "toys"),
        ("box", "boxes"),
    ],
)
def test_nouns_go_both_ways(one, many):
    assert plural(one) == many
    assert singular(many) == one


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("boots", "pair of boots"),
        ("jackets & coats", "pick from jackets & coats"),
        ("picks", "pick"),
        ("phone cases", "phone case"),
        ("rain boots", "pair of rain boots"),
        ("picks from lighting", "pick from lighting"),
    ],
)
def test_one_of_several(many, one):
    assert singular(many) == one
