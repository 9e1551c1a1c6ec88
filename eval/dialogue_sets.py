"""Reads the sets of recommendation dialogues: the graph, the turns, and which part is judged."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from eval.data_sets import NoDataError, data_folder
from eval.provenance import file_line
from ranking.dialogue.graph import ItemGraph, build_graph
from ranking.dialogue.turns import RecommendationTurn

TRAIN: Final = "train_data_processed.jsonl"
VALIDATION: Final = "valid_data_processed.jsonl"
TEST: Final = "test_data_processed.jsonl"
_INFO: Final = "id2info.json"
_ITEMS: Final = "item_ids.json"
_ENTITIES: Final = "entity2id.json"
_YEAR: Final = re.compile(r"\((\d{4})\)$")
_TEXT_ORDER: Final = ("year", "genre", "writer", "director", "actor", "star", "plot")


class DialogueSetError(ValueError):
    """A file of the set is not as it should be; the message says where."""


@dataclass(frozen=True, slots=True)
class DialogueSet:
    """A set of dialogues in which items are recommended.

    Attributes:
        name: Of the set.
        graph: Its items and what is known of them.
        item_texts: One an item, in the graph's order.
        parts: Turns by the file they stand in, such as ``TRAIN``; only files that
            are there.
        files: Every file read, with its hash.
    """

    name: str
    graph: ItemGraph
    item_texts: tuple[str, ...]
    parts: Mapping[str, tuple[RecommendationTurn, ...]]
    files: tuple[str, ...]


def read_dialogue_set(name: str, data: Path | None) -> DialogueSet:
    """Read a set as iEvaLM-CRS lays it out.

    Args:
        name: Of its folder.
        data: The folder itself (with ``id2info.json``), or the folder that holds
            it; see ``data_folder``.

    Raises:
        NoDataError: If the set is missing.
        DialogueSetError: If a file of it can't be read.
    """
    folder = data_folder(data)
    folder = folder if (folder / _INFO).is_file() else folder / name
    if not (folder / _INFO).is_file():
        raise NoDataError(f"there is no {folder / _INFO}: name the folder of the data sets")
    ids: Mapping[str, int] = _json(folder / _ENTITIES)
    info: Mapping[str, Mapping[str, Any]] = _json(folder / _INFO)
    by_id = {number: entity for entity, number in ids.items()}
    items = [by_id[number] for number in _json(folder / _ITEMS)]
    known = {each["name"]: each for each in info.values()}
    graph = build_graph({name: _facts(each) for name, each in known.items()}, items, ids)
    parts = {
        part: tuple(_turns(folder / part, part))
        for part in (TRAIN, VALIDATION, TEST)
        if (folder / part).is_file()
    }
    read = [folder / each for each in (_INFO, _ITEMS, _ENTITIES, *parts)]
    return DialogueSet(
        name=name,
        graph=graph,
        item_texts=tuple(_text(item, known.get(item, {})) for item in graph.items),
        parts=parts,
        files=tuple(file_line(path) for path in read),
    )


def _facts(info: Mapping[str, Any]) -> dict[str, list[str]]:
    facts = {
        relation: list(dict.fromkeys(_listed(values)))
        for relation, values in info.items()
        if relation not in ("name", "plot", "imdb_id")
    }
    year = _YEAR.search(info["name"])
    if year and "year" not in facts:
        facts["year"] = [year[1]]
    return {relation: values for relation, values in facts.items() if values}


def _listed(values: str | Sequence[str]) -> list[str]:
    return [values] if isinstance(values, str) else list(values)


def _text(item: str, info: Mapping[str, Any]) -> str:
    said = [
        f"{name}: {', '.join(dict.fromkeys(_listed(info[name])))}"
        for name in _TEXT_ORDER
        if info.get(name)
    ]
    return ". ".join([item, *said])


def _turns(path: Path, part: str) -> Iterator[RecommendationTurn]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            yield RecommendationTurn(
                # The parts number their dialogues each from 0.
                dialogue_id=f"{part}:{row['dialog_id']}",
                utterances=tuple(text for text in row["context"] if text.strip()),
                mentioned=tuple(row["entity"]),
                recommended=tuple(dict.fromkeys(row["rec"])),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise DialogueSetError(f"{path}, line {number}: no turn ({error!r})") from error


def _json(path: Path) -> Any:  # noqa: ANN401 - what a file holds
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise DialogueSetError(f"{path} can't be read: {error}") from error
