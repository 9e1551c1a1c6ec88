"""What was found in a catalogue, and what was done about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """What may be wrong with items."""

    EXACT_DUPLICATE = "exact_duplicate"
    NEAR_DUPLICATE = "near_duplicate"
    SAME_PHOTO = "same_photo"
    ALIKE_PHOTO = "alike_photo"
    MISSING = "missing"
    PRICE_OUTLIER = "price_outlier"
    CATEGORY_SPELLING = "category_spelling"
    CATEGORY_ALIKE = "category_alike"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found.

    Attributes:
        kind: What it is.
        what: A sentence for people.
        item_ids: The items concerned, by id; of duplicates the one to keep first.
        done: What was done about it; empty where it was left as it is.
    """

    kind: Kind
    what: str
    item_ids: tuple[str, ...]
    done: str = ""


@dataclass(frozen=True, slots=True)
class CleaningReport:
    """Everything that was found in a catalogue.

    Attributes:
        items: How many items were looked at.
        findings: All of them, by kind, the gravest first within a kind.
        titles: Of the items concerned, by id.
        photos: Main photos of those of them that have one, by id.
        seconds: How long it took.
    """

    items: int
    findings: Sequence[Finding]
    titles: Mapping[str, str]
    photos: Mapping[str, Path]
    seconds: float

    def of(self, kind: Kind) -> list[Finding]:
        """Return the findings of one kind, in order."""
        return [finding for finding in self.findings if finding.kind is kind]
