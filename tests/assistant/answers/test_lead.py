from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answers.lead import (
    lead_found,
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


def refused_as(phrase, *colours):
    return replace(ruled_out("colour", *colours), source=Source(0, phrase))


@pytest.mark.parametrize(
    ("intent", "said"),
    [
        (REQUEST, "Here are two waterproof jackets under $120, none of them black."),
        (asking(), "Here are two jackets."),
        (asking(request="jacket tall grippy"), "Here are two jackets."),
        (asking(request="jacket for dry hair"), "Here are two jackets."),
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
            asking(refused_as("not pink", "blush", "pink", "rose", "rust")),
            "Here are two jackets, none of them pink or the like.",
        ),
        (
            asking(refused_as("no tangerines", "tan", "tangerine", "rust", "orange")),
            "Here are two jackets, none of them tangerine or the like.",
        ),
        (
            asking(refused_as("synthetic", "nylon", "polyester", "acrylic", "polyamide")),
            "Here are two jackets, none of them anything synthetic.",
        ),
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
            asking(
                required("feature", "waterproof"),
                required("category", "clothing > jackets & coats"),
                request="",
                language="zh",
            ),
            "为您找到2款防水的夹克与外套。",
        ),
        (
            replace(asking(refused_as("不要粉色", "blush", "pink", "rose", "rust")), language="zh"),
            "为您找到2款商品，都不是粉色之类的。",
        ),
        (
            asking(
                required("category", "clothing > jackets & coats", "sale > jackets & coats"),
                request="",
                language="zh",
            ),
            "为您找到2款夹克与外套。",
        ),
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


def test_what_is_not_counted_has_no_plural():
    bags = ranked(*(replace(item, category=("Bags", "Luggage")) for item in (FELLSIDE, CAIRN)))
    assert lead_found(asking(request="luggage"), bags) == "Here are two picks from luggage."
    pans = ranked(
        replace(FELLSIDE, category=("Kitchen", "Pans")),
        replace(CAIRN, category=("Outdoor", "Camp Kitchen")),
    )
    assert lead_found(asking(request="kitchen"), pans) == "Here are two picks for “kitchen”."


@pytest.mark.parametrize(
    ("request_", "titles", "said"),
    [
        ("bedding", ("Oak Bedding Set", "Flannel Bedding"), "two picks for “bedding”"),
        ("bed", ("Oak Bed", "Flannel Bed"), "two beds"),
        ("bed", ("Oak Rest", "Flannel Rest"), "two picks for “bed”"),
        ("bed that creaks", ("Oak Bed", "Flannel Bed"), "two beds"),
        ("lamp limit volume", ("Safe-Volume Lamp", "Low-Volume Lamp"), "two lamps"),
    ],
)
def test_a_bed_is_counted_and_bedding_is_not(request_, titles, said):
    items = [replace(FELLSIDE, title=t, category=("Home", f"{t[:3]} & Beds")) for t in titles]
    assert lead_found(asking(request=request_), ranked(*items)) == f"Here are {said}."


def test_a_category_without_a_chinese_name_is_called_as_the_shopper_did():
    tee = Constraint("category", Operator.ANY_OF, Source(0, "T恤"), ("tops > gizmos",))
    gizmo = replace(FELLSIDE, category=("Tops", "Gizmos"))
    intent = replace(asking(tee, request=""), language="zh")
    assert lead_found(intent, ranked(gizmo)) == "为您找到1款T恤。"


@pytest.mark.parametrize(
    ("phrase", "said"),
    [("外套", "外套"), ("coats", "夹克与外套或灯具"), ("", "夹克与外套或灯具")],
)
def test_several_categories_are_called_by_the_shoppers_one_chinese_word(phrase, said):
    either = Constraint(
        "category",
        Operator.ANY_OF,
        Source(0, phrase),
        ("clothing > jackets & coats", "home > lighting"),
    )
    intent = replace(asking(either, request=""), language="zh")
    assert lead_found(intent, JACKETS) == f"为您找到2款{said}。"


@pytest.mark.parametrize(
    ("category", "said"),
    [
        ("Tables and Chairs", "two tables and chairs"),
        ("Chairs", "two chairs"),
        ("Desk & Dining Chairs", "two chairs"),
    ],
)
def test_only_what_lies_among_chairs_alone_is_called_one(category, said):
    perches = [
        replace(FELLSIDE, title=title, category=("Home", category)) for title in ("Elm", "Oak")
    ]
    assert lead_found(asking(request="chair"), ranked(*perches)) == f"Here are {said}."


def test_only_what_is_a_glove_is_called_one():
    hats = [
        replace(FELLSIDE, title=title, category=("Accessories", "Hats, Scarves & Gloves"))
        for title in ("Trail Cap", "Bucket Hat")
    ]
    said = lead_found(asking(request="something from hats scarves gloves"), ranked(*hats))
    assert said == "Here are two hats, scarves & gloves."


def test_popular_items_are_introduced_as_rated_not_as_sold():
    assert lead_popular(asking(), JACKETS) == "Here are two jackets that shoppers rate highly."
    assert lead_popular(asking(), LIST) == "Here are four jackets & coats to start with."
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


def test_a_brand_ruled_out_before_something_else_was_asked_for_is_still_so():
    jackets = replace(
        required("category", "clothing > jackets & coats"), source=Source(2, "jackets")
    )
    assert lead_found(asking(jackets, ruled_out("brand", "acme")), JACKETS).endswith(
        ", still none by Acme."
    )
    said_since = replace(ruled_out("brand", "acme"), source=Source(3, "no Acme"))
    assert lead_found(asking(jackets, said_since), JACKETS).endswith("jackets, none by Acme.")


def test_another_colour_is_not_said_to_be_the_one_pointed_at():
    english = lead_reference(REQUEST, FELLSIDE, 2, another=True)
    assert english == "The second one also comes in forest green: Fellside Jacket at $89."
    assert "第二款还有" in lead_reference(
        replace(REQUEST, language="zh"), FELLSIDE, 2, another=True
    )


def test_sizes_are_written_as_on_a_label():
    intent = asking(required("size", "m", "l", phrase="m or l"))
    assert "in size M or L" in lead_found(intent, ranked(FELLSIDE, FELLSIDE))
