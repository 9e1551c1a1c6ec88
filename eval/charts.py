"""What a report draws; ``eval/page`` turns each into SVG."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Curve:
    """Lines through points, such as relevance against variety.

    Attributes:
        title: What is seen.
        x: Name of the horizontal axis.
        y: Name of the vertical one.
        lines: Points by name, in the order they are joined.
        labels: What stands at the points of a line, by its name; may be missing.
    """

    title: str
    x: str
    y: str
    lines: Mapping[str, Sequence[tuple[float, float]]]
    labels: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    kind: str = "curve"


@dataclass(frozen=True, slots=True)
class Ranged:
    """A mean with its interval.

    Attributes:
        label: Of what.
        mean: The figure.
        low: Lower end.
        high: Upper end.
        series: Which system or group, for the colour; empty for one alone.
    """

    label: str
    mean: float
    low: float
    high: float
    series: str = ""


@dataclass(frozen=True, slots=True)
class Intervals:
    """Means with intervals, one below the other.

    Attributes:
        title: What is seen.
        unit: Of the axis.
        rows: From the top.
        reference: Where a line is drawn, such as 0 for differences; None for none.
    """

    title: str
    unit: str
    rows: Sequence[Ranged]
    reference: float | None = None
    kind: str = "intervals"


@dataclass(frozen=True, slots=True)
class Span:
    """A stage of a turn, in milliseconds from its beginning.

    Attributes:
        label: The stage.
        start: When it begins, in the median turn.
        end: When it ends, in the median turn.
        late: When it ends, in the slow turn (95 %).
    """

    label: str
    start: float
    end: float
    late: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Where a turn's time goes.

    Attributes:
        title: What is seen.
        spans: In the order of time.
    """

    title: str
    spans: Sequence[Span]
    kind: str = "waterfall"


Chart = Curve | Intervals | Waterfall
