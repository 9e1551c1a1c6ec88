"""Usage, counted the same for every reply.

No language model's tokens stand behind a reply: most of it is realised from
facts. What is counted are the pieces that BERT's basic tokeniser cuts a text
into: words, marks, and single Chinese characters.
"""

from collections.abc import Iterable

from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from ui.api.openai.responses import Usage


def count_pieces(text: str) -> int:
    """Return the number of words, marks and Chinese characters in the text."""
    clean = BertNormalizer(lowercase=False, strip_accents=False).normalize_str(text)
    return len(BertPreTokenizer().pre_tokenize_str(clean))


def usage(prompt: Iterable[str], completion: str) -> Usage:
    """Count what came in and what went out."""
    asked, answered = sum(map(count_pieces, prompt)), count_pieces(completion)
    return Usage(prompt_tokens=asked, completion_tokens=answered, total_tokens=asked + answered)
