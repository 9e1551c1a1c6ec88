"""What a measurement answers: rows for people, figures for gates, facts for both."""

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime


def machine_line() -> str:
    """Describe the machine in a line."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{platform.system()} {platform.machine()}, {cores} cores, {platform.python_version()}"


def now() -> str:
    """Return this second, UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one measurement.

    Attributes:
        name: As in ``aisle bench NAME`` or ``aisle eval NAME``.
        columns: The table's headings.
        rows: The table's cells, one tuple a row, as many as there are columns.
        figures: Every number by a dotted name, such as ``none.first_card.p95_ms``;
            a gate holds these against ``bounds.toml``.
        facts: What the figures rest on: data and its sha256, models, settings.
        notes: Sentences a reader must know, such as what was left out and why.
        machine: Where it ran.
        measured_at: When, UTC, ISO 8601.
    """

    name: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, ...]]
    figures: Mapping[str, float]
    facts: Mapping[str, str] = field(default_factory=dict[str, str])
    notes: Sequence[str] = ()
    machine: str = field(default_factory=machine_line)
    measured_at: str = field(default_factory=now)

    def as_json(self) -> dict[str, object]:
        """Return what ``--json`` writes."""
        return asdict(self)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lies, interpolated.

    Args:
        values: At least one, in any order.
        share: In [0, 1]; 0.5 is the median.

    Raises:
        ValueError: If there are no values or the share lies outside [0, 1].
    """
    if not values or not 0 <= share <= 1:
        raise ValueError(f"no percentile {share} of {len(values)} values")
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
