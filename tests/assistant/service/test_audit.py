import stat

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from assistant.service.audit import Audit, audit_key


@pytest.fixture
def audit(service):
    for number in range(1, 6):
        service.audit.note("Maya", "noted", f"ref-{number}", characters=str(number))
    return service.audit


def meddle(service, *statements):
    """Change the log as somebody with the database in their hands could."""
    with service.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER IF EXISTS service_audit_no_update"))
        connection.execute(text("DROP TRIGGER IF EXISTS service_audit_no_delete"))
        for statement in statements:
            connection.execute(text(statement))


def test_entries_come_newest_first_and_the_log_is_whole(audit):
    assert [entry.seq for entry in audit.entries()] == [5, 4, 3, 2, 1]
    assert [entry.seq for entry in audit.entries(before=4, limit=2)] == [3, 2]
    assert audit.entries()[0].detail == {"characters": "5"}
    assert audit.verify().entries == 5
    assert audit.verify().broken_at is None


def test_an_empty_log_is_whole(service):
    assert service.audit.verify().broken_at is None


@pytest.mark.parametrize(
    "doing", ["UPDATE service_audit SET agent = 'x'", "DELETE FROM service_audit"]
)
@pytest.mark.usefixtures("audit")
def test_the_database_itself_refuses_changes(service, doing):
    with pytest.raises(DatabaseError, match="only grows"), service.engine.begin() as connection:
        connection.execute(text(doing))


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE service_audit SET agent = 'Jonas' WHERE seq = 3", 3),
        ("UPDATE service_audit SET detail = '{}' WHERE seq = 1", 1),
        ("DELETE FROM service_audit WHERE seq = 2", 3),
        ("DELETE FROM service_audit WHERE seq = 5", 5),
        ("DELETE FROM service_audit", 1),
        ("DELETE FROM service_audit_head", 6),
        ("UPDATE service_audit SET seal = (SELECT seal FROM service_audit WHERE seq = 1)", 2),
    ],
)
def test_tampering_shows(service, audit, statement, broken_at):
    meddle(service, statement)
    assert audit.verify().broken_at == broken_at


def test_an_end_cut_off_shows_even_where_the_last_seal_was_set_back(service, audit):
    meddle(
        service,
        "DELETE FROM service_audit WHERE seq = 5",
        "UPDATE service_audit_head SET seq = 4, "
        "seal = (SELECT seal FROM service_audit WHERE seq = 4)",
    )
    assert audit.verify().broken_at == 5


@pytest.mark.usefixtures("audit")
def test_another_key_fits_nothing(service):
    assert Audit(service.engine, b"other", service.now).verify().broken_at == 1


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path):
    path = tmp_path / "new" / "audit.key"
    key = audit_key(path)
    assert len(key) == 32
    assert audit_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@given(
    st.lists(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text()), max_size=5)
)
@settings(
    max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@pytest.mark.slow
def test_whatever_is_noted_comes_back_and_fits(service, details):
    details = [{name: value.replace("\x00", "") for name, value in d.items()} for d in details]
    before = service.audit.verify().entries
    for detail in details:
        # Names that `note` takes itself are no details.
        service.audit.note("Maya", "noted", "", **{f"x_{name}": v for name, v in detail.items()})
    newest = list(reversed(service.audit.entries(limit=len(details) or 1)))[: len(details)]
    if details:
        assert [dict(e.detail) for e in newest] == [
            {f"x_{name}": v for name, v in d.items()} for d in details
        ]
    assert service.audit.verify().entries == before + len(details)
    assert service.audit.verify().broken_at is None
