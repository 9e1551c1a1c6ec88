"""Utterances written for three shops, and the state that must hold after each.

A file under ``eval/utterances`` names its shop and lists turns, some that open a
talk and some in a context (earlier turns, and the items shown since)::

    [[context]]
    name = "jackets"
    earlier = ["I'm after a jacket under 170"]
    state = "category=jackets & coats; price<=170"
    shown = ["id-of-the-first", "id-of-the-second"]
    turns = [
      { kind = "negation", said = "no hood", act = "refine", state = "&; feature!=hooded" },
      { kind = "like", said = "I love the second", act = "refine", state = "&", like = [2] },
    ]

What ``state`` may say stands in ``expected.py``. ``like``, ``dislike``, ``refer``,
``similar`` and ``pass`` count the items shown, from 1; what is not named must not
be there. ``words`` must stand in the request. ``act`` is one act, "recommend" where
absent; "any" judges none. ``or`` is another reading of the same words that is as
right: what it names replaces what the line says.

Every turn of those files, and of those in the folders ``second``, ``fourth`` to ``seventh`` and
``ninth``, has been looked at while readers were mended, so all are for development. Of the turns
under ``eval/utterances/third`` a seeded draw within each kind holds half back, and of the eighth
set all are held out. Readers are to be mended by looking at the development half alone; how far
that was kept is told in ``docs/experiments.md``.
"""

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

FOLDER: Final = Path(__file__).parent.parent / "utterances"
ANY_ACT: Final = "any"
_SPENT: Final = ("", "second", "fourth", "fifth", "sixth", "seventh", "ninth")
_HALF_HELD_BACK: Final = "third"
_HELD_BACK: Final = "eighth"
_SEED: Final = 20261122


class UtteranceError(ValueError):
    """A file of utterances is not as it should be; the message names the file and the turn."""


class Half(StrEnum):
    """What a turn may be used for."""

    DEVELOPMENT = "development"
    HELD_OUT = "held_out"


_Places = tuple[Annotated[int, Field(ge=1)], ...]


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    act: str | None = None
    state: str | None = None
    like: _Places | None = None
    dislike: _Places | None = None
    refer: _Places | None = None
    similar: _Places | None = None
    passed: Annotated[_Places | None, Field(alias="pass")] = None
    words: tuple[str, ...] | None = None


class _Turn(_Written):
    kind: str
    said: str
    other: Annotated[_Written | None, Field(alias="or")] = None


class _Opening(BaseModel):
    model_config = ConfigDict(extra="forbid")

    turns: tuple[_Turn, ...]


class _Context(_Opening):
    name: str
    earlier: tuple[str, ...]
    state: str
    shown: tuple[str, ...]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    shop: str
    opening: tuple[_Opening, ...]
    context: tuple[_Context, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What must hold after a turn, in the file's words; see ``expected.py``.

    Attributes:
        act: The act, or ``ANY_ACT``.
        state: Constraints and preferences.
        liked: Ids of items now liked, and so on for the other four.
        words: Words that the request must have.
    """

    act: str
    state: str
    liked: frozenset[str] = frozenset()
    disliked: frozenset[str] = frozenset()
    references: frozenset[str] = frozenset()
    similar_to: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Utterance:
    """A turn and what it must lead to.

    Attributes:
        shop: Name of the shop's data set.
        context: Name of its context; empty where it opens the talk.
        kind: What makes it hard.
        earlier: The turns before it.
        before: The state that ``&`` stands for.
        shown: Ids of the items shown since the first turn.
        said: The turn.
        outcomes: What may hold after it, at least one.
    """

    shop: str
    context: str
    kind: str
    earlier: tuple[str, ...]
    before: str
    shown: tuple[str, ...]
    said: str
    outcomes: tuple[Outcome, ...]


def read_utterances(folder: Path = FOLDER) -> dict[Half, tuple[Utterance, ...]]:
    """Read every file of a folder and divide the turns.

    Returns:
        Both halves, each in the order of the files. Nothing is held out where the
        folder has neither a third nor an eighth set.

    Raises:
        UtteranceError: If a file is not as it should be, a place is beyond the
            items shown, or a turn stands twice.
    """
    spent = [one for name in _SPENT for one in _read_all(folder / name)]
    halved = _read_all(folder / _HALF_HELD_BACK)
    unseen = _read_all(folder / _HELD_BACK)
    _refuse_twice((*spent, *halved, *unseen))
    held_out = _drawn(halved)
    return {
        Half.DEVELOPMENT: tuple(one for one in (*spent, *halved) if one not in held_out),
        Half.HELD_OUT: (*(one for one in halved if one in held_out), *unseen),
    }


def _refuse_twice(every: Sequence[Utterance]) -> None:
    seen: set[tuple[str, str, str]] = set()
    for one in every:
        key = (one.shop, one.context, one.said)
        if key in seen:
            raise UtteranceError(f"{one.shop}: {one.said!r} stands twice in {one.context!r}")
        seen.add(key)


def _drawn(every: Sequence[Utterance]) -> frozenset[Utterance]:
    """Hold back half of each kind, and an odd one too."""
    draw = random.Random(_SEED)  # noqa: S311 - a draw to repeat, not a secret
    development: set[Utterance] = set()
    for kind in sorted({one.kind for one in every}):
        of_kind = [one for one in every if one.kind == kind]
        development.update(draw.sample(of_kind, len(of_kind) // 2))
    return frozenset(every) - development


def _read_all(folder: Path) -> list[Utterance]:
    return [one for path in sorted(folder.glob("*.toml")) for one in _read(path)]


def _read(path: Path) -> Iterator[Utterance]:
    try:
        file = _File.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise UtteranceError(f"{path.name}: {error}") from error
    for opening in file.opening:
        for turn in opening.turns:
            yield _utterance(file.shop, turn, None)
    for context in file.context:
        for turn in context.turns:
            yield _utterance(file.shop, turn, context)


def _utterance(shop: str, turn: _Turn, context: _Context | None) -> Utterance:
    shown = context.shown if context else ()
    given = turn.model_dump(exclude_none=True, exclude={"kind", "said", "other"})
    readings = [given]
    if turn.other is not None:
        readings.append(given | turn.other.model_dump(exclude_none=True))
    try:
        outcomes = tuple(_outcome(_Written.model_validate(one), shown) for one in readings)
    except IndexError as error:
        raise UtteranceError(f"{shop}: {turn.said!r} counts beyond the items shown") from error
    return Utterance(
        shop=shop,
        context=context.name if context else "",
        kind=turn.kind,
        earlier=context.earlier if context else (),
        before=context.state if context else "",
        shown=shown,
        said=turn.said,
        outcomes=outcomes,
    )


def _outcome(written: _Written, shown: Sequence[str]) -> Outcome:
    def at(places: _Places | None) -> frozenset[str]:
        return frozenset(shown[place - 1] for place in places or ())

    return Outcome(
        act=written.act or "recommend",
        state=written.state or "",
        liked=at(written.like),
        disliked=at(written.dislike),
        references=at(written.refer),
        similar_to=at(written.similar),
        passed=at(written.passed),
        words=written.words or (),
    )
