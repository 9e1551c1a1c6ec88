"""Parts a request into what it asks for and what it refuses: "no", "without", "不要"."""

import re
from dataclasses import dataclass
from typing import Final


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TOKEN: Final = re.compile(r"[\w'’-]+|[^\w\s]")
_NEGATORS: Final = _listed(
    "no not without excluding except neither nor never avoid isn't aren't don't doesn't"
)
# "not only", "not too heavy", "no more than": these refuse no thing.
_NO_REFUSAL_BEFORE: Final = _listed(
    "more less fewer only too very so sure just idea matter preference problem longer "
    "necessarily need"
)
_FILLERS: Final = _listed(
    "a an any the be being want like made of in with have from for is it one anything"
)
_ENDS: Final = _listed(
    "please but with for under over that which who in to on so because if as one ones"
)
_JOINTS: Final = _listed("or nor and")
# "and a pocket" is wanted again.
_WANTED_AGAIN: Final = _NEGATORS | _listed("a an with i")
# What leads up to a refusal says nothing without it: "one that is not ...", "but no ...".
_LEADS: Final = _listed("that which is are it's but and with other apart i please , ，")
_ANY: Final = re.compile(r"^(?:any|every|all|some)", re.IGNORECASE)
_LONGEST: Final = 3
_CHINESE: Final = re.compile(
    r"(?:不想要|不要|不含|不带|不喜欢|不是|没有|除了|别要)"
    r"(?P<what>[^,;.!?，。；！？的]+?)(?:以外|之外|都可以|都行|就行)*(?=的|[,;.!?，。；！？]|$)"
)
_CHINESE_JOINT: Final = re.compile(r"、|和|或者|或|以及|与")


@dataclass(slots=True)
class _Reader:
    """Goes through the tokens of a request once."""

    words: list[str]
    at: int = 0

    def word(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.words[place].replace("’", "'") if place < len(self.words) else ""

    def phrase(self) -> str:
        """Take up to three words, less those that only lead to them."""
        while self.word() in _FILLERS:
            self.at += 1
        start = self.at
        while self.at - start < _LONGEST and self._goes_on():
            self.at += 1
        return " ".join(self.words[start : self.at])

    def _goes_on(self) -> bool:
        word = self.word()
        return bool(word) and word[0].isalnum() and word not in _ENDS | _JOINTS | _NEGATORS

    def joined(self) -> bool:
        """Step over what joins another refused thing, and tell whether there is one."""
        if self.word() in _JOINTS and self.word(1) and self.word(1) not in _WANTED_AGAIN:
            self.at += 1
            return True
        if self.word() == "," and self._is_list():
            self.at += 1
            self.at += self.word() in _JOINTS
            return True
        return False

    def _is_list(self) -> bool:
        """Tell whether "and" or "or" closes the list that a comma goes on with."""
        since = 0
        for place in range(self.at + 1, len(self.words)):
            word = self.words[place]
            if word in _JOINTS:
                following = self.words[place + 1] if place + 1 < len(self.words) else ""
                return since > 0 and bool(following) and following not in _NEGATORS
            since = 0 if word == "," else since + 1
            if (
                since > _LONGEST
                or word in _ENDS | _NEGATORS
                or not (word[0].isalnum() or since == 0)
            ):
                return False
        return False


def split_refusals(text: str) -> tuple[str, tuple[str, ...]]:
    """Part a request, English or Chinese.

    A refusal reaches to the end of its phrase, and over "and", "or" and lists
    that these close: "no skulls, skeletons or masks" refuses three things.

    Args:
        text: A request, without words of price and size.

    Returns:
        The text without the refusals, and the refused things, lower-case,
        distinct, in order.

    >>> split_refusals("a bag that isn't red or pink, with a zip")
    ('a bag , with a zip', ('red', 'pink'))
    >>> split_refusals("没有帽子的外套")
    ('的外套', ('帽子',))
    """
    refused: list[str] = []

    def chinese(found: re.Match[str]) -> str:
        refused.extend(part for part in _CHINESE_JOINT.split(found["what"].strip()) if part)
        return " "

    rest = _CHINESE.sub(chinese, text)
    tokens = list(_TOKEN.finditer(rest))
    reader = _Reader([token.group().casefold() for token in tokens])
    kept: list[tuple[int, int]] = []
    start = 0
    while reader.at < len(tokens):
        began = reader.at
        if not _refuses(reader):
            reader.at = began + 1
            continue
        found = [reader.phrase()]
        while found[-1] and reader.joined():
            found.append(reader.phrase())
        if not found[0]:
            reader.at = began + 1
            continue
        while (
            began > 0 and reader.words[began - 1] in _LEADS and tokens[began - 1].start() >= start
        ):
            began -= 1
        kept.append((start, tokens[began].start()))
        refused += [phrase for phrase in found if phrase]
        start = tokens[reader.at].start() if reader.at < len(tokens) else len(rest)
    kept.append((start, len(rest)))
    wanted = " ".join(rest[begin:end].strip() for begin, end in kept)
    return wanted.strip(), tuple(dict.fromkeys(refused))


def _refuses(reader: _Reader) -> bool:
    """Step over the words that begin a refusal, and tell whether they do."""
    word, following = reader.word(), reader.word(1)
    if word in ("other", "apart") and following in ("than", "from"):
        reader.at += 2
        return True
    if word == "but" and any(
        _ANY.match(w) for w in reader.words[max(0, reader.at - 3) : reader.at]
    ):
        reader.at += 1
        return following not in _NEGATORS
    if word not in _NEGATORS or following in _NO_REFUSAL_BEFORE:
        return False
    reader.at += 1
    while reader.word() in _NEGATORS | {"for"}:
        reader.at += 1
    return True
