"""A turn from the shopper's words to the last event."""

import io
import threading

import pytest
from PIL import Image

from assistant.dialogue import Role
from assistant.intent import Like, Remove, StartOver, Undo
from assistant.memory import UnknownSessionError
from assistant.reply import Explained, Finished, Origin, Shown
from assistant.stages import Stage
from retrieval.catalog import CatalogueEmptyError
from retrieval.constraints import PRICE
from retrieval.demo_shop.catalogue import demo_items
from retrieval.photos import PhotoError
from tests.fakes.chat_models import FailingChatModel, GatedChatModel, LyingChatModel
from tests.fakes.shop import open_shop, reply_to

FEW = [item for item in demo_items() if item.category[-1] == "Jackets & Coats"]


def colours(reply):
    return {colour for ranked in reply.items for colour in ranked.item.values("colour")}


def png(colour="green", size=(64, 64)):
    content = io.BytesIO()
    Image.new("RGB", size, colour).save(content, "PNG")
    return content.getvalue()


@pytest.mark.slow
def test_cards_obey_every_constraint(shop, session):
    reply = reply_to(shop, session, "I need a waterproof jacket under $120 for hiking, not black")
    assert len(reply.items) == 6
    assert all(reply.intent.constraints.allow(ranked.item) for ranked in reply.items)
    for ranked in reply.items:
        assert ranked.item.price.amount <= 120
        assert "waterproof" in ranked.item.values("feature")
    assert "black" not in colours(reply)
    assert len({ranked.item.family_id for ranked in reply.items}) == 6


def test_cheaper_and_the_second_one_in_green_are_relative_to_what_was_shown(shop, session):
    before = reply_to(shop, session, "I need a waterproof jacket under $120 for hiking, not black")
    second = before.items[1].item
    after = reply_to(shop, session, "cheaper, and what about the second one in green?")
    prices = sorted(ranked.item.price.amount for ranked in before.items)
    assert all(ranked.item.price.amount < prices[3] for ranked in after.items)
    assert all(colour in ("green", "forest green", "olive", "sage", "mint")
               for colour in colours(after))  # fmt: skip
    if second.price.amount < prices[3]:
        assert after.items[0].item.family_id == second.family_id
    assert "The second one" in after.text


def test_cards_come_before_any_sentence_and_the_end_holds_all(shop, session):
    events = list(shop.respond(session, "warm hats"))
    assert isinstance(events[0], Shown)
    assert isinstance(events[-1], Finished)
    told = [event.explanation for event in events if isinstance(event, Explained)]
    final = events[-1].reply
    assert sorted(e.item_id for e in told) == sorted(r.item.item_id for r in final.items)
    assert [e.item_id for e in final.explanations] == [r.item.item_id for r in final.items]


def test_a_turn_counts_even_if_nobody_waits_for_the_sentences(shop, session):
    stream = shop.respond(session, "tents under $200")
    next(stream)
    stream.close()
    assert shop.state(session).intent.constraints.on(PRICE)


def test_undo_and_start_over(shop, session):
    reply_to(shop, session, "red dress")
    before = shop.state(session).intent
    reply_to(shop, session, "under $60")
    undone = list(shop.tap(session, [Undo()]))[-1].reply
    assert undone.intent.constraints == before.constraints
    fresh = list(shop.tap(session, [StartOver()]))[-1].reply
    assert not fresh.intent.constraints
    assert fresh.items
    assert fresh.question is None


def test_a_removed_chip_is_gone_and_not_asked_about(shop, session):
    reply = reply_to(shop, session, "backpack under $100")
    chip = reply.intent.constraints.on(PRICE)[0]
    after = list(shop.tap(session, [Remove(chip)]))[-1].reply
    assert not after.intent.constraints.on(PRICE)
    assert after.question is None or after.question.field != PRICE


@pytest.mark.slow
def test_no_field_is_asked_about_twice_or_once_it_was_said(shop, session):
    asked = []
    for text in ("a sofa", "under $900", "blue", "a mug", "headphones", "in black"):
        reply = reply_to(shop, session, text)
        said = {constraint.field for constraint in reply.intent.constraints}
        if reply.question:
            assert reply.question.field not in said
            assert reply.question.field not in asked
            asked.append(reply.question.field)


def test_questions_about_a_shown_item_are_answered_from_its_fields(shop, session):
    shown = reply_to(shop, session, "waterproof jacket").items
    reply = reply_to(shop, session, "is the first one waterproof?")
    assert reply.intent.references == (shown[0].item.item_id,)
    assert reply.text.startswith("Yes")


def test_comparing_lays_items_side_by_side(shop, session):
    shown = reply_to(shop, session, "waterproof jacket").items
    reply = reply_to(shop, session, "compare the first and the third")
    assert reply.comparison.item_ids == (shown[0].item.item_id, shown[2].item.item_id)


def test_pointing_without_a_question_shows_what_was_pointed_at(shop, session):
    shown = reply_to(shop, session, "sneakers").items
    lowest = min(ranked.item.price.amount for ranked in shown)
    cheapest = {r.item.item_id for r in shown if r.item.price.amount == lowest}
    reply = reply_to(shop, session, "the cheapest one")
    assert {ranked.item.item_id for ranked in reply.items} == cheapest


def test_a_photo_brings_look_alikes_and_stays_for_the_next_turn(shop, session):
    reply = reply_to(shop, session, "", photo=png("green"))
    assert colours(reply) == {"green"}
    assert reply.intent.photo_id
    cheaper = reply_to(shop, session, "under $50")
    assert cheaper.intent.photo_id == reply.intent.photo_id
    assert all(ranked.item.price.amount <= 50 for ranked in cheaper.items)


def test_a_photo_is_a_subject_of_its_own_with_what_is_said_beside_it(shop, session):
    reply_to(shop, session, "a tent under $200")
    reply = reply_to(shop, session, "like this, under $60", photo=png("red"))
    assert colours(reply) == {"red"}
    assert [c.field for c in reply.intent.constraints] == [PRICE]
    assert reply.intent.constraints.all[0].bound == 60


def test_a_file_that_is_no_photo_changes_nothing(shop, session):
    with pytest.raises(PhotoError):
        list(shop.respond(session, "like this", photo=b"PK\x03\x04 a zip"))
    assert len(shop.dialogue(session)) == 0


def test_every_turn_is_remembered(shop, session):
    reply = reply_to(shop, session, "red dress")
    roles = [turn.role for turn in shop.dialogue(session)]
    assert roles == [Role.SHOPPER, Role.ASSISTANT]
    assert shop.dialogue(session).shown() == tuple(r.item.item_id for r in reply.items)


def test_sessions_do_not_see_each_other(shop):
    mine, other = shop.open_session(), shop.open_session()
    reply_to(shop, mine, "red dress under $80")
    list(shop.tap(mine, [Like("anything")]))
    assert not shop.state(other).intent.constraints
    assert len(shop.dialogue(other)) == 0
    with pytest.raises(UnknownSessionError):
        list(shop.respond("guessed", "hello"))


def test_two_tabs_at_once_lose_no_turn(shop, session):
    texts = ["red dress", "under $90", "size m", "not cotton"]
    threads = [threading.Thread(target=reply_to, args=(shop, session, text)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    said = [t.text for t in shop.dialogue(session) if t.role is Role.SHOPPER]
    assert sorted(said) == sorted(texts)


def test_the_dial_and_the_length_are_the_faces_to_set(shop, session):
    assert len(reply_to(shop, session, "jacket", k=3).items) == 3
    similar = reply_to(shop, session, "jacket", k=6, trade_off=0.0)
    relevance = [ranked.relevance for ranked in similar.items]
    assert relevance == sorted(relevance, reverse=True)


@pytest.mark.parametrize(
    "model",
    [LyingChatModel(), FailingChatModel()],
    ids=["lying", "failing"],
)
@pytest.mark.slow
def test_a_bad_model_leaves_true_sentences(tmp_path, model):
    shop = open_shop(tmp_path, FEW, model=model)
    reply = reply_to(shop, shop.open_session(), "waterproof jacket under $120")
    assert len(reply.explanations) == len(reply.items) == 6
    assert {explanation.origin for explanation in reply.explanations} == {Origin.FACTS}
    shop.close()


@pytest.mark.slow
def test_cards_do_not_wait_for_a_model(tmp_path):
    model = GatedChatModel("It costs a lot.")
    shop = open_shop(tmp_path, FEW, model=model)
    stream = shop.respond(shop.open_session(), "waterproof jacket")
    assert len(next(stream).reply.items) == 6
    model.release()
    assert isinstance(list(stream)[-1], Finished)
    shop.close()


def test_an_empty_shop_says_what_to_do(tmp_path):
    shop = open_shop(tmp_path, items=())
    with pytest.raises(CatalogueEmptyError, match="aisle index"):
        list(shop.respond(shop.open_session(), "jacket"))
    assert shop.currency() is None
    shop.close()


@pytest.mark.slow
def test_every_stage_is_timed(tmp_path):
    seen = []
    shop = open_shop(tmp_path, FEW, observe=lambda stage, seconds: seen.append((stage, seconds)))
    reply_to(shop, shop.open_session(), "jacket")
    assert {stage for stage, _ in seen} == set(Stage)
    assert all(seconds >= 0 for _, seconds in seen)
    shop.close()


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("a jacket, not sage", ("colour", "none_of", ("sage",))),
        ("a non-stick pan, not sage, please", ("colour", "none_of", ("sage",))),
        ("I want to buy a striped lamp.", ("pattern", "any_of", ("striped",))),
    ],
)
def test_a_word_with_one_meaning_here_is_a_condition(shop, session, text, condition):
    reply = reply_to(shop, session, text)
    assert condition in {(c.field, c.operator, c.values) for c in reply.intent.constraints}
    assert all(reply.intent.constraints.allow(ranked.item) for ranked in reply.items)
