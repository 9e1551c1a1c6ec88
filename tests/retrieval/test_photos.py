import io
import threading
import zipfile
import zlib
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from retrieval.photo_fetch import PhotoFetcher, is_public
from retrieval.photos import (
    LARGEST_FILE,
    LONGEST_SIDE,
    STORED_SIDE,
    PhotoError,
    PhotoStore,
    load_photos,
    open_photo,
)


def encoded(size=(60, 40), colour="red", kind="JPEG", mode="RGB", **options) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, colour).save(buffer, kind, **options)
    return buffer.getvalue()


def near(pixel, expected) -> bool:
    return all(abs(have - want) < 6 for have, want in zip(pixel, expected, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_the_usual_kinds_are_read_as_rgb(kind):
    photo = open_photo(encoded(kind=kind))
    assert (photo.mode, photo.size) == ("RGB", (60, 40))
    assert near(photo.getpixel((30, 20)), (255, 0, 0))


@pytest.mark.parametrize(
    ("mode", "colour", "seen"),
    [
        ("RGBA", (255, 0, 0, 0), (255, 255, 255)),
        ("LA", (0, 128), (127, 127, 127)),
        ("L", 100, (100, 100, 100)),
        ("1", 1, (255, 255, 255)),
        ("I;16", 65535, (255, 255, 255)),
    ],
)
def test_transparent_and_grey_pngs_are_put_on_white(mode, colour, seen):
    photo = open_photo(encoded(colour=colour, kind="PNG", mode=mode))
    assert photo.mode == "RGB"
    assert near(photo.getpixel((30, 20)), seen)


def test_a_print_shops_cmyk_is_read():
    photo = open_photo(encoded(colour=(0, 255, 255, 0), mode="CMYK"))
    assert near(photo.getpixel((30, 20)), (254, 0, 0))


@pytest.mark.slow
def test_twelve_megapixels_are_read_and_scaled_down():
    photo = open_photo(encoded(size=(4000, 3000)))
    assert photo.size == (LONGEST_SIDE, LONGEST_SIDE * 3 // 4)


def test_a_phones_photo_is_turned_upright():
    picture = Image.new("RGB", (60, 40), "blue")
    picture.paste("red", (0, 0, 10, 40))  # the left edge, which is the top when held upright
    exif = picture.getexif()
    exif[0x0112] = 6
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", exif=exif, quality=95, subsampling=0)
    photo = open_photo(buffer.getvalue())
    assert photo.size == (40, 60)
    assert near(photo.getpixel((20, 3)), (254, 0, 0))
    assert near(photo.getpixel((20, 50)), (0, 0, 254))


def a_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "text")
    return buffer.getvalue()


def a_bomb() -> bytes:
    # A PNG header that promises far more than the file holds.
    data = bytearray(encoded(kind="PNG"))
    data[16:24] = (40_000).to_bytes(4) + (40_000).to_bytes(4)
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (a_zip(), "zip archive and not a photo"),
        (b"%PDF-1.7 ...", "a PDF and not a photo"),
        (b"  <!DOCTYPE html><html>", "a web page"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG drawing"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "HEIC.*JPEG"),
        (b"plain words", "no photo that can be read"),
        (encoded(size=(600, 400))[:800], "damaged or cut short"),
        (encoded(size=(600, 400), kind="PNG")[:200], "damaged or cut short"),
        (encoded(size=(4, 4)), "only 4 by 4 pixels"),
        (b"\xff" * (LARGEST_FILE + 1), r"15\.0 MB; at most 15 MB"),
        (encoded(size=(8000, 7000), kind="PNG", mode="1", colour=0), "56 megapixels"),
        (a_bomb(), "megapixels"),
    ],
)
def test_what_is_no_photo_is_explained(data, says):
    with pytest.raises(PhotoError, match=says):
        open_photo(data)


@given(
    st.binary(max_size=40), st.integers(0, 2000), st.sampled_from(["JPEG", "PNG", "GIF", "WEBP"])
)
def test_a_damaged_file_is_a_photo_or_a_photo_error(noise, place, kind):
    data = bytearray(encoded(kind=kind, size=(64, 64)))
    place = min(place, len(data))
    data[place : place + len(noise)] = noise
    with suppress(PhotoError):
        open_photo(bytes(data))


def test_a_photo_is_stored_once_small_and_whole(tmp_path):
    store = PhotoStore(tmp_path / "photos")
    data = encoded(size=(2000, 1000))
    path = store.keep(data)
    assert store.keep(data) == path
    assert store.keep(encoded(colour="blue")) != path
    assert sorted(file.suffix for file in path.parent.iterdir()) == [".jpg", ".jpg"]
    with Image.open(path) as stored:
        assert (stored.format, stored.size) == ("JPEG", (STORED_SIDE, STORED_SIDE // 2))
    with pytest.raises(PhotoError, match="zip"):
        store.keep(a_zip())


def test_paths_may_not_leave_their_folder(tmp_path):
    folder = tmp_path / "feed"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "a.jpg").write_bytes(encoded())
    (tmp_path / "secret.jpg").write_bytes(encoded())
    (folder / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    (folder / "inside.jpg").symlink_to(folder / "images" / "a.jpg")
    wanted = [
        "images/a.jpg",
        "inside.jpg",
        str(folder / "images" / "a.jpg"),
        "../secret.jpg",
        "link.jpg",
        str(tmp_path / "secret.jpg"),
        "/etc/passwd",
        "images",
        "images/gone.jpg",
        "a\x00b.jpg",
    ]
    results = load_photos(wanted, folder, PhotoFetcher())
    assert [isinstance(result, bytes) for result in results] == [True] * 3 + [False] * 7
    told = [str(result) for result in results[3:]]
    assert all("outside of the folder" in text for text in told[:4])
    assert "not a file" in told[4]
    assert "there is no file images/gone.jpg" in told[5]
    assert "cannot be read" in told[6]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),  # where clouds keep their secrets
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - nothing is bound
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fec0::1", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
    ],
)
def test_only_the_open_internet_is_public(address, public):
    assert is_public(ip_address(address)) is public


class _Site(BaseHTTPRequestHandler):
    """Answers by path; ``asked`` holds the paths and hosts it was asked for."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, self.headers["Host"]))
        photo = encoded()
        match self.path:
            case "/a.jpg":
                self._send(200, photo)
            case "/moved":
                self._send(302, b"", Location="/a.jpg")
            case "/loop":
                self._send(302, b"", Location="/loop")
            case "/inside":
                self._send(302, b"", Location="http://10.0.0.1/a.jpg")
            case "/file":
                self._send(302, b"", Location="file:///etc/passwd")
            case "/packed":
                self._send(200, photo, **{"Content-Encoding": "gzip"})
            case "/big":
                self._send(200, b"x" * 40_000)
            case "/slow":
                self.send_response(200)
                self.send_header("Content-Length", "100")
                self.end_headers()
                self.wfile.flush()
                self.server.released.wait(10)
            case _:
                self._send(404, b"gone")

    def _send(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@contextmanager
def a_site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.asked, server.released = [], threading.Event()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.released.set()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.slow
def test_private_hosts_are_never_connected_to():
    with a_site() as (server, url):
        local = url.replace("127.0.0.1", "localhost")
        links = [f"{url}/a.jpg", f"{local}/a.jpg", "http://0x7f.1/a.jpg", "http://[::1]/a.jpg"]
        results = PhotoFetcher().fetch_all(links)
        assert server.asked == []
    assert all("not on the open internet" in str(result) for result in results)


@pytest.mark.slow
def test_photos_are_fetched_and_redirects_checked_again():
    def only_here(address):
        return str(address) == "127.0.0.1"

    with a_site() as (server, url):
        fetcher = PhotoFetcher(largest=30_000, timeout=20, allowed=only_here)
        paths = ["a.jpg", "moved", "loop", "inside", "file", "packed", "big", "gone"]
        results = dict(
            zip(paths, fetcher.fetch_all([f"{url}/{path}" for path in paths]), strict=True)
        )
        hasty = PhotoFetcher(timeout=0.2, allowed=only_here)
        (results["slow"],) = hasty.fetch_all([f"{url}/slow"])
        hosts = {host for _, host in server.asked}
        assert hosts == {url.removeprefix("http://")}
    assert results["a.jpg"] == results["moved"] == encoded()
    told = {path: str(result) for path, result in results.items()}
    assert "redirects more than 5 times" in told["loop"]
    assert "10.0.0.1, which is not on the open internet" in told["inside"]
    assert "not an http or https address" in told["file"]
    assert "packs its answer" in told["packed"]
    assert "has more than 0 MB" in told["big"]
    assert "took more than" in told["slow"]
    assert "404" in told["gone"]


@pytest.mark.slow
def test_a_name_is_asked_for_by_its_name_at_the_address_that_was_checked():
    with a_site() as (server, url):
        fetcher = PhotoFetcher(allowed=lambda address: address.is_loopback)
        port = url.rpartition(":")[2]
        (result,) = fetcher.fetch_all([f"http://localhost:{port}/a.jpg"])
        asked = list(server.asked)
    # `localhost` may be the IPv6 address first, where nothing listens.
    if isinstance(result, bytes):
        assert asked == [("/a.jpg", f"localhost:{port}")]
    else:
        assert "cannot be fetched" in str(result)


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("ftp://shop.example/a.jpg", "not an http or https"),
        ("http://user:secret@93.184.216.34/a.jpg", "holds a password"),
        ("http://", "not an http or https"),
        ("http://[bad", "cannot be fetched"),
        ("http://no-such-host.invalid/a.jpg", "there is no host no-such-host.invalid"),
        ("http://93.184.216.34:99999/a.jpg", "cannot be fetched"),
    ],
)
def test_addresses_that_lead_nowhere_are_explained(link, says):
    (result,) = load_photos([link], Path(), PhotoFetcher(timeout=5))
    assert isinstance(result, PhotoError)
    assert says in str(result)
