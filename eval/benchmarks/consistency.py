"""Whether the same request in other words finds the same: ``aisle eval consistency``.

Each request is asked in five English and five Chinese wordings. Lists are compared
by rank-biased overlap (Webber et al., 2010) with p = 0.9, pair by pair: within a
language, across the two, and of each wording over what a shopper is shown in a
conversation (the chat and the API answer alike) and what the console drafts of it.
"""

import tomllib
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import combinations, product
from pathlib import Path
from statistics import mean
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from assistant.reply import Shown
from eval.metrics.variety import rank_biased_overlap
from eval.report import Report
from eval.understanding.talking import Talk, open_talk

PARAPHRASES: Final = Path(__file__).parent.parent / "understanding" / "paraphrases.toml"
P: Final = 0.9
COLUMNS: Final = ("request", "within English", "within Chinese", "across", "over the faces")


class Request(BaseModel):
    """One request and its wordings.

    Attributes:
        name: For the table.
        english: At least two wordings.
        chinese: Likewise.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    english: tuple[str, ...] = Field(min_length=2)
    chinese: tuple[str, ...] = Field(min_length=2)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    request: tuple[Request, ...]


def run(data: Path | None = None) -> Report:
    """Ask every request in every wording, each in a conversation of its own.

    Args:
        data: Home of an indexed shop; None for the one in the settings.

    Raises:
        CatalogueError: If the shop is not indexed or can't be opened.
    """
    told = PARAPHRASES.read_bytes()
    requests = _File.model_validate(tomllib.loads(told.decode())).request
    rows: list[tuple[str, ...]] = []
    figures: list[tuple[float, float, float, float]] = []
    with open_talk(data) as talk:
        for request in requests:
            agreed = _agreement(talk, request)
            figures.append(agreed)
            rows.append((request.name, *(f"{value:.3f}" for value in agreed)))
        facts = talk.facts | {
            "requests": f"{len(requests)}, sha256 {sha256(told).hexdigest()[:12]}"
        }
    english, chinese, across, faces = (mean(column) for column in zip(*figures, strict=True))
    rows.append(("all", *(f"{value:.3f}" for value in (english, chinese, across, faces))))
    return Report(
        name="consistency",
        columns=COLUMNS,
        rows=rows,
        figures={
            "within": min(english, chinese),
            "english": english,
            "chinese": chinese,
            "across": across,
            "faces": faces,
        },
        facts=facts,
        notes=[f"Mean rank-biased overlap of pairs of lists, p = {P}; 1 where they are one."],
    )


def _agreement(talk: Talk, request: Request) -> tuple[float, float, float, float]:
    english = [_lists(talk, said) for said in request.english]
    chinese = [_lists(talk, said) for said in request.chinese]
    shown, also = [chat for chat, _ in english], [chat for chat, _ in chinese]
    return (
        _overlap(combinations(shown, 2)),
        _overlap(combinations(also, 2)),
        _overlap(product(shown, also)),
        _overlap(english + chinese),
    )


def _overlap(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> float:
    return mean(rank_biased_overlap(one, other, P) for one, other in pairs)


def _lists(talk: Talk, said: str) -> tuple[list[str], list[str]]:
    """Return the ids shown in a conversation, and those the console drafts of it."""
    session_id = talk.assistant.open_session()
    try:
        shown = [
            ranked.item.item_id
            for event in talk.assistant.respond(session_id, said)
            if isinstance(event, Shown)
            for ranked in event.reply.items
        ]
        draft = talk.assistant.draft(session_id)
    finally:
        talk.assistant.forget(session_id)
    return shown, [ranked.item.item_id for ranked in draft.items]
