import pytest

from assistant.service.passwords import Cost, WeakPasswordError, hash_password, is_password
from assistant.service.people import (
    IDLE,
    LOCKED,
    TRIES,
    AgentError,
    LockedError,
    RefusedError,
    Role,
)
from tests.fakes.service import CHEAP, PASSWORD


@pytest.fixture
def maya(service):
    return service.people.add("Maya", PASSWORD, Role.LEAD)


def fail(service, name, times=1):
    for _ in range(times):
        with pytest.raises(RefusedError):
            service.people.sign_in(name, "wrong password!")


def test_a_hash_is_salted_and_says_how_it_was_made():
    one, other = hash_password(PASSWORD, CHEAP), hash_password(PASSWORD, CHEAP)
    assert one != other
    assert one.startswith("scrypt$16$1$1$")
    assert PASSWORD not in one
    assert is_password(PASSWORD, one)
    assert not is_password(PASSWORD + " ", one)


def test_the_default_cost_takes_32_megabytes():
    cost = Cost()
    assert 128 * cost.n * cost.r == 32 * 2**20


@pytest.mark.parametrize("password", ["short", "x" * 257])
def test_a_password_too_short_or_too_long_is_refused(service, password):
    with pytest.raises(WeakPasswordError, match="12 to 256"):
        service.people.add("Maya", password, Role.AGENT)


def test_a_sign_in_is_found_by_its_token_alone(service, maya):
    token, sign_in = service.people.sign_in("  MAYA ", PASSWORD)
    assert sign_in.agent == maya
    assert service.people.signed_in(token) == sign_in
    assert service.people.signed_in(token[:-1]) is None
    service.people.sign_out(token)
    assert service.people.signed_in(token) is None


@pytest.mark.usefixtures("maya")
def test_the_token_itself_is_not_stored(service, tmp_path):
    token, _ = service.people.sign_in("Maya", PASSWORD)
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("sessions.sqlite*"))
    assert token.encode() not in stored
    assert PASSWORD.encode() not in stored


@pytest.mark.usefixtures("maya")
def test_an_idle_sign_in_ends_and_a_used_one_lasts(service, clock):
    token, _ = service.people.sign_in("Maya", PASSWORD)
    for _ in range(3):
        clock.now += IDLE * 0.9
        assert service.people.signed_in(token) is not None
    clock.now += IDLE * 1.1
    assert service.people.signed_in(token) is None
    clock.now -= IDLE
    assert service.people.signed_in(token) is None, "it was ended, not only refused"


@pytest.mark.usefixtures("maya")
@pytest.mark.parametrize("name", ["Maya", "nobody"])
def test_too_many_failures_lock_a_name_whether_anybody_has_it_or_not(service, clock, name):
    fail(service, name, TRIES)
    with pytest.raises(LockedError, match="Wait"):
        service.people.sign_in(name, PASSWORD)
    clock.now += LOCKED * 1.01
    if name == "Maya":
        assert service.people.sign_in(name, PASSWORD)[0]
    else:
        fail(service, name)


@pytest.mark.usefixtures("maya")
def test_one_name_locked_leaves_the_others_alone_and_success_begins_anew(service):
    service.people.add("Jonas", PASSWORD, Role.AGENT)
    fail(service, "Maya", TRIES)
    assert service.people.sign_in("Jonas", PASSWORD)
    fail(service, "Jonas", TRIES - 1)
    assert service.people.sign_in("Jonas", PASSWORD)
    fail(service, "Jonas", TRIES - 1)
    assert service.people.sign_in("Jonas", PASSWORD)


def test_names_are_told_apart_without_case_and_must_be_free(service, maya):
    with pytest.raises(AgentError, match="already"):
        service.people.add("maya", PASSWORD, Role.AGENT)
    with pytest.raises(AgentError, match="1 to 60"):
        service.people.add("  ", PASSWORD, Role.AGENT)
    assert service.people.all() == [maya]


@pytest.mark.usefixtures("maya")
def test_a_change_signs_out_everywhere(service):
    token, _ = service.people.sign_in("Maya", PASSWORD)
    assert service.people.change("maya", role=Role.AGENT).role is Role.AGENT
    assert service.people.signed_in(token) is None
    service.people.change("maya", active=False)
    fail(service, "Maya")
    with pytest.raises(RefusedError):
        service.people.sign_in("Maya", PASSWORD)
    assert not service.people.is_staffed()
    with pytest.raises(AgentError, match="no agent"):
        service.people.change("nobody", active=True)
