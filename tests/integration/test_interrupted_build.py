"""Builds on real SQLite and real Chroma that are killed, or run out of disk."""

import json
import os
import random
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from retrieval.build import BuildError, build_index
from retrieval.catalog import Catalogue
from retrieval.chroma import open_chroma
from retrieval.fill import ShopFeed
from retrieval.query import Leg
from tests.fakes.retrieval import FakeImageEncoder, FakeTextEncoder

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
COUNT = 240

BUILD = """
import sys, time
from pathlib import Path
from retrieval.build import build_index
from retrieval.catalog import Catalogue
from retrieval.chroma import open_chroma
from retrieval.fill import ShopFeed
from tests.fakes.retrieval import FakeImageEncoder, FakeTextEncoder

class Slow(FakeTextEncoder):
    def encode(self, texts):
        time.sleep(0.15)
        return super().encode(texts)

home, feed = Path(sys.argv[1]), Path(sys.argv[2])
print("begun", flush=True)
report = build_index(
    ShopFeed(feed, currency="USD"),
    catalogue=Catalogue(f"sqlite:///{home / 'catalogue.sqlite'}"),
    home=home,
    vectors=open_chroma(home),
    text_encoder=Slow(),
    image_encoder=FakeImageEncoder(),
    progress=lambda *told: (time.sleep(0.1), print(*told, flush=True)),
)
print("done", report.resumed, *(one.kept for one in report.embeddings), flush=True)
"""


def write_feed(folder: Path, prefix: str, count: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (64, 64), "red").save(folder / "a.png")
    rows = (
        {
            "id": f"{prefix}{n:04d}",
            "title": f"Thing {prefix} {n}",
            "price": n,
            "photo": "a.png",
            "description": os.urandom(600).hex(),
        }
        for n in range(count)
    )
    path = folder / f"{prefix}.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)) + "\n")
    return path


def build(home: Path, feed: Path, **options):
    with closing(Catalogue(f"sqlite:///{home / 'catalogue.sqlite'}")) as catalogue:
        return build_index(
            ShopFeed(feed, currency="USD"),
            catalogue=catalogue,
            home=home,
            vectors=open_chroma(home),
            text_encoder=FakeTextEncoder(),
            image_encoder=FakeImageEncoder(),
            **options,
        )


def served(home: Path) -> list[str]:
    with closing(Catalogue(f"sqlite:///{home / 'catalogue.sqlite'}")) as catalogue:
        return [item.item_id for item in catalogue.every_item()]


def start(home: Path, feed: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", BUILD, str(home), str(feed)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def kill(process: subprocess.Popen[str]) -> str:
    process.kill()
    out, _ = process.communicate()
    return out


def check_whole(home: Path, ids: list[str]) -> None:
    assert served(home) == ids
    with closing(Catalogue(f"sqlite:///{home / 'catalogue.sqlite'}")) as catalogue:
        build_id = catalogue.published()
        for leg, encoder in ((Leg.TEXT, FakeTextEncoder()), (Leg.IMAGE, FakeImageEncoder())):
            index = open_chroma(home).find(leg, build_id, encoder.name, encoder.dimensions)
            assert index.ids() == set(ids)
        for item in catalogue.every_item():
            with Image.open(item.image_paths[0]) as photo:
                photo.load()


@pytest.mark.parametrize("stage", ["reading", "text", "image"])
def test_killed_in_any_stage_the_old_shop_serves_and_the_next_run_goes_on(tmp_path, stage):
    home = tmp_path / "home"
    build(home, write_feed(tmp_path, "old", 5))
    old = served(home)
    feed = write_feed(tmp_path, "new", COUNT)

    process = start(home, feed)
    for line in process.stdout:
        if line.startswith(stage) and int(line.split()[1]) > COUNT // 3:
            break
    out = kill(process)
    assert process.returncode == -9
    assert "done" not in out
    assert served(home) == old

    report = build(home, feed)
    assert report.resumed > COUNT // 3
    assert report.resumed == COUNT or stage == "reading"
    text, image = report.embeddings
    assert text.kept + text.encoded == COUNT
    assert (text.kept > 0) == (stage != "reading")
    assert (image.kept > 0) == (stage == "image")
    check_whole(home, [f"new{n:04d}" for n in range(COUNT)])


def test_killed_at_random_moments_nothing_is_lost(tmp_path):
    home = tmp_path / "home"
    build(home, write_feed(tmp_path, "old", 5))
    old = served(home)
    feed = write_feed(tmp_path, "new", COUNT)
    new = [f"new{n:04d}" for n in range(COUNT)]
    moments = random.Random(5)  # noqa: S311 - repeatable on purpose
    kills = 0
    while served(home) == old:
        process = start(home, feed)
        process.stdout.readline()
        try:
            process.wait(moments.uniform(0.05, 1.5) if kills < 5 else 120)
        except subprocess.TimeoutExpired:
            kills += 1
        kill(process)
        assert served(home) in (old, new)
    assert kills > 2
    build(home, feed)
    check_whole(home, new)


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 40 MB of its own."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk to fill up")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["/bin/mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(place)],
        check=False,
        capture_output=True,
        text=True,
    )
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.strip()}")
    yield place
    for _ in range(20):
        if subprocess.run(["/bin/umount", str(place)], check=False).returncode == 0:
            return
        time.sleep(0.2)
    subprocess.run(["/bin/umount", "--lazy", str(place)], check=True)


def fill_up(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        for size in (1024 * 1024, 4096):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


@pytest.mark.parametrize("stage", ["reading", "text"])
def test_a_full_disk_is_told_and_once_there_is_room_the_build_goes_on(small_disk, stage):
    home = small_disk / "home"
    build(home, write_feed(small_disk / "feeds", "old", 5))
    old = served(home)
    feed = write_feed(small_disk / "feeds", "new", 1_200)
    balloon = small_disk / "balloon"

    def squeeze(at: str, done: int, total: int | None) -> None:
        del done, total
        if at == stage and not balloon.exists():
            fill_up(balloon)

    with pytest.raises(BuildError) as told:
        build(home, feed, progress=squeeze)
    assert "full" in str(told.value)
    assert served(home) == old

    balloon.unlink()
    report = build(home, feed)
    assert report.resumed > 0
    check_whole(home, [f"new{n:04d}" for n in range(1_200)])
