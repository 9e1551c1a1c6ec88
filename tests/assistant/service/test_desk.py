import pytest

from assistant.dialogue import Role as Speaker
from assistant.reply import Outcome
from assistant.service.conversations import Status, UnknownConversationError
from assistant.service.desk import AWAY, LIVE, TakenError
from assistant.service.notices import QUEUE
from assistant.service.people import Role
from assistant.service.reasons import Reason, reason_of
from retrieval.demo_shop.catalogue import demo_items
from tests.fakes.service import PASSWORD, open_desk, turned
from tests.fakes.shop import open_shop

FEW = [item for item in demo_items() if item.category[-1] in ("Jackets & Coats", "Tents")]


@pytest.fixture
def desk(service):
    return service.desk


@pytest.fixture
def maya(service):
    return service.people.add("Maya", PASSWORD, Role.LEAD)


@pytest.fixture
def jonas(service):
    return service.people.add("Jonas", PASSWORD, Role.AGENT)


@pytest.fixture
def waiting(memory, desk):
    session = memory.open().session_id
    desk.turned(turned(session, "talk to a person", Outcome.HANDED_OVER))
    return desk.waiting()[0]


def test_a_request_for_a_person_waits_with_its_reason_and_keeps_its_place(memory, desk, clock):
    first, second = memory.open().session_id, memory.open().session_id
    desk.turned(turned(first, "my parcel is damaged, a person please", Outcome.HANDED_OVER))
    clock.forward(minutes=1)
    desk.turned(turned(second, "talk to a person", Outcome.HANDED_OVER))
    clock.forward(minutes=1)
    desk.turned(turned(first, "hello? a person!", Outcome.HANDED_OVER))
    assert [c.session_id for c in desk.waiting()] == [first, second]
    assert [c.reason for c in desk.waiting()] == [Reason.DAMAGED, Reason.ASKED]


def test_the_reference_tells_nothing_of_the_session(waiting):
    assert waiting.ref not in waiting.session_id
    assert len(waiting.ref) >= 12


def test_what_is_taken_is_attended_until_it_is_given_back(desk, waiting, maya):
    assert desk.attended_by(waiting.session_id) is None
    taken = desk.take(waiting.ref, maya.agent_id)
    assert (taken.status, taken.agent) == (Status.AGENT, "Maya")
    assert desk.attended_by(waiting.session_id) == "Maya"
    assert desk.waiting() == []
    assert desk.give_back(waiting.ref).status is Status.ASSISTANT
    assert desk.attended_by(waiting.session_id) is None


def test_only_a_lead_may_take_from_a_colleague(desk, waiting, maya, jonas):
    desk.take(waiting.ref, maya.agent_id)
    with pytest.raises(TakenError, match="Maya has"):
        desk.take(waiting.ref, jonas.agent_id)
    assert desk.take(waiting.ref, jonas.agent_id, from_others=True).agent == "Jonas"


def test_an_agent_who_is_away_leaves_nobody_waiting_in_silence(service, desk, waiting, maya, clock):
    service.people.sign_in("Maya", PASSWORD)
    desk.take(waiting.ref, maya.agent_id)
    clock.now += AWAY * 0.9
    assert desk.attended_by(waiting.session_id) == "Maya"
    clock.now += AWAY * 0.2
    assert desk.attended_by(waiting.session_id) is None
    assert desk.waiting()[0].reason is Reason.AGENT_LEFT


def test_who_signs_out_leaves_what_they_had(desk, waiting, maya):
    desk.take(waiting.ref, maya.agent_id)
    assert desk.leave_all(maya.agent_id) == [waiting.ref]
    assert desk.waiting()[0].ref == waiting.ref


def test_live_is_what_was_active_or_is_held(memory, desk, maya, clock):
    old, held = memory.open().session_id, memory.open().session_id
    desk.turned(turned(old))
    desk.turned(turned(held))
    desk.take(desk.of_session(held).ref, maya.agent_id)
    clock.now += LIVE * 2
    assert [c.session_id for c in desk.live()] == [held]


def test_every_change_counts_up_and_wakes(memory, desk, maya):
    session = memory.open().session_id
    heard = []
    leave = desk.notices.listen(session, lambda: heard.append("session"))
    desk.notices.listen(QUEUE, lambda: heard.append("queue"))
    revisions = []
    for change in (
        lambda: desk.turned(turned(session)),
        lambda: desk.turned(turned(session, "a person", Outcome.HANDED_OVER)),
        lambda: desk.take(desk.of_session(session).ref, maya.agent_id),
        lambda: desk.changed(session),
        lambda: desk.give_back(desk.of_session(session).ref),
    ):
        change()
        revisions.append(desk.of_session(session).revision)
        assert heard[-2:] == ["session", "queue"]
    assert revisions == sorted(set(revisions))
    leave()
    heard.clear()
    desk.changed(session)
    assert heard == ["queue"]


def test_forgetting_a_session_takes_everything_along(service, memory, desk, waiting):
    service.journal.note(waiting.session_id, "Maya", "call back")
    service.journal.rate(waiting.session_id, 1, liked=True)
    memory.forget(waiting.session_id)
    assert desk.waiting() == []
    assert service.journal.notes(waiting.session_id) == []
    assert service.journal.ratings(waiting.session_id) == {}
    with pytest.raises(UnknownConversationError):
        desk.conversation(waiting.ref)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("my tent arrived broken, let me talk to someone", Reason.DAMAGED),
        ("I want a refund, get me a person", Reason.RETURN),
        ("where is my order? a human please", Reason.ORDER),
        ("I was charged twice", Reason.PAYMENT),
        ("this is useless, a person now", Reason.UNHAPPY),
        ("can I talk to a person", Reason.ASKED),
        ("转人工，我要退货", Reason.RETURN),
    ],
)
def test_reasons(said, reason):
    assert reason_of(said, was_unanswered=False) is reason


def test_a_question_left_open_is_a_reason_of_its_own():
    assert reason_of("a person then", was_unanswered=True) is Reason.UNANSWERED


@pytest.fixture(scope="module")
def staffed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shop")
    from datetime import UTC, datetime  # noqa: PLC0415

    service = open_desk(folder, lambda: datetime.now(UTC))
    shop = open_shop(folder, FEW, attendance=service.desk)
    yield shop, service, service.people.add("Maya", PASSWORD, Role.LEAD)
    shop.close()
    service.close()


def say(shop, session, text):
    return list(shop.respond(session, text))[-1].reply


@pytest.mark.slow
def test_the_assistant_calls_a_person_and_is_silent_while_one_is_there(staffed):
    shop, service, maya = staffed
    session = shop.open_session()
    say(shop, session, "waterproof jacket under $120")
    called = say(shop, session, "I want to talk to a person")
    assert called.outcome is Outcome.HANDED_OVER
    assert "called a colleague" in called.text
    ref = service.desk.of_session(session).ref
    service.desk.take(ref, maya.agent_id)
    before = len(shop.dialogue(session))
    passed = say(shop, session, "actually in green, not blue")
    assert passed.attended_by == "Maya"
    assert passed.items == ()
    assert passed.currency == "USD"
    assert len(shop.dialogue(session)) == before + 1, "the assistant said nothing"
    assert any("green" in c.values for c in shop.state(session).intent.constraints)
    place = shop.say_as_agent(session, "Maya", "Hello", shown=[FEW[0].item_id])
    spoken = shop.dialogue(session).turns[place]
    assert (spoken.role, spoken.name, spoken.text) == (Speaker.AGENT, "Maya", "Hello")
    service.desk.give_back(ref)
    assert say(shop, session, "show me jackets").attended_by is None


@pytest.mark.slow
def test_lists_are_kept_as_they_were_shown(staffed):
    shop, service, _ = staffed
    session = shop.open_session()
    reply = say(shop, session, "waterproof jacket")
    kept = service.desk.lists(session)[1]
    assert kept.trade_off == 0.3
    assert [i.item_id for i in kept.items] == [r.item.item_id for r in reply.items]
    assert kept.items[0].contributions.keys() == reply.items[0].contributions.keys()


def test_a_draft_for_the_agent_changes_nothing(staffed):
    shop, _, _ = staffed
    session = shop.open_session()
    say(shop, session, "tents")
    before = (shop.state(session), shop.dialogue(session))
    assert shop.draft(session).items
    assert (shop.state(session), shop.dialogue(session)) == before


def test_a_draft_for_who_asked_for_a_person_goes_on_with_what_was_sought(staffed):
    shop, _, _ = staffed
    session = shop.open_session()
    say(shop, session, "I want to talk to a person")
    assert shop.draft(session).text == "Hello, how can I help you?"
    say(shop, session, "tents")
    say(shop, session, "I want to talk to a person")
    assert "tent" in shop.draft(session).text


def test_without_anybody_the_assistant_promises_nobody(tmp_path, service):
    shop = open_shop(tmp_path, FEW, attendance=service.desk)
    session = shop.open_session()
    assert "called a colleague" not in say(shop, session, "I want to talk to a person").text
    shop.close()
