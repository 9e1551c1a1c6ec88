"""SIMMC 2.1's fashion dialogues as turns and frames (evaluation only: CC BY-NC-SA)."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from eval.understanding.encoder.frames import Example, Frame, Slot, Spoken, plain
from eval.understanding.folds import Dialogue
from retrieval.synonyms import same_words

_AND: Final = ", "
_FEWEST: Final = 4
_SHARE: Final = 0.8
_LONGEST: Final = 3
_SIZES: Final = {
    "XS": "extra small", "S": "small", "M": "medium",
    "L": "large", "XL": "extra large", "XXL": "extra extra large",
}  # fmt: skip


def read_dialogues(folder: Path) -> list[Dialogue]:
    """Read the dialogues; each turn's memory is what the last turn that filled any truly filled.

    A value that names several ("red, white", or a list) is several slots of one name.
    """
    told: list[dict[str, Any]] = json.loads((folder / "dialogues.json").read_text("utf-8"))[
        "dialogue_data"
    ]
    return [_dialogue(one["dialogue"]) for one in told]


def _dialogue(turns: Sequence[dict[str, Any]]) -> Dialogue:
    examples: list[Example] = []
    heard, earlier, memory = "", "", frozenset[Slot]()
    for turn in turns:
        frame = _frame(turn["transcript_annotated"])
        examples.append((Spoken(turn["transcript"], heard, earlier, memory), frame))
        heard, earlier = turn["system_transcript"], turn["transcript"]
        memory = frame.slots or memory
    return examples


def _frame(told: dict[str, Any]) -> Frame:
    filled: dict[str, Any] = told["act_attributes"]["slot_values"]
    slots = {(slot, one) for slot, value in filled.items() for one in _values(value)}
    return Frame(frozenset({told["act"]}), frozenset(slots))


def _values(value: Any) -> list[str]:  # noqa: ANN401 - JSON
    return [str(one) for one in value] if isinstance(value, list) else str(value).split(_AND)


def whole(slots: Iterable[Slot]) -> frozenset[Slot]:
    """Join the values of each slot, in alphabetical order.

    >>> sorted(whole([("color", "white"), ("color", "red"), ("type", "shirt")]))
    [('color', 'red, white'), ('type', 'shirt')]
    """
    values: dict[str, list[str]] = defaultdict(list)
    for slot, value in sorted(slots):
        values[slot].append(value)
    return frozenset((slot, _AND.join(some)) for slot, some in values.items())


def aliases_of(examples: Iterable[Example]) -> dict[Slot, set[str]]:
    """Return phrases that stand for a value: other words for it, and those learned.

    Learned is a phrase of up to three words that at least four turns have, four fifths
    of which fill the slot with this value. None has another phrase in it: "blouse with
    good" tells no more of a blouse than "blouse", and would hide the "good".
    """
    said: Counter[str] = Counter()
    with_slot: dict[Slot, Counter[str]] = defaultdict(Counter)
    for turn, frame in examples:
        phrases = _phrases(plain(turn.said).split())
        said.update(phrases)
        for slot in frame.slots:
            with_slot[slot].update(phrases)
    values = {plain(value) for _, value in with_slot} - {""}
    told = {slot: _other_words(slot) - values for slot in with_slot}
    known = values.union(*told.values())
    for slot, counts in with_slot.items():
        often = {p for p, n in counts.items() if n >= _FEWEST and n >= _SHARE * said[p]}
        told[slot] |= {p for p in often if not any(_within(q, p) for q in known | (often - {p}))}
    return told


def _other_words(slot: Slot) -> set[str]:
    """Return what else a value is called, by the shops' synonyms and among sizes."""
    name, value = slot
    groups = [set(map(plain, group)) for group in same_words()]
    own = plain(value).replace(" ", "")
    same = [group for group in groups if own in {word.replace(" ", "") for word in group}]
    sized = {_SIZES[value]} if name == "size" and value in _SIZES else set[str]()
    return sized.union(*same)


def _within(phrase: str, longer: str) -> bool:
    return f" {phrase} " in f" {longer} "


def _phrases(words: Sequence[str]) -> set[str]:
    return {
        " ".join(words[at : at + length])
        for length in range(1, _LONGEST + 1)
        for at in range(len(words) - length + 1)
    }
