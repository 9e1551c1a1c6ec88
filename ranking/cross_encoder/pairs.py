"""A request and an item's text as tokens of one sequence."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from ranking.cross_encoder.errors import CrossEncoderError
from retrieval.items import Item

MAX_TOKENS: Final = 56
"""Of a request and an item together; the request is cut to half of them, the item to the rest."""

_MAX_REQUEST: Final = MAX_TOKENS // 2
# No token is longer than this many characters of real text; megabytes are cut before they are read.
_MAX_CHARACTERS: Final = 2_048

TOLD: Final = ("colour", "material", "pattern", "feature", "activity", "occasion", "style")
"""Attributes whose values are read, in this order; the room is short."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Pairs as numbers, shape (n, length), padded at the end.

    Attributes:
        ids: Of the tokens.
        mask: 1 for a token and 0 for padding.
        sides: 0 for the request and 1 for the item.
        asked: 1 for the request's words, 0 for the item's, marks and padding.
        said: Likewise for the item's words.
    """

    ids: Numbers
    mask: Numbers
    sides: Numbers
    asked: NDArray[np.float32]
    said: NDArray[np.float32]


def told(item: Item) -> str:
    """Write an item down in the order in which it is cut: the telling parts come first."""
    values = [value for name in TOLD for value in item.values(name)]
    parts = [item.title, " ".join(item.category), " ".join(dict.fromkeys(values)), item.description]
    return ". ".join(part for part in parts if part)


class PairTokenizer:
    """Tokenizes pairs as MiniLM reads them."""

    def __init__(self, folder: Path) -> None:
        """Open ``tokenizer.json`` in MiniLM's folder.

        Raises:
            CrossEncoderError: If it is missing.
        """
        path = folder / "tokenizer.json"
        if not path.is_file():
            raise CrossEncoderError(f"{path} is missing; run `aisle model fetch` again")
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def pairs(self, request: str, texts: Sequence[str]) -> Tokens:
        """Return one row a text, all with the same request.

        Args:
            request: In English, without the words of prices and refusals.
            texts: As ``told`` writes them, at least one.
        """
        asked = self._ids(request)[:_MAX_REQUEST]
        return self.rows([(asked, self._ids(text)) for text in texts])

    def rows(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Tokens:
        """Return one row a pair of a request's and an item's token ids."""
        rows = [self._row(asked[:_MAX_REQUEST], said) for asked, said in pairs]
        length = max(len(ids) for ids, _ in rows)
        shape = (len(rows), length)
        tokens = Tokens(
            ids=np.zeros(shape, dtype=np.int64),
            mask=np.zeros(shape, dtype=np.int64),
            sides=np.zeros(shape, dtype=np.int64),
            asked=np.zeros(shape, dtype=np.float32),
            said=np.zeros(shape, dtype=np.float32),
        )
        for number, (ids, first) in enumerate(rows):
            tokens.ids[number, : len(ids)] = ids
            tokens.mask[number, : len(ids)] = 1
            tokens.sides[number, first : len(ids)] = 1
            tokens.asked[number, 1 : first - 1] = 1
            tokens.said[number, first : len(ids) - 1] = 1
        return tokens

    def ids(self, text: str) -> list[int]:
        """Return the text's token ids, without those that mark its ends."""
        return self._ids(text)

    def _ids(self, text: str) -> list[int]:
        # Halves of surrogate pairs are read by no tokenizer.
        readable = text[:_MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
        return self._tokenizer.encode(readable, add_special_tokens=False).ids

    def _row(self, asked: Sequence[int], said: Sequence[int]) -> tuple[list[int], int]:
        """Return the row's ids, and the place at which the item begins."""
        start, end = START, END
        ids = [start, *asked, end]
        room = MAX_TOKENS - len(ids) - 1
        return [*ids, *said[:room], end], len(ids)


START: Final = 101
END: Final = 102
"""BERT's marks before a sequence and after each side."""
