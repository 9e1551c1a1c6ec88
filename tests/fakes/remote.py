"""Encoders as the workers of an engine open them: by functions and classes that pickle."""

import os
import uuid
from dataclasses import dataclass
from pathlib import Path

from retrieval.embed import image_encoding, text_encoding
from tests.fakes.retrieval import FakeImageEncoder, FakeTextEncoder


@dataclass(frozen=True)
class OpeningsNoted:
    """Opens a text encoder, and leaves a file for every time it did."""

    folder: Path

    def __call__(self):
        (self.folder / f"{os.getpid()}-{uuid.uuid4()}").touch()
        return text_encoding(FakeTextEncoder())

    def count(self):
        return len(list(self.folder.iterdir()))


class RefusingTextEncoder(FakeTextEncoder):
    """Fails at texts that have the word ``bad``; at ``deadly`` its process ends."""

    def encode(self, texts):
        if any("deadly" in text for text in texts):
            os._exit(1)
        if any("bad" in text for text in texts):
            raise ValueError("a bad word")
        return super().encode(texts)


def open_refusing():
    return text_encoding(RefusingTextEncoder())


def open_other_model():
    return text_encoding(FakeTextEncoder(name="another"))


def open_nothing():
    raise FileNotFoundError("no weights on this disk")


def open_fake_image():
    return image_encoding(FakeImageEncoder())
