"""The built widget: small, free of what a strict page forbids, and what its sources build."""

import gzip
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUNDLE = ROOT / "ui" / "static" / "aisle-widget.js"
TOOLS = ROOT / "ui" / "widget" / "node_modules"
LARGEST = 40_000


def make(*steps, **environment):
    if not TOOLS.is_dir():
        pytest.skip("the widget's tools are not installed; `make widget` installs them")
    return subprocess.run(
        [sys.executable, ROOT / "deploy" / "widget.py", *steps],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_is_small(capsys):
    plain = BUNDLE.read_bytes()
    packed = len(gzip.compress(plain, 9))
    with capsys.disabled():
        print(  # noqa: T201 - the figure is to be seen in every run
            f"\nThe widget: {len(plain):,} bytes, {packed:,} with gzip, of {LARGEST:,} at most."
        )
    assert packed < LARGEST


@pytest.mark.parametrize(
    "forbidden",
    [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "sourceMappingURL",
        "http://",
    ],
)
def test_it_does_nothing_a_strict_page_forbids(forbidden):
    text = BUNDLE.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert forbidden not in text


def test_the_packages_are_pinned_to_the_digit():
    text = (ROOT / "ui" / "widget" / "package.json").read_text("utf-8")
    versions = re.findall(r'"(?:typescript|vite|vitest)": "([^"]+)"', text)
    assert len(versions) == 3
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)
    assert '"dependencies"' not in text, "nothing but our own code reaches a shopper"


@pytest.mark.slow
def test_the_bundle_is_what_the_sources_build(tmp_path):
    done = make("build", AISLE_WIDGET_OUT=str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    built = (tmp_path / "aisle-widget.js").read_bytes()
    assert built == BUNDLE.read_bytes(), "run `make widget` and commit ui/static/aisle-widget.js"


@pytest.mark.slow
def test_its_unit_tests_pass():
    done = make("check", NO_COLOR="1")
    assert done.returncode == 0, done.stdout + done.stderr
