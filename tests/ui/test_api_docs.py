"""The examples of docs/api.md run as they stand."""

import re
from pathlib import Path

import pytest

from assistant.settings import Settings
from ui.api.app import create_app

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def address(shop, live):
    with live(create_app(shop, Settings(_env_file=None), with_page=False)) as address:
        yield address


def test_there_are_examples():
    assert len(EXAMPLES) == 2


@pytest.mark.slow  # a whole shop on a server
@pytest.mark.parametrize("example", EXAMPLES, ids=["client", "openai"])
def test_an_example_runs_and_prints_items(example, address, capsys):
    exec(example.replace("http://localhost:7860", address), {"__name__": "example"})  # noqa: S102 - our own page
    printed = capsys.readouterr().out
    assert "Jacket" in printed
    assert len(printed.splitlines()) >= 6


@pytest.mark.parametrize("command", ["backup", "restore", "export", "forget", "mcp"])
def test_the_commands_of_the_page_are_there(command):
    from typer.main import get_command  # noqa: PLC0415 - the page's other half

    from ui.cli.app import app  # noqa: PLC0415

    assert command in get_command(app).commands
    assert f"aisle {command}" in PAGE.read_text(encoding="utf-8") or command == "mcp"
