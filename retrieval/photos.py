"""Photos from outside: checked by really decoding them, and kept small."""

import hashlib
import io
import os
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from retrieval.photo_errors import PhotoError
from retrieval.photo_fetch import PhotoFetcher

__all__ = ["LARGEST_FILE", "PHOTOS", "PhotoError", "PhotoStore", "open_photo"]

PHOTOS: Final = "photos"
"""Folder of the kept photos, in the shop's home."""
LARGEST_FILE: Final = 15 * 1024 * 1024
"""Bytes of a photo's file."""
MOST_PIXELS: Final = 50_000_000
"""Pixels of a photo before it is scaled down."""
LONGEST_SIDE: Final = 1600
"""Pixels that ``open_photo`` scales down to."""
STORED_SIDE: Final = 800
"""Pixels that a stored photo is scaled down to."""

_SMALLEST_SIDE: Final = 8
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
_JPEG_QUALITY: Final = 90
# What Pillow raises for files that are broken in one way or another.
_BROKEN: Final = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, struct.error)
_OTHER_KINDS: Final = (
    (b"PK\x03\x04", "a zip archive"),
    (b"%PDF", "a PDF"),
    (b"<svg", "an SVG drawing"),
    (b"<!DOCTYPE", "a web page"),
    (b"<!doctype", "a web page"),
    (b"<html", "a web page"),
    (b"\x1f\x8b", "a packed file"),
)
_HEIC: Final = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc")


def open_photo(data: bytes) -> Image.Image:
    """Decode a photo that someone sent.

    The photo is turned upright as its EXIF orientation says, put on white where
    it is transparent, and scaled down to ``LONGEST_SIDE``. Of an animation the
    first picture counts.

    Args:
        data: The file's content.

    Returns:
        An RGB image that no longer depends on ``data``.

    Raises:
        PhotoError: If it is no photo, is broken, or is too large or too small;
            the message is fit to be shown to a shopper.
    """
    if not data:
        raise PhotoError("the file is empty")
    if len(data) > LARGEST_FILE:
        raise PhotoError(
            f"the file has {len(data) / 2**20:.1f} MB; at most {LARGEST_FILE // 2**20} MB are read"
        )
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as photo:
            _check_size(photo.width, photo.height)
            # A JPEG decodes at a fraction of its size many times faster.
            photo.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(photo)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
            return _on_white(upright)
    except UnidentifiedImageError as error:
        raise PhotoError(_what_it_is(data)) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotoError(f"the photo has more than {MOST_PIXELS // 10**6} megapixels") from error
    except (*_BROKEN, zlib.error) as error:
        raise PhotoError(f"the photo is damaged or cut short ({error})") from error


@dataclass(frozen=True, slots=True)
class PhotoStore:
    """A folder of checked photos, each stored once under the hash of its source.

    Attributes:
        folder: Made when the first photo is stored.
    """

    folder: Path

    def keep(self, data: bytes) -> Path:
        """Check a photo and store it as a JPEG of at most ``STORED_SIDE``.

        Args:
            data: The file's content.

        Returns:
            The stored file, the same for the same content; whole even if the
            process is killed.

        Raises:
            PhotoError: If it is no photo that can be used.
            OSError: If the folder cannot be written to.
        """
        path = self.folder.resolve() / f"{hashlib.sha256(data).hexdigest()[:40]}.jpg"
        if path.exists():
            return path
        photo = open_photo(data)
        photo.thumbnail((STORED_SIDE, STORED_SIDE), Image.Resampling.LANCZOS)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}.part")
        try:
            with unfinished.open("wb") as file:
                photo.save(file, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
                file.flush()
                os.fsync(file.fileno())
            return unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)


def load_photos(
    references: Sequence[str], folder: Path, fetcher: PhotoFetcher
) -> list[bytes | PhotoError]:
    """Read photos by path or address, the addresses side by side.

    Args:
        references: Web addresses, or paths relative to ``folder``.
        folder: No path may lead out of it, not even by a link.
        fetcher: Fetches what has a web address.

    Returns:
        For each reference the file's content, or why there is none.
    """
    links = [reference for reference in references if _is_link(reference)]
    fetched = dict(zip(links, fetcher.fetch_all(links), strict=True)) if links else {}
    return [
        fetched[reference] if reference in fetched else _read(reference, folder)
        for reference in references
    ]


def _is_link(reference: str) -> bool:
    return "://" in reference or reference.startswith("//")


def _read(reference: str, folder: Path) -> bytes | PhotoError:
    root = folder.resolve()
    try:
        path = (root / reference).resolve()
        if not path.is_relative_to(root):
            return PhotoError(f"{reference} lies outside of the folder {folder}")
        status = path.stat()
        if not S_ISREG(status.st_mode):
            return PhotoError(f"{reference} is not a file")
        if status.st_size > LARGEST_FILE:
            return PhotoError(f"{reference} has more than {LARGEST_FILE // 2**20} MB")
        return path.read_bytes()
    except FileNotFoundError:
        return PhotoError(f"there is no file {reference} in {folder}")
    except (OSError, ValueError, RuntimeError) as error:
        return PhotoError(f"{reference} cannot be read: {error}")


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise PhotoError(
            f"the photo has {width * height / 10**6:.0f} megapixels; at most "
            f"{MOST_PIXELS // 10**6} are read"
        )
    if min(width, height) < _SMALLEST_SIDE:
        raise PhotoError(f"the photo has only {width} by {height} pixels")


def _on_white(photo: Image.Image) -> Image.Image:
    if photo.has_transparency_data:
        layered = photo.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(white, layered).convert("RGB")
    return photo.convert("RGB")


def _what_it_is(data: bytes) -> str:
    if data[4:12] in _HEIC:
        return "this is an HEIC photo, which is not read: save or send it as JPEG"
    head = data[:512].lstrip()
    for beginning, kind in _OTHER_KINDS:
        if head.startswith(beginning):
            return f"this is {kind} and not a photo: use JPEG, PNG, WebP or GIF"
    return "this is no photo that can be read: use JPEG, PNG, WebP or GIF"
