from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reply import Outcome
from assistant.service.figures import Share, figures
from assistant.service.people import Role
from assistant.service.reasons import Reason
from tests.fakes.service import PASSWORD, turned


@pytest.fixture
def week(service, memory, clock):
    """Four conversations: two contained, one that waited and was served, one that waits."""
    desk = service.desk
    maya = service.people.add("Maya", PASSWORD, Role.LEAD)
    happy, lacking, served, waits = (memory.open().session_id for _ in range(4))
    desk.turned(turned(happy))
    service.journal.rate(happy, 1, liked=True)
    for said in ("kayak", "Kayaks"):
        desk.turned(turned(lacking, said, Outcome.NOT_CARRIED, missing=(said,)))
    desk.turned(turned(lacking, "?", Outcome.UNANSWERED, turn=5))
    service.journal.rate(lacking, 1, liked=False)
    desk.turned(turned(served, "tents", Outcome.NOTHING_FITS, missing=("tents", "under $20")))
    desk.turned(turned(served, "kayak", Outcome.NOT_CARRIED, missing=("kayak",)))
    desk.turned(turned(served, "my parcel is broken", Outcome.HANDED_OVER))
    clock.forward(seconds=90)
    desk.take(desk.of_session(served).ref, maya.agent_id)
    desk.turned(turned(waits, "a person", Outcome.HANDED_OVER))
    return figures(service.engine, clock() - timedelta(days=7))


def test_containment_satisfaction_and_waiting(week):
    assert week.conversations == 4
    assert week.contained == Share(2, 4)
    assert week.satisfied == Share(1, 2)
    assert week.waited == 90
    assert dict(week.reasons) == {Reason.DAMAGED: 1, Reason.ASKED: 1}


def test_gaps_are_counted_in_conversations_one_or_many_alike(week):
    first, second = week.gaps
    assert (first.wanted, first.is_carried, first.times, first.conversations) == (
        ("kayak",), False, 3, 2,
    )  # fmt: skip
    assert (second.wanted, second.is_carried) == (("tents", "under $20"), True)


def test_an_open_question_is_told_by_its_place(week):
    assert week.unanswered_count == 1
    assert week.unanswered[0].turn == 4


@pytest.mark.usefixtures("week")
def test_what_was_before_the_period_is_left_out(service, clock):
    clock.forward(days=8)
    assert figures(service.engine, clock() - timedelta(days=7)).conversations == 0


def test_the_interval_is_wilsons():
    low, high = Share(8, 10).interval
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert Share(0, 0).value is None
    assert Share(0, 0).interval is None


@settings(deadline=None)
@given(st.integers(1, 500), st.data())
def test_the_interval_holds_the_share(whole, data):
    share = Share(data.draw(st.integers(0, whole)), whole)
    low, high = share.interval
    assert 0 <= low <= share.value + 1e-12
    assert share.value <= high + 1e-12
    assert high <= 1
