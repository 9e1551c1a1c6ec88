"""What a measurement answers: rows for people, figures for gates, facts for both."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from eval.charts import Chart
from eval.provenance import code_version, command_line, library_versions, machine_line, now

Samples = Mapping[str, Mapping[str, Mapping[str, Sequence[float]]]]
"""Values by system, measure and dialogue: what another run is compared with."""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one measurement.

    Attributes:
        name: As in ``aisle bench NAME`` or ``aisle eval NAME``.
        columns: The table's headings.
        rows: The table's cells, one tuple a row, as many as there are columns.
        figures: Every number by a dotted name, such as ``none.first_card.p95_ms``;
            a gate holds these against ``bounds.toml``.
        facts: What the figures rest on: ``data`` and its sha256, ``models``,
            ``seed``, settings.
        notes: Sentences a reader must know, such as what was left out and why.
        charts: What is drawn of it.
        samples: The values behind the figures, where dialogues were held.
        transcripts: Whole dialogues, the worst first, as ``transcripts.as_json``
            gives them.
        command: What printed it.
        code: The commit.
        libraries: Their versions.
        machine: Where it ran.
        measured_at: When, UTC, ISO 8601.
    """

    name: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, ...]]
    figures: Mapping[str, float]
    facts: Mapping[str, str] = field(default_factory=dict[str, str])
    notes: Sequence[str] = ()
    charts: Sequence[Chart] = ()
    samples: Samples = field(default_factory=dict[str, Any])
    transcripts: Sequence[Mapping[str, Any]] = ()
    command: str = field(default_factory=command_line)
    code: str = field(default_factory=code_version)
    libraries: Mapping[str, str] = field(default_factory=library_versions)
    machine: str = field(default_factory=machine_line)
    measured_at: str = field(default_factory=now)

    def as_json(self) -> dict[str, Any]:
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
