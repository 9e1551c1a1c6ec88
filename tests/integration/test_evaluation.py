"""``aisle eval all --quick`` on the demo shop: a few minutes, one page, nothing left out."""

import io
import json
import os
from pathlib import Path

import pytest
from rich.console import Console

from assistant.settings import LanguageModel, Settings
from eval.registry import EVALUATIONS
from ui.commands.demo import make_demo_shop
from ui.commands.evaluating import evaluate_all
from ui.commands.measuring import Outlet

pytestmark = [pytest.mark.slow, pytest.mark.models]


@pytest.fixture(scope="module")
def home():
    """The demo shop of the tests' own, which the browser's tests use too."""
    models = Path(os.environ.get("AISLE_HOME", ".aisle")).resolve() / "models"
    own = models.parent / "browser-test"
    own.mkdir(parents=True, exist_ok=True)
    models.mkdir(exist_ok=True)
    if not (own / "models").exists():
        (own / "models").symlink_to(models)
    settings = Settings(_env_file=None, home=own, llm=LanguageModel.NONE)
    make_demo_shop(settings, Console(file=io.StringIO()))
    return own


def test_all_of_it_in_its_quick_form(home, tmp_path):
    outlet = Outlet(Console(file=io.StringIO(), width=120), out=tmp_path)
    evaluate_all(outlet, quick=True, data=home)
    quick = {name for name, each in EVALUATIONS.items() if each.quick is not None}
    assert {path.stem for path in tmp_path.glob("*.json")} == quick
    page = (tmp_path / "index.html").read_text("utf-8")
    assert all(f'<section id="{name}">' in page for name in quick)
    for name in quick:
        report = json.loads((tmp_path / f"{name}.json").read_text("utf-8"))
        assert {"data", "models", "seed"} <= report["facts"].keys()
        assert report["command"]
        assert report["machine"]
    dialogues = json.loads((tmp_path / "dialogues.json").read_text("utf-8"))["figures"]
    assert dialogues["all.success"] > 0.9
    assert dialogues["leaks"] == 0
    systems = json.loads((tmp_path / "systems.json").read_text("utf-8"))["figures"]
    assert systems["ahead_of.langchain.ndcg_at_6.low"] > 0
    assert systems["ahead_of.random.success.low"] > 0
