"""A tokenizer that knows ninety-nine words, "word1" to "word99"."""

from pathlib import Path

from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from ranking.cross_encoder.pairs import PairTokenizer


def word_tokenizer(folder: Path) -> PairTokenizer:
    """Write the tokenizer's file into a folder and open it."""
    vocabulary = {"[UNK]": 0} | {f"word{n}": n for n in range(1, 100)}
    written = Tokenizer(WordLevel(vocabulary, "[UNK]"))
    written.pre_tokenizer = Whitespace()
    written.save(str(folder / "tokenizer.json"))
    return PairTokenizer(folder)
