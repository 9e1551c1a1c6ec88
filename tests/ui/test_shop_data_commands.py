"""aisle backup, restore, export and forget."""

import io
import json
import stat
import threading

import pytest
from PIL import Image
from typer.testing import CliRunner

from assistant.memory import Memory, UnknownSessionError
from assistant.privacy import export_sessions, forget_sessions
from assistant.settings import Settings
from retrieval.build_lock import BuildError, alone
from tests.fakes.shop import open_shop
from ui.cli.app import app
from ui.commands.backup import back_up, restore
from ui.commands.errors import CommandError

pytestmark = pytest.mark.slow  # opens whole shops or servers

SAID = "a waterproof jacket for Wilhelmina Zauberberg under $120"


def quiet(*_):
    pass


def photo():
    content = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(content, "PNG")
    return content.getvalue()


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The home of a shop that was talked with; with a photo and with weights."""
    home = tmp_path_factory.mktemp("shop")
    shop = open_shop(home)
    session = shop.open_session()
    list(shop.respond(session, SAID, photo=photo()))
    shop.close()
    for path in ("photos/a.jpg", "models/weights.bin", "chroma/vectors/data.bin"):
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_bytes(path.encode())
    (home / "session").write_text(session)
    return home


def settings(home):
    return Settings(_env_file=None, home=home)


def test_a_shop_comes_back_whole_from_its_backup(home, tmp_path):
    target = tmp_path / "shop.tar.gz"
    made = back_up(settings(home), target, quiet)
    assert (made.file, made.size) == (str(target), target.stat().st_size)
    fresh = tmp_path / "new" / "home"
    assert restore(settings(fresh), target, quiet) is None
    kept = {p.relative_to(fresh).as_posix() for p in fresh.rglob("*") if p.is_file()}
    assert kept == {
        "catalogue.sqlite", "sessions.sqlite", "photos/a.jpg", "chroma/vectors/data.bin", "session",
    }  # fmt: skip
    assert made.files == len(kept)
    session = (home / "session").read_text()
    memory = Memory(settings(fresh).sessions_url())
    turns = list(memory.load(session).dialogue)
    assert turns[0].text == SAID
    assert memory.photo(session, turns[0].photo_id) is not None
    memory.close()


def test_a_backup_taken_while_shoppers_talk_is_consistent(home, tmp_path):
    memory = Memory(settings(home).sessions_url())
    stop = threading.Event()

    def talk():
        while not stop.is_set():
            memory.open()

    talking = threading.Thread(target=talk)
    talking.start()
    try:
        targets = [tmp_path / f"{n}.tar.gz" for n in range(3)]
        for target in targets:
            back_up(settings(home), target, quiet)
    finally:
        stop.set()
        talking.join()
        memory.close()
    for n, target in enumerate(targets):
        restore(settings(tmp_path / f"home{n}"), target, quiet)


def test_no_backup_while_an_index_is_built_and_none_over_another(home, tmp_path):
    with alone(home), pytest.raises(BuildError, match="indexing"):
        back_up(settings(home), tmp_path / "a.tar.gz", quiet)
    assert list(tmp_path.iterdir()) == []
    back_up(settings(home), tmp_path / "a.tar.gz", quiet)
    with pytest.raises(CommandError, match="there already"):
        back_up(settings(home), tmp_path / "a.tar.gz", quiet)


def test_a_damaged_backup_touches_nothing(home, tmp_path):
    good = tmp_path / "good.tar.gz"
    back_up(settings(home), good, quiet)
    data = good.read_bytes()
    here = tmp_path / "here"
    for name, content in {
        "cut off": data[: len(data) // 2],
        "none": b"this is no archive",
        "empty": b"",
        "flipped": data[:5000] + bytes([data[5000] ^ 255]) + data[5001:],
    }.items():
        bad = tmp_path / f"{name}.tar.gz"
        bad.write_bytes(content)
        with pytest.raises(CommandError, match=name):
            restore(settings(here), bad, quiet)
    assert not here.exists()
    assert not list(tmp_path.glob(".here-*"))


def test_a_shop_that_is_there_gives_way_only_when_told_and_keeps_its_weights(home, tmp_path):
    target = tmp_path / "a.tar.gz"
    back_up(settings(home), target, quiet)
    there = tmp_path / "there"
    restore(settings(there), target, quiet)
    (there / "models").mkdir()
    (there / "models" / "weights.bin").write_text("mine")
    with pytest.raises(CommandError, match="--replace"):
        restore(settings(there), target, quiet)
    kept = restore(settings(there), target, quiet, replace=True)
    assert (kept / "catalogue.sqlite").exists()
    assert (there / "models" / "weights.bin").read_text() == "mine"


def test_databases_elsewhere_have_tools_of_their_own(tmp_path):
    elsewhere = Settings(_env_file=None, home=tmp_path, database_url="postgresql://db/shop")
    with pytest.raises(CommandError, match="pg_dump"):
        back_up(elsewhere, tmp_path / "a.tar.gz", quiet)
    with pytest.raises(CommandError, match="index a feed first"):
        back_up(settings(tmp_path / "nowhere"), tmp_path / "a.tar.gz", quiet)


# ---- what is kept of a shopper ----


@pytest.fixture
def talked(tmp_path):
    """A home, and two shoppers' conversations in it."""
    memory_of = open_shop(tmp_path)
    ours, theirs = memory_of.open_session(), memory_of.open_session()
    list(memory_of.respond(ours, SAID, photo=photo()))
    list(memory_of.respond(theirs, "a tent"))
    memory_of.close()
    return tmp_path, ours, theirs


def test_everything_kept_is_told_and_nothing_of_others(talked):
    home, ours, theirs = talked
    told = export_sessions(settings(home).sessions_url(), [ours])
    text = json.dumps(told)
    assert SAID in text
    assert theirs not in text
    assert told["sessions"][0]["content"]["dialogue"]["turns"][0]["text"] == SAID
    assert told["session_photos"][0]["content"]["base64"]


def test_what_is_forgotten_leaves_no_trace_in_any_file(talked):
    home, ours, theirs = talked
    url = settings(home).sessions_url()
    image = export_sessions(url, [ours])["session_photos"]
    assert image
    assert forget_sessions(url, [ours]) >= 2
    for path in home.glob("sessions.sqlite*"):
        content = path.read_bytes()
        assert b"Zauberberg" not in content, path
        assert ours.encode() not in content, path
        assert b"JFIF" not in content, path
    with pytest.raises(UnknownSessionError):
        export_sessions(url, [ours])
    assert export_sessions(url, [theirs])["sessions"]


def test_one_unknown_id_stops_the_whole_deletion(talked):
    home, ours, _ = talked
    url = settings(home).sessions_url()
    with pytest.raises(UnknownSessionError, match="no-such"):
        forget_sessions(url, [ours, "no-such"])
    assert export_sessions(url, [ours])["sessions"]


# ---- the commands ----


def aisle(*arguments, **options):
    return CliRunner().invoke(app, list(map(str, arguments)), **options)


def test_the_commands_one_after_another(talked, tmp_path_factory):
    home, ours, theirs = talked
    folder = tmp_path_factory.mktemp("backups")
    made = aisle("backup", folder, "--home", home, "--json")
    assert made.exit_code == 0, made.output
    file = json.loads(made.stdout)["file"]
    assert aisle("restore", file, "--home", folder / "new").exit_code == 0
    told = aisle("export", ours, "--home", home)
    assert json.loads(told.stdout)["sessions"][0]["session_id"] == ours
    target = folder / "told.json"
    assert aisle("export", ours, theirs, "--file", target, "--home", home).exit_code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert len(json.loads(target.read_text())["sessions"]) == 2
    refused = aisle("forget", ours, "--home", home, input="n\n")
    assert refused.exit_code == 1
    assert aisle("export", ours, "--home", home).exit_code == 0
    assert "Deleted" in aisle("forget", ours, "--yes", "--home", home).output
    gone = aisle("export", ours, "--home", home)
    assert isinstance(gone.exception, UnknownSessionError)


@pytest.mark.parametrize(
    "arguments",
    [("restore", "nowhere.tar.gz"), ("export",), ("forget",), ("backup", "--what"), ("bakcup",)],
)
def test_nonsense_is_wrong_usage(arguments):
    assert aisle(*arguments).exit_code == 2
