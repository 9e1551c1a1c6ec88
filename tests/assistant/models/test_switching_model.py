import threading
import time

import pytest

from assistant.models.chat_model import ChatModelUnavailableError, ChatRequest, Readiness
from assistant.models.switching import Backend, StartCancelledError, SwitchingChatModel
from tests.fakes.chat_models import AnsweringChatModel

REQUEST = ChatRequest("i", "c", 5, 1.0)


def eventually(condition, seconds=5.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.01)


class Backends:
    """Starts fake models, each alive until told to die, once the gate is open."""

    def __init__(self, *, gate_open=True):
        self.gate = threading.Event()
        if gate_open:
            self.gate.set()
        self.models = []
        self.dead = set()

    def start(self, starting):
        starting.say("Loading.")
        while not self.gate.is_set():
            starting.pause(0.01)
        number = len(self.models)
        model = AnsweringChatModel(lambda _: f"model {number}")
        self.models.append(model)
        return Backend(model, is_alive=lambda: number not in self.dead)


@pytest.fixture
def opened():
    made = []

    def make(start, **options):
        made.append(SwitchingChatModel("fake", start, **options))
        return made[-1]

    yield make
    for model in made:
        model.close()


def test_it_is_warming_at_once_and_switches_over_when_the_model_runs(opened):
    backends = Backends(gate_open=False)
    model = opened(backends.start)
    eventually(lambda: model.status().detail == "Loading.")
    assert model.status().readiness is Readiness.WARMING
    with pytest.raises(ChatModelUnavailableError, match="Loading"):
        model.complete(REQUEST)
    (answer,) = model.complete_each([REQUEST])
    assert isinstance(answer, ChatModelUnavailableError)
    backends.gate.set()
    assert model.wait_until_settled(5).readiness is Readiness.READY
    assert model.complete(REQUEST) == "model 0"
    assert model.complete_each([REQUEST, REQUEST]) == ["model 0", "model 0"]


def test_a_start_that_fails_is_told_and_final(opened):
    attempts = []

    def fail(_):
        attempts.append(1)
        raise ChatModelUnavailableError("The file is damaged; fetch it again.")

    model = opened(fail)
    status = model.wait_until_settled(5)
    assert status.readiness is Readiness.UNAVAILABLE
    assert status.detail == "The file is damaged; fetch it again."
    assert attempts == [1]


@pytest.mark.slow
def test_a_model_that_dies_is_started_again(opened):
    backends = Backends()
    model = opened(backends.start)
    model.wait_until_settled(5)
    backends.dead.add(0)
    eventually(lambda: len(backends.models) == 2 and model.status().readiness is Readiness.READY)
    assert model.complete(REQUEST) == "model 1"
    assert backends.models[0].closed


def test_a_model_that_keeps_dying_is_left_alone(opened):
    backends = Backends()
    backends.dead.update(range(10))
    model = opened(backends.start, restarts=2)
    eventually(lambda: model.status().readiness is Readiness.UNAVAILABLE)
    assert "died 3 times" in model.status().detail
    assert len(backends.models) == 3
    assert all(each.closed for each in backends.models)


def test_closing_stops_the_model_and_the_thread(opened):
    backends = Backends()
    model = opened(backends.start)
    model.wait_until_settled(5)
    model.close()
    assert backends.models[0].closed
    assert not model._keeper.is_alive()
    assert model.status().readiness is Readiness.UNAVAILABLE
    with pytest.raises(ChatModelUnavailableError, match="closed"):
        model.complete(REQUEST)


def test_closing_while_it_starts_cancels_the_start(opened):
    cancelled = threading.Event()

    def start(starting):
        try:
            starting.pause(60)
        except StartCancelledError:
            cancelled.set()
            raise

    model = opened(start)
    model.close()
    assert cancelled.is_set()
    assert not model._keeper.is_alive()


def test_a_model_that_comes_up_after_the_close_is_closed(opened):
    gate = threading.Event()
    late = AnsweringChatModel(lambda _: "late")

    def start(_):
        gate.wait(5)
        return Backend(late, is_alive=lambda: True)

    model = opened(start)
    closing = threading.Thread(target=model.close)
    closing.start()
    eventually(lambda: model.status().readiness is Readiness.UNAVAILABLE)
    gate.set()
    closing.join()
    assert late.closed


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_start_with_a_defect_does_not_leave_people_waiting(opened):
    def broken(_):
        raise RuntimeError("a defect")

    model = opened(broken)
    assert model.wait_until_settled(5).readiness is Readiness.UNAVAILABLE
