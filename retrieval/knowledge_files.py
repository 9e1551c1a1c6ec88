"""Reading what a shop says beside its items: policies and promotions from files."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from retrieval.constraints import PATH_SEPARATOR
from retrieval.feeds.cleaning import one_line, plain_text
from retrieval.knowledge import Passage, Promotion

_HEADING: Final = re.compile(r"^##\s+(.+?)\s*#*\s*$")
_TOP_HEADING: Final = re.compile(r"^#\s+(.+?)\s*#*\s*$")
_MARKS: Final = re.compile(r"(\*\*|__|`)")
_LINK: Final = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_SUFFIXES: Final = frozenset({".toml", ".md", ".markdown"})

Row = TypeVar("Row", bound=BaseModel)
Text = Annotated[str, Field(min_length=1, max_length=10_000)]


class KnowledgeError(Exception):
    """A file of policies or promotions cannot be read; the message says where."""


def read_policies(path: Path) -> list[Passage]:
    """Read policy passages from a file, or from every file of a folder by name.

    A TOML file holds ``[[passage]]`` tables with id, topic, title and text. In a
    Markdown file every ``## heading`` begins a passage; its topic is the file's
    name and its id ``topic#heading``.

    Args:
        path: A file ending in .toml, .md or .markdown, or a folder of them.

    Raises:
        KnowledgeError: If there is no such file, one is wrong, or two passages
            have one id.
    """
    files = _files(path)
    if not files:
        raise KnowledgeError(f"{path} holds no policies: give .toml or .md files")
    passages = [passage for file in files for passage in _passages(file)]
    _check_unique(path, [passage.passage_id for passage in passages])
    return passages


def read_promotions(path: Path) -> list[Promotion]:
    """Read promotions from the ``[[promotion]]`` tables of a TOML file.

    Each has id, title, percent_off, starts and ends, and may have code, category
    (a path joined by ``>``) and brand.

    Raises:
        KnowledgeError: If the file is wrong, or two promotions have one id.
    """
    promotions = [row.promotion() for row in _tables(path, "promotion", _PromotionRow)]
    _check_unique(path, [promotion.promotion_id for promotion in promotions])
    return promotions


class _PassageRow(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: Text
    topic: Text
    title: Text
    text: Text

    def passage(self) -> Passage:
        text, title = plain_text(self.text), one_line(self.title)
        return Passage(self.id, self.topic.strip().lower(), title, text)


class _PromotionRow(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: Text
    title: Text
    code: Text | None = None
    percent_off: Annotated[int, Field(gt=0, le=100)]
    category: Text | None = None
    brand: Text | None = None
    starts: date
    ends: date

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.ends < self.starts:
            raise ValueError(f"it ends on {self.ends}, before it starts on {self.starts}")
        return self

    def promotion(self) -> Promotion:
        levels = [level.strip() for level in (self.category or "").split(">")]
        return Promotion(
            promotion_id=self.id,
            title=one_line(self.title),
            code=self.code,
            percent_off=self.percent_off,
            category=PATH_SEPARATOR.join(levels).casefold() or None,
            brand=self.brand.strip().casefold() if self.brand else None,
            starts=self.starts,
            ends=self.ends,
        )


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.suffix.lower() in _SUFFIXES)
    return [path]


def _passages(file: Path) -> Iterator[Passage]:
    if file.suffix.lower() == ".toml":
        yield from (row.passage() for row in _tables(file, "passage", _PassageRow))
    else:
        yield from _markdown(file)


def _tables(file: Path, name: str, kind: type[Row]) -> list[Row]:
    try:
        content: dict[str, Any] = tomllib.loads(_text(file))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{file} is not TOML: {error}") from error
    rows = content.get(name, [])
    if set(content) - {name} or not isinstance(rows, list):
        raise KnowledgeError(f"{file} must hold [[{name}]] tables and nothing else")
    return [_checked(file, f"{name} {number}", kind, row) for number, row in enumerate(rows, 1)]


def _checked(file: Path, place: str, kind: type[Row], row: object) -> Row:
    try:
        return kind.model_validate(row)
    except ValidationError as error:
        told = "; ".join(
            f"{'.'.join(map(str, one['loc'])) or 'it'}: {one['msg']}" for one in error.errors()
        )
        raise KnowledgeError(f"{file}, {place}: {told}") from error


def _markdown(file: Path) -> Iterator[Passage]:
    topic = _slug(file.stem)
    title, lines = file.stem.replace("-", " ").replace("_", " ").capitalize(), list[str]()
    for line in [*_text(file).splitlines(), "## end"]:
        heading, top = _HEADING.match(line), _TOP_HEADING.match(line)
        if heading is None and top is None:
            lines.append(line)
            continue
        text = _prose(lines)
        if text:
            yield Passage(f"{topic}#{_slug(title)}", topic, title, text)
        lines = []
        title = _prose([(heading or top)[1]])  # pyright: ignore[reportOptionalSubscript] - one of them matched


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", text.lower()))


def _prose(lines: Sequence[str]) -> str:
    return plain_text(_MARKS.sub("", _LINK.sub(r"\1", "\n".join(lines))))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{file} is not UTF-8: byte {error.start:,} is not") from error
    except OSError as error:
        raise KnowledgeError(f"cannot read {file}: {error.strerror or error}") from error


def _check_unique(path: Path, ids: Sequence[str]) -> None:
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise KnowledgeError(f"{path} has more than one of {', '.join(twice)}")
