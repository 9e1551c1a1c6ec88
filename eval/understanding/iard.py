"""IARD's film talks as turns and intents: ReDial dialogues, annotated by Cai and Chen (2020)."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from eval.data_sets import NoDataError
from eval.understanding.encoder.frames import Example, Frame, Spoken
from eval.understanding.folds import Dialogue

GOLD: Final = "formatted_IARD_annotated_gold.json"
"""Every turn's intents, agreed on by several annotators."""
PARTIAL: Final = "formatted_IARD_annotated_partially.json"
"""Other dialogues, less carefully annotated."""

_SEEKER: Final = "USER"


def read_talks(file: Path) -> list[Dialogue]:
    """Read the seeker's turns of every dialogue; the recommender's are what was heard before.

    Args:
        file: ``GOLD`` or ``PARTIAL``.

    Raises:
        NoDataError: If it is missing.
    """
    if not file.is_file():
        raise NoDataError(f"there is no {file}")
    return [_talk(each["conversation"]) for each in json.loads(file.read_text("utf-8"))]


def _talk(turns: Sequence[dict[str, Any]]) -> Dialogue:
    examples: list[Example] = []
    heard = earlier = ""
    for turn in turns:
        said: str = turn["utterance"]
        if turn["participant"] != _SEEKER:
            heard = said
            continue
        intents = frozenset(act["intent"] for act in turn["dialogue_acts"])
        examples.append((Spoken(said, heard, earlier), Frame(intents)))
        heard, earlier = "", said
    return examples
