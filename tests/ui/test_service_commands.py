import json

import pytest
from typer.testing import CliRunner

from assistant.service.people import Role
from assistant.service.reviews.files import DEMO_REVIEWS
from tests.fakes.service import PASSWORD
from ui.cli.app import app
from ui.commands.service import service_desk

pytestmark = pytest.mark.slow


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AISLE_HOME", raising=False)

    def invoke(*arguments, typed=None):
        return CliRunner().invoke(app, [*arguments, "--home", str(tmp_path)], input=typed)

    return invoke


def test_agents_are_added_listed_changed_and_noted(run, tmp_path):
    added = run("agents", "add", "Maya", "--role", "lead", "--password-stdin", typed=PASSWORD)
    assert added.exit_code == 0, added.output
    assert "Maya can sign in" in added.output
    weak = run("agents", "add", "Jonas", "--password-stdin", typed="short")
    assert weak.exit_code != 0
    typed = run("agents", "add", "Jonas", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert typed.exit_code == 0
    assert PASSWORD not in typed.output
    off = run("agents", "change", "jonas", "--off")
    assert off.exit_code == 0
    listed = json.loads(run("agents", "list", "--json").output)
    assert listed == [
        {"name": "Jonas", "role": "agent", "active": False},
        {"name": "Maya", "role": "lead", "active": True},
    ]
    whole = run("agents", "audit")
    assert "All 3 entries" in whole.output
    from assistant.settings import Settings  # noqa: PLC0415

    with service_desk(Settings(_env_file=None, home=tmp_path)) as service:
        _, sign_in = service.people.sign_in("Maya", PASSWORD)
        assert sign_in.agent.role is Role.LEAD


def test_reviews_are_brought_in_once(run, tmp_path):
    first = json.loads(run("reviews", str(DEMO_REVIEWS), "--json").output)
    assert first == {"read": 67, "new": 67, "left_out": []}
    assert "0 new reviews" in run("reviews", str(DEMO_REVIEWS)).output
    mixed = tmp_path / "mixed.jsonl"
    mixed.write_text('{"sku": "a", "text": "Good."}\n{"sku": "a"}\n')
    told = run("reviews", str(mixed))
    assert "line 2: text is missing" in told.output
