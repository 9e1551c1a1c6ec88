"""Reads the imports and fails on one that points up, or out of its place."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BELOW = {
    "retrieval": set(),
    "ranking": {"retrieval"},
    "assistant": {"retrieval", "ranking"},
    "eval": {"retrieval", "ranking", "assistant"},
    "ui": {"retrieval", "ranking", "assistant"},
}
# The command line is where both upper rooms meet: it starts measurements.
MEETING_PLACES = {"ui/cli", "ui/commands"}
ONLY_IN = {
    "chromadb": "retrieval/chroma.py",
    "ray": "retrieval/engines/ray_data.py",
    "langchain_openai": "assistant/models/vllm.py",
}
# Trains or runs a network, and is imported by what does so, then: here torch may come along.
TORCH = (
    "ranking/objective.py",
    "ranking/cross_encoder/",
    "ranking/training/",
    "ranking/shoppers/kept_model.py",
    "ranking/shoppers/sequence_",
)
# What others build with a library is measured against; no product code is there.
BASELINES = "eval/baselines/"


def modules():
    return [path for room in BELOW for path in sorted((ROOT / room).rglob("*.py"))]


@cache
def imports(path):
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def place(path):
    return path.relative_to(ROOT).as_posix()


def dotted(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def pointing_up(path):
    room = path.relative_to(ROOT).parts[0]
    allowed = BELOW[room] | {room}
    if any(place(path).startswith(meeting) for meeting in MEETING_PLACES):
        allowed |= {"eval"}
    return {name for name in imports(path) if name.split(".")[0] in BELOW.keys() - allowed}


def out_of_place(path):
    libraries = {name.split(".")[0] for name in imports(path)}
    libraries |= (
        {"langchain_openai"} if any(n.startswith("langchain") for n in libraries) else set()
    )
    strays = {lib for lib in libraries & ONLY_IN.keys() if place(path) != ONLY_IN[lib]}
    return strays - {"langchain_openai"} if place(path).startswith(BASELINES) else strays


def test_imports_point_one_way_and_libraries_with_one_door_are_used_there_only():
    found = modules()
    assert len(found) > 100
    upward = {place(path): names for path in found if (names := pointing_up(path))}
    strays = {place(path): names for path in found if (names := out_of_place(path))}
    assert upward == {}
    assert strays == {}


QUIET_IMPORT = """
import importlib, pathlib, sys, threading
before = set(pathlib.Path().iterdir())
light, networks = (names.split() for names in sys.argv[1:])
for name in light:
    importlib.import_module(name)
heavy = {"torch", "transformers", "chromadb", "langchain", "gradio", "xllamacpp"} & set(sys.modules)
assert not heavy, f"an import loaded {heavy}"
for name in networks:
    importlib.import_module(name)
assert set(pathlib.Path().iterdir()) == before, "an import wrote a file"
assert threading.active_count() == 1, "an import started a thread"
import logging
assert not logging.getLogger().handlers, "an import set up logging"
"""


@pytest.mark.slow
def test_importing_the_rooms_does_nothing(tmp_path):
    quiet = [
        path
        for path in modules()
        if place(path).split("/")[0] in {"retrieval", "ranking", "assistant"}
        and place(path) not in {*ONLY_IN.values(), "assistant/bootstrap.py"}
    ]
    networks = [
        path for path in quiet if place(path).startswith(TORCH) or path.name.endswith("_network.py")
    ]
    names = [
        " ".join(dotted(path) for path in paths)
        for paths in ([path for path in quiet if path not in networks], networks)
    ]
    done = subprocess.run(
        [sys.executable, "-c", QUIET_IMPORT, *names],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
