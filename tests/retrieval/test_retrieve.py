import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.constraints import Preference
from retrieval.query import Leg, Query
from retrieval.retrieve import Retriever
from tests.fakes.indexed_shop import SAID, Shop, a_shop, cheaper_than, of_colour, photo


@pytest.fixture
def shop():
    return Shop()


def test_words_and_meaning_find_together(shop):
    best = shop.retriever.retrieve(Query("red jacket"))[0]
    assert best.item.item_id == "red-jacket"
    assert best.fused == 1
    assert best.similarity[Leg.LEXICAL] == 1
    assert 0.5 < best.similarity[Leg.TEXT] <= 1


def test_a_photo_finds_look_alikes_by_the_image_leg_alone(shop):
    found = shop.retriever.retrieve(Query(photo=photo("green"), k=3))
    assert {c.item.item_id for c in found} == {"green-jacket", "green-mug", "green-tent"}
    assert {leg for c in found for leg in c.similarity} == {Leg.IMAGE}


def test_a_photo_with_words_asks_every_leg(shop):
    best = shop.retriever.retrieve(Query("tent", photo=photo("blue")))[0]
    assert best.item.item_id == "blue-tent"
    assert set(best.similarity) == {Leg.TEXT, Leg.LEXICAL, Leg.IMAGE}


def test_more_like_these_leaves_these_out(shop):
    found = shop.ids(similar_to=("red-mug",))
    assert "red-mug" not in found
    assert found[0] in {"red-jacket", "red-tent", "green-mug", "blue-mug", "white-mug"}
    assert len(found) == 11


def test_more_like_several_lies_between_them(shop):
    index = shop.open_index(Leg.IMAGE, "b1")
    vectors = index.vectors(["red-mug", "green-tent"])
    between = sum(vectors.values()) / np.linalg.norm(sum(vectors.values()))
    found = shop.retriever.retrieve(Query(similar_to=("red-mug", "green-tent")))
    for candidate in found:
        own = index.vectors([candidate.item.item_id])[candidate.item.item_id]
        assert candidate.similarity[Leg.IMAGE] == pytest.approx(float(own @ between), abs=1e-5)


def test_more_like_something_unknown_finds_nothing(shop):
    assert shop.ids(similar_to=("sold-long-ago",)) == []


def test_browsing_gives_the_most_popular(shop):
    found = shop.retriever.retrieve(Query(k=4))
    assert [c.item.item_id for c in found] == [
        "blue-tent",
        "green-tent",
        "red-tent",
        "white-tent",
    ]
    assert [c.fused for c in found] == sorted((c.fused for c in found), reverse=True)
    assert found[0].fused == 1
    assert all(c.similarity == {} for c in found)


def test_what_the_shopper_would_like_is_looked_for_and_what_not_is_not(shop):
    wishes = (Preference("green", SAID), Preference("jacket", SAID, averse=True))
    assert shop.ids("mug", preferences=wishes)[0] == "green-mug"
    assert shop.text.encoded[-1] == "mug green"


def test_wishes_alone_are_words_enough(shop):
    assert shop.ids(preferences=(Preference("blue tent", SAID),))[0] == "blue-tent"


@pytest.mark.slow
@given(
    text=st.sampled_from(["", "red", "jacket", "green mug", "zzz"]),
    seen=st.none() | st.sampled_from(["red", "blue"]),
    like=st.sampled_from([(), ("red-mug",), ("blue-tent", "red-mug")]),
    most=st.sampled_from([5, 50, 100, 500]),
    exclude=st.frozensets(st.sampled_from([item.item_id for item in a_shop()])),
    k=st.integers(1, 20),
)
def test_answers_obey_and_no_match_is_lost(*, text, seen, like, most, exclude, k):
    shop = Shop()
    constraints = cheaper_than(most)
    found = shop.ids(
        text,
        photo=photo(seen) if seen else None,
        constraints=constraints,
        similar_to=like,
        exclude_item_ids=exclude,
        k=k,
    )
    allowed = {i.item_id for i in shop.items if constraints.allow(i)} - exclude - set(like)
    assert len(found) == len(set(found)) == min(k, len(allowed))
    assert set(found) <= allowed


def test_excluded_items_do_not_use_up_the_list(shop):
    red = frozenset({"red-jacket", "red-mug", "red-tent"})
    found = shop.ids("red", exclude_item_ids=red, k=9)
    assert len(found) == 9
    assert not red & set(found)


def test_nothing_allowed_is_an_empty_answer(shop):
    assert shop.ids("jacket", constraints=cheaper_than(1)) == []


def test_stages_are_timed(shop):
    shop.ids("jacket")
    assert [stage for stage, _ in shop.stages] == ["filter", "encode", "search", "fetch"]
    assert all(seconds >= 0 for _, seconds in shop.stages)


def test_what_a_slip_meant_reaches_the_encoder_too(shop):
    assert shop.ids("gren jaket")[0] == "green-jacket"
    assert shop.text.encoded[-1] == "gren jaket green jacket"


def test_corrections_are_told(shop):
    assert shop.retriever.corrections("red jaket") == {"jaket": "jacket"}


@pytest.mark.parametrize("text", ["mug, not red", "a mug but no red ones", "杯子,不要红色"])
def test_what_is_refused_comes_after_everything_else(shop, text):
    found = shop.retriever.retrieve(Query(text, k=12))
    ids = [candidate.item.item_id for candidate in found]
    assert {"blue-mug", "green-mug", "white-mug"} == set(ids[:3])
    reds = [place for place, item_id in enumerate(ids) if item_id.startswith("red")]
    assert not reds or min(reds) >= len(ids) - len(reds)
    assert found[0].fused == 1
    assert [c.fused for c in found] == sorted((c.fused for c in found), reverse=True)


def test_refused_items_do_not_use_up_the_list(shop):
    assert not {"red-mug"} & set(shop.ids("mug without red", k=3))
    assert len(shop.ids("mug without red", k=3)) == 3


def test_words_of_price_and_size_are_not_looked_for(shop):
    shop.ids("red mug under fifty bucks, size M")
    assert shop.text.encoded[-1] == "red mug"


@pytest.mark.parametrize(
    ("query", "encoded"),
    [
        (Query("红色的帐篷"), "red tent"),
        (
            Query("露宿用的东西", translated="a tent for a night outside"),
            "a tent for a night outside",
        ),
        (Query("红色 mug"), "red mug"),
    ],
)
def test_an_encoder_of_english_is_asked_in_english(shop, query, encoded):
    found = shop.retriever.retrieve(query)
    assert shop.text.encoded[-1] == encoded
    assert encoded.split()[-1] in found[0].item.item_id or "tent" in found[0].item.item_id


def test_an_encoder_of_both_languages_is_asked_as_was_said(shop):
    both = Retriever(
        shop.catalogue,
        text_encoder=shop.text,
        image_encoder=None,
        open_index=shop.open_index,
        multilingual=True,
    )
    both.retrieve(Query("红色的帐篷"))
    assert shop.text.encoded[-1] == "红色的帐篷"


def test_each_leg_tells_what_it_finds_alone(shop):
    found = shop.retriever.legs(Query("red jacket", k=4))
    legs = found.pairs
    assert 0.5 < found.coverage <= 1
    assert found.rankings[Leg.LEXICAL][0] == "red-jacket"
    assert set(legs) == {Leg.TEXT, Leg.LEXICAL}
    assert all(len(pairs) <= 4 for pairs in legs.values())
    assert legs[Leg.LEXICAL][0] == ("red-jacket", 1.0)


@pytest.mark.parametrize("query", ["red jacket", "a mug, not red", "for my cousin's green tent"])
def test_the_first_few_are_the_first_of_many(shop, query):
    many = shop.ids(query, k=12)
    assert [shop.ids(query, k=k) for k in (1, 3, 8)] == [many[:k] for k in (1, 3, 8)]


def test_where_all_found_is_refused_it_is_still_answered(shop):
    reds = of_colour("red")
    found = shop.retriever.retrieve(Query("a mug, not red", constraints=reds))
    assert {c.item.item_id for c in found} == {"red-jacket", "red-mug", "red-tent"}
    assert [c.fused for c in found] == sorted((c.fused for c in found), reverse=True)
