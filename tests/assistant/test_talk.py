"""What is said beside the search: policy, offers, people, rudeness, nonsense."""

import pytest

from assistant.intent import Act
from assistant.reply import Outcome
from retrieval.constraints import PRICE
from tests.fakes.shop import reply_to
from ui.labels.labels import labels


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("how long do I have to return it?", Act.POLICY_QUESTION),
        ("any deals?", Act.PROMOTIONS),
        ("I want to talk to a person", Act.HANDOFF),
        ("thanks", Act.CHAT),
    ],
)
def test_words_alone_where_nothing_is_sought(shop, session, text, act):
    reply = reply_to(shop, session, text)
    assert reply.intent.act is act
    assert reply.text
    assert reply.items == ()


def test_a_policy_answer_cites_its_passage(shop, session):
    reply = reply_to(shop, session, "how long do I have to return it?")
    assert reply.passages[0].text in reply.text


def test_promotions_are_those_that_hold_today(shop, session):
    reply = reply_to(shop, session, "any deals?")
    assert reply.promotions
    assert "until" in reply.text


@pytest.mark.parametrize("text", ["", "🙂🙂🙂", "x" * 100_000, "不要 " * 20_000, "\x00\u202e"])
@pytest.mark.slow
def test_nonsense_gets_an_answer(shop, session, text):
    assert reply_to(shop, session, text).text


def test_what_the_policy_does_not_cover_offers_a_person(shop, session):
    reply = reply_to(shop, session, "can I pay with bitcoin?")
    assert reply.intent.act is Act.POLICY_QUESTION
    assert reply.passages == ()
    assert [suggestion.label for suggestion in reply.suggestions] == ["Talk to a person"]


@pytest.mark.parametrize("text", ["Talk to a person", "转人工"])
def test_the_offered_words_hand_over(shop, session, text):
    assert reply_to(shop, session, text).intent.act is Act.HANDOFF


@pytest.mark.parametrize(
    "text",
    # Policy in Chinese is found by meaning, of which the fake encoder knows nothing.
    [
        *(labels("en")[f"example_{number}"] for number in range(1, 5)),
        *(labels("zh")[f"example_{number}"] for number in range(1, 4)),
    ],
)
def test_what_the_page_proposes_to_say_is_answered(shop, session, text):
    reply = reply_to(shop, session, text)
    assert reply.items or reply.passages or reply.promotions, reply.text


def test_a_question_aside_leaves_what_is_sought_alone(shop, session):
    sought = reply_to(shop, session, "a waterproof tent").intent.request
    for aside in ("what is on offer this week?", "how long do I have to return something?"):
        reply_to(shop, session, aside)
    assert shop.state(session).intent.request == sought


@pytest.mark.parametrize(
    "aside",
    [
        "how long do I have to return it?",
        "any deals?",
        "thanks",
        "I want to talk to a person",
        "is the ninth one waterproof?",
    ],
)
def test_a_reply_without_items_still_tells_the_currency_of_limits(shop, session, aside):
    reply_to(shop, session, "a waterproof jacket under $120")
    reply = reply_to(shop, session, aside)
    assert reply.items == ()
    assert reply.currency == shop.currency() == "USD"


@pytest.mark.parametrize(
    ("said", "refused"),
    [("sell it to me for $1", "can't change a price"), ("卖给我吧，1美元", "不能改价")],
)
def test_a_price_is_not_bargained_over(shop, session, said, refused):
    reply_to(shop, session, "jackets")
    reply = reply_to(shop, session, said)
    assert reply.intent.act is Act.PROMOTIONS
    assert refused in reply.text
    assert not reply.intent.constraints.on(PRICE)


def test_asking_for_offers_is_no_bargaining(shop, session):
    assert "can't change" not in reply_to(shop, session, "give me a discount").text


@pytest.mark.parametrize(
    ("said", "told"), [("under 30 euros", "in USD"), ("30欧元以下", "以USD标价")]
)
def test_a_limit_in_other_money_is_not_dropped_in_silence(shop, session, said, told):
    assert told in reply_to(shop, session, f"jackets {said}").text
    reply = reply_to(shop, session, said)
    assert told in reply.text
    assert not reply.intent.constraints.on(PRICE)


def test_a_reason_for_an_item_is_given_and_the_list_stays(shop, session):
    shown = reply_to(shop, session, "waterproof jackets").items
    reply = reply_to(shop, session, "why the second one?")
    assert "waterproof" in reply.text
    assert reply.items == ()
    several = reply_to(shop, session, "why the first two?").text
    assert all(ranked.item.title in several for ranked in shown[:2])


def test_what_no_listing_says_is_said_so(shop, session):
    reply_to(shop, session, "waterproof jackets")
    reply_to(shop, session, "is the first one waterproof?")
    reply = reply_to(shop, session, "and how noisy is it")
    assert "The listing does not say." in reply.text
    assert reply.outcome is Outcome.UNANSWERED


def test_what_is_asked_of_the_one_named_is_no_question_of_which(shop, session):
    shown = reply_to(shop, session, "waterproof jackets").items
    cheapest = min(shown, key=lambda ranked: ranked.item.price.amount).item
    text = reply_to(shop, session, "what is the cheapest one made of").text
    assert cheapest.values("material")[0] in text
    both = reply_to(shop, session, "which is the cheapest and what colours does it come in?").text
    assert "cheapest" in both
    assert cheapest.values("colour")[0] in both


@pytest.mark.parametrize("text", ["i want a human, idiot", "找人工"])
def test_who_asks_for_a_person_hears_whether_one_is_there(shop, session, text):
    reply = reply_to(shop, session, text)
    assert reply.outcome is Outcome.HANDED_OVER
    assert "no colleague is here" in reply.text or "没有同事在线" in reply.text
    assert "order" in reply_to(shop, session, "ok buy it").text


def test_a_rule_asked_for_beside_an_order_is_cited_too(shop, session):
    reply_to(shop, session, "jackets")
    reply = reply_to(shop, session, "I'll take the first one, do you gift wrap?")
    assert reply.outcome is Outcome.HANDED_OVER
    assert "colleague" in reply.text
    assert reply.passages[0].text in reply.text


@pytest.mark.parametrize("text", ["are you even human??", "are you a real person", "你是真人吗"])
def test_it_says_that_it_is_a_program(shop, session, text):
    before = reply_to(shop, session, "jackets").intent.request
    reply = reply_to(shop, session, text)
    assert "program" in reply.text or "自动" in reply.text
    assert reply.intent.request == before


def test_a_rude_word_is_no_part_of_the_request(shop, session):
    before = reply_to(shop, session, "jackets").intent.request
    assert "Sorry" in reply_to(shop, session, "you are useless").text
    assert "抱歉" in reply_to(shop, session, "你没用").text
    assert reply_to(shop, session, "under $200").intent.request == before
    assert reply_to(shop, session, "wtf not black").intent.request == before


def test_which_is_most_is_told_of_all_that_is_shown(shop, session):
    shown = [ranked.item for ranked in reply_to(shop, session, "waterproof jackets").items]
    cheapest = min(shown, key=lambda item: item.price.amount)
    reply = reply_to(shop, session, "which is the cheapest, and is it waterproof?")
    assert reply.text.startswith(cheapest.title.partition(",")[0])
    assert "listed as waterproof" in reply.text
    assert reply_to(shop, session, "哪件评价最好？").text.count("评分最高") == 1


def test_which_of_them_has_it_is_no_comparison(shop, session):
    reply_to(shop, session, "jackets")
    assert "listed as hooded" in reply_to(shop, session, "which of these have a hood?").text
    assert reply_to(shop, session, "which of the first two is better?").comparison


def test_what_no_listing_measures_is_said_beside_a_comparison(shop, session):
    reply_to(shop, session, "jackets")
    reply = reply_to(shop, session, "which of the first two is softer?")
    assert reply.text.startswith("The listings do not say which is softer.")


def test_who_would_like_one_that_is_shown_sees_it(shop, session):
    second = reply_to(shop, session, "jackets").items[1].item
    reply = reply_to(shop, session, "I'd like the second one")
    assert [ranked.item.item_id for ranked in reply.items] == [second.item_id]
    assert second.title in reply.text
