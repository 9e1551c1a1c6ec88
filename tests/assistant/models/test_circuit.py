import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models.circuit import Circuit


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def circuit(clock):
    return Circuit(failures=3, rest=20, clock=clock)


def fail(circuit, times):
    for _ in range(times):
        assert circuit.admit()
        circuit.failed()


def test_a_few_failures_leave_it_closed(circuit):
    fail(circuit, 2)
    assert circuit.admit()
    assert circuit.resting() == 0


def test_failures_in_a_row_open_it_for_the_rest(circuit, clock):
    fail(circuit, 3)
    assert not circuit.admit()
    assert circuit.resting() == 20
    clock.now += 19.9
    assert not circuit.admit()


def test_a_success_between_starts_the_count_anew(circuit):
    fail(circuit, 2)
    circuit.succeeded()
    fail(circuit, 2)
    assert circuit.admit()


def test_after_the_rest_one_trial_is_let_through_and_no_second(circuit, clock):
    fail(circuit, 3)
    clock.now += 20
    assert circuit.resting() == 0
    assert circuit.admit()
    assert not circuit.admit()


def test_a_trial_that_succeeds_closes_it(circuit, clock):
    fail(circuit, 3)
    clock.now += 20
    assert circuit.admit()
    circuit.succeeded()
    assert circuit.admit()
    assert circuit.admit()


def test_a_trial_that_fails_opens_it_for_another_rest(circuit, clock):
    fail(circuit, 3)
    clock.now += 20
    assert circuit.admit()
    clock.now += 5
    circuit.failed()
    assert circuit.resting() == 20
    assert not circuit.admit()


def test_a_trial_that_never_ends_does_not_keep_it_open_for_ever(circuit, clock):
    fail(circuit, 3)
    clock.now += 20
    assert circuit.admit()
    clock.now += 20
    assert circuit.admit()


@given(st.lists(st.sampled_from(["ask well", "ask badly", "wait"]), max_size=60))
def test_it_never_rests_longer_than_told_and_admits_exactly_when_not_resting(steps):
    clock = Clock()
    circuit = Circuit(failures=2, rest=10, clock=clock)
    for step in steps:
        rest = circuit.resting()
        assert 0 <= rest <= 10
        if step == "wait":
            clock.now += 4
            continue
        assert circuit.admit() == (rest == 0)
        if rest == 0:
            circuit.succeeded() if step == "ask well" else circuit.failed()


@pytest.mark.parametrize(("failures", "rest"), [(0, 1), (1, 0), (1, -1)])
def test_senseless_limits_are_refused(failures, rest):
    with pytest.raises(ValueError, match="at least 1"):
        Circuit(failures=failures, rest=rest)
