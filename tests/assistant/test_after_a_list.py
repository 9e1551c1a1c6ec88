"""What comes after a list: more of it, other conditions, nothing left."""

from tests.fakes.shop import reply_to


def test_nothing_in_the_range_names_the_nearest_and_stays_near_it(shop, session):
    reply = reply_to(shop, session, "tents under $20")
    assert "$48" in reply.text
    assert {float(ranked.item.price.amount) for ranked in reply.items} == {48.0}


def test_what_is_not_carried_is_said_and_then_forgotten(shop, session):
    reply = reply_to(shop, session, "do you have a submarine?")
    assert "submarine" in reply.text
    assert not reply.items
    again = reply_to(shop, session, "a waterproof tent")
    assert again.items
    assert "submarine" not in again.intent.request


def test_what_refines_what_is_not_carried_lists_no_other_things(shop, session):
    reply_to(shop, session, "do you have a submarine?")
    refined = reply_to(shop, session, "not in leather")
    assert "submarine" in refined.text
    assert not refined.items
    assert reply_to(shop, session, "something for my uncle then").items


def test_a_condition_added_after_more_may_bring_back_what_was_seen(shop, session):
    first = reply_to(shop, session, "show me jackets")
    reply_to(shop, session, "show me others")
    colour = first.items[0].item.values("colour")[0]
    again = reply_to(shop, session, f"in {colour}")
    fitting = [
        ranked.item.item_id for ranked in first.items if colour in ranked.item.values("colour")
    ]
    assert set(fitting) <= {ranked.item.item_id for ranked in again.items}


def test_more_brings_other_products_and_not_the_same_in_another_colour(shop, session):
    first = reply_to(shop, session, "jackets", k=2)
    more = reply_to(shop, session, "show me more", k=2)
    seen = {each.item.family_id for each in first.items}
    assert more.items
    assert seen.isdisjoint(each.item.family_id for each in more.items)


def test_whom_the_last_thing_was_for_hides_nothing_that_is_for_no_one(shop, session):
    assert "women" in str(reply_to(shop, session, "women's jackets").intent.constraints)
    reply = reply_to(shop, session, "tents")
    assert {r.item.category[-1] for r in reply.items} == {"Tents"}
    assert not reply.intent.constraints.on("audience")
    assert reply_to(shop, session, "undo").intent.constraints.on("audience")


def test_when_all_products_were_seen_come_their_other_versions_and_then_the_end(shop, session):
    first = reply_to(shop, session, "gilets", k=1)
    assert len(first.items) == 1
    versions = reply_to(shop, session, "show me more", k=50)
    assert "other versions" in versions.text
    assert versions.items
    assert {r.item.family_id for r in versions.items} == {first.items[0].item.family_id}
    assert first.items[0].item.item_id not in {r.item.item_id for r in versions.items}
    end = reply_to(shop, session, "show me more", k=50)
    assert "nothing more to show" in end.text
    again = reply_to(shop, session, "I need a gilet", k=50)
    assert "nothing more" not in again.text
    assert {r.item.item_id for r in again.items} >= {first.items[0].item.item_id}


def test_what_was_seen_already_is_not_said_to_be_too_dear(shop, session):
    reply_to(shop, session, "gilets under $60", k=50)
    assert "nearest" not in reply_to(shop, session, "show me more", k=50).text


def test_where_nothing_else_alike_meets_all_of_it_the_nearest_are_shown(shop, session):
    only = reply_to(shop, session, "black running shoes in size 42 under $100")
    assert len(only.items) == 1
    likes = reply_to(shop, session, "first one. more like it", k=3)
    assert "come nearest" in likes.text
    assert len(likes.items) == 3
    assert only.items[0].item.item_id not in {r.item.item_id for r in likes.items}
    assert {r.item.category[-1] for r in likes.items} == {"Running Shoes"}


def test_where_all_that_fits_was_turned_down_the_nearest_are_shown(shop, session):
    only = reply_to(shop, session, "black running shoes in size 42 under $100")
    assert len(only.items) == 1
    reply = reply_to(shop, session, "I don't like the first one")
    assert "turned down. These come nearest." in reply.text
    assert reply.items
    assert only.items[0].item.item_id not in {r.item.item_id for r in reply.items}
    assert {r.item.category[-1] for r in reply.items} == {"Running Shoes"}


def test_something_more_of_it_does_not_show_the_same_again(shop, session):
    first = reply_to(shop, session, "jackets").items[1].item
    reply = reply_to(shop, session, "I like the second one, have you something warmer?")
    assert reply.items
    assert first.family_id not in {ranked.item.family_id for ranked in reply.items}


def test_what_is_turned_down_and_spoken_of_is_not_shown_again(shop, session):
    first = reply_to(shop, session, "jackets").items[0].item
    reply = reply_to(shop, session, "not that first one, she owns it already")
    assert first.item_id not in {ranked.item.item_id for ranked in reply.items}
    assert first.title not in reply.text


def test_who_points_at_the_whole_list_hears_none_of_it_again(shop, session):
    reply_to(shop, session, "waterproof jackets")
    text = reply_to(shop, session, "these are too expensive, show me cheaper ones").text
    assert "The first one" not in text
    assert "The second one" not in text


def test_what_goes_with_an_item_is_of_other_kinds_and_leaves_the_search_as_it_was(shop, session):
    tents = reply_to(shop, session, "tents")
    beside = reply_to(shop, session, "what goes with the first one?")
    uses = set(tents.items[0].item.values("activity"))
    assert beside.items
    assert all(uses & set(each.item.values("activity")) for each in beside.items)
    assert "Tents" not in {each.item.category[-1] for each in beside.items}
    assert beside.intent.constraints == tents.intent.constraints


def test_too_dear_of_the_cheapest_is_said_once_and_then_the_cheapest_will_do(shop, session):
    reply_to(shop, session, "tents")
    replies = [reply_to(shop, session, "cheaper") for _ in range(4)]
    reply = next(each for each in replies if "nearest" in each.text)
    nearest = [bound.bound for bound in reply.intent.constraints.on("price")]
    assert nearest == [min(ranked.item.price.amount for ranked in reply.items)]
    assert "nearest" not in reply_to(shop, session, "in any colour").text


def test_what_nothing_has_is_said_once_and_then_only_recalled(shop, session):
    reply_to(shop, session, "running shoes")
    first = reply_to(shop, session, "in a skinny fit")
    assert "skinny" in first.text
    assert "As before" not in first.text
    again = reply_to(shop, session, "under $160")
    assert again.text.startswith("Here are")
    assert "As before, “skinny fit” is left out." in again.text
    assert "As before" not in reply_to(shop, session, "any fit is fine").text


def test_a_thing_is_what_its_title_says(shop, session):
    reply = reply_to(shop, session, "a quiet keyboard")
    assert "Quiet" in reply.items[0].item.title
    assert all("Quiet" in ranked.item.title for ranked in reply.items)


def test_whom_it_is_given_keeps_what_is_sought(shop, session):
    first = reply_to(shop, session, "帐篷")
    given = reply_to(shop, session, "打算送给我爸")
    assert {r.item.category[-1] for r in given.items} <= {r.item.category[-1] for r in first.items}
    assert given.intent.request == first.intent.request


def test_cheaper_of_another_kind_is_held_against_no_price_shown(shop, session):
    reply_to(shop, session, "running shoes")
    socks = reply_to(shop, session, "any cheaper socks to match?")
    assert not socks.intent.constraints.on("price")
    reply_to(shop, session, "running shoes")
    assert reply_to(shop, session, "cheaper shoes").intent.constraints.on("price")


def test_a_count_is_called_as_it_was_said(shop, session):
    reply = reply_to(shop, session, "三人座的沙发")
    assert "三人座的" in reply.text
