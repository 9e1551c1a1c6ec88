"""Charts as SVG, coloured by the page's style so that they suit light and dark."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from markupsafe import Markup, escape

WIDTH: Final = 520
"""Of every chart, in its own units; a page scales it."""
_LEFT: Final = 180
_RIGHT: Final = 60
_ROW: Final = 22
_TOP: Final = 14
_AXIS: Final = 40
_TICKS: Final = 5
_COLOURS: Final = 6
_LONGEST: Final = 26
_HEIGHT: Final = 300
_NARROW: Final = 56

Chart = Mapping[str, Any]
"""As ``charts.py`` has it, written as JSON."""


def draw(chart: Chart) -> Markup:
    """Return the chart as an SVG element; an unknown kind or an empty one as nothing."""
    drawers: Mapping[str, Callable[[Chart], Markup]] = {
        "intervals": _intervals,
        "curve": _curve,
        "waterfall": _waterfall,
    }
    drawer = drawers.get(str(chart.get("kind")))
    return drawer(chart) if drawer is not None else Markup()


def series_of(chart: Chart) -> list[str]:
    """Return the names that a legend needs, in the order of their colours."""
    if chart.get("kind") == "curve":
        return list(chart["lines"])
    if chart.get("kind") == "intervals":
        return list(dict.fromkeys(row["series"] for row in chart["rows"] if row["series"]))
    return []


def ticks(low: float, high: float) -> list[float]:
    """Return about five round numbers that span the range, both ends included.

    >>> ticks(0.0, 0.93)
    [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    """
    span = high - low or abs(high) or 1.0
    step = 10.0 ** math.floor(math.log10(span / _TICKS))
    step *= next(times for times in (1, 2, 5, 10) if span / (step * times) <= _TICKS)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(step * n, 10) for n in range(first, max(last, first + 1) + 1)]


def _intervals(chart: Chart) -> Markup:
    rows: Sequence[Mapping[str, Any]] = chart["rows"]
    if not rows:
        return Markup()
    colours = {name: at % _COLOURS for at, name in enumerate(series_of(chart))}
    reference: float | None = chart["reference"]
    ends = [row["low"] for row in rows] + [row["high"] for row in rows]
    marks = ticks(min(0.0, *ends), max(*ends, reference or 0.0))
    height = _TOP + _ROW * len(rows) + _AXIS
    across = _scale(marks, _LEFT, WIDTH - _RIGHT)
    parts = [_grid(marks, across, height - _AXIS), _caption(chart["unit"], height)]
    if reference is not None:
        x = across(reference)
        parts.append(f'<line class="reference" x1="{x}" x2="{x}" y1="4" y2="{height - _AXIS}"/>')
    label = ""
    for at, row in enumerate(rows):
        y = _TOP + _ROW * at + _ROW / 2
        name = "" if row["label"] == label else row["label"]
        label = row["label"]
        parts.append(_interval(row, name, y, across, colours.get(row["series"], 0)))
    return _svg(chart["title"], height, parts)


def _interval(
    row: Mapping[str, Any], name: str, y: float, across: Callable[[float], float], colour: int
) -> str:
    low, high, mean = (across(row[end]) for end in ("low", "high", "mean"))
    told = (
        f"{row['label']} {row['series']}: {row['mean']:.4g} [{row['low']:.4g}, {row['high']:.4g}]"
    )
    return (
        f'<g class="c{colour}"><title>{escape(told)}</title>'
        f'<text class="label" x="{_LEFT - 8}" y="{y + 4}">{escape(_short(name))}</text>'
        f'<line class="range" x1="{low}" x2="{high}" y1="{y}" y2="{y}"/>'
        f'<circle cx="{mean}" cy="{y}" r="4"/>'
        f'<text class="value" x="{WIDTH - 4}" y="{y + 4}">{_number(row["mean"])}</text></g>'
    )


def _curve(chart: Chart) -> Markup:
    lines: Mapping[str, Sequence[Sequence[float]]] = chart["lines"]
    points = [point for line in lines.values() for point in line]
    if not points:
        return Markup()
    horizontal = ticks(min(x for x, _ in points), max(x for x, _ in points))
    vertical = ticks(min(y for _, y in points), max(y for _, y in points))
    bottom = _HEIGHT - _AXIS
    across = _scale(horizontal, _NARROW, WIDTH - 24)
    up = _scale(vertical, bottom, _TOP)
    parts = [_grid(horizontal, across, bottom), _caption(chart["x"], _HEIGHT)]
    parts += [
        f'<line class="grid" x1="{_NARROW}" x2="{WIDTH - 24}" y1="{up(mark)}" y2="{up(mark)}"/>'
        f'<text class="label" x="{_NARROW - 8}" y="{up(mark) + 4}">{_number(mark)}</text>'
        for mark in vertical
    ]
    parts.append(
        f'<text class="caption" transform="translate(12 {bottom / 2 + _TOP}) rotate(-90)">'
        f"{escape(chart['y'])}</text>"
    )
    for at, (name, line) in enumerate(lines.items()):
        labels = chart["labels"].get(name, ())
        placed = [(across(x), up(y)) for x, y in line]
        parts.append(_line(name, placed, labels, at % _COLOURS))
    return _svg(chart["title"], _HEIGHT, parts)


def _line(
    name: str, placed: Sequence[tuple[float, float]], labels: Sequence[str], colour: int
) -> str:
    path = " ".join(f"{x},{y}" for x, y in placed)
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="4"/>' for x, y in placed)
    told = "".join(
        f'<text class="value point" x="{x + 7}" y="{y - 6}">{escape(label)}</text>'
        for (x, y), label in zip(placed, labels, strict=False)
    )
    return (
        f'<g class="c{colour}"><title>{escape(name)}</title>'
        f'<polyline points="{path}"/>{dots}{told}</g>'
    )


def _waterfall(chart: Chart) -> Markup:
    spans: Sequence[Mapping[str, Any]] = chart["spans"]
    if not spans:
        return Markup()
    height = _TOP + _ROW * len(spans) + _AXIS
    marks = ticks(0.0, max(span["late"] for span in spans))
    across = _scale(marks, _LEFT, WIDTH - _RIGHT)
    parts = [
        _grid(marks, across, height - _AXIS),
        _caption("milliseconds; bar: median, line: 95 %", height),
    ]
    for at, span in enumerate(spans):
        y = _TOP + _ROW * at + _ROW / 2
        start, end, late = (across(span[name]) for name in ("start", "end", "late"))
        parts.append(
            f'<g class="c0"><text class="label" x="{_LEFT - 8}" y="{y + 4}">'
            f"{escape(span['label'])}</text>"
            f'<rect x="{start}" y="{y - 6}" width="{max(end - start, 1)}" height="12" rx="2"/>'
            f'<line class="late" x1="{end}" x2="{late}" y1="{y}" y2="{y}"/>'
            f'<text class="value" x="{WIDTH - 4}" y="{y + 4}">'
            f"{_number(span['end'] - span['start'])} ms</text></g>"
        )
    return _svg(chart["title"], height, parts)


def _svg(title: str, height: float, parts: Sequence[str]) -> Markup:
    head = f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}">'
    return Markup(head + "".join(parts) + "</svg>")  # noqa: S704 - every text in it was escaped


def _grid(marks: Sequence[float], across: Callable[[float], float], bottom: float) -> str:
    return "".join(
        f'<line class="grid" x1="{across(mark)}" x2="{across(mark)}" y1="4" y2="{bottom}"/>'
        f'<text class="tick" x="{across(mark)}" y="{bottom + 15}">{_number(mark)}</text>'
        for mark in marks
    )


def _caption(text: str, height: float) -> str:
    middle = (_LEFT + WIDTH - _RIGHT) / 2
    return f'<text class="caption" x="{middle}" y="{height - 6}">{escape(text)}</text>'


def _scale(marks: Sequence[float], start: float, end: float) -> Callable[[float], float]:
    low, high = marks[0], marks[-1]
    return lambda value: round(start + (end - start) * (value - low) / (high - low), 1)


def _number(value: float) -> str:
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"  # noqa: PLR2004 - digits that fit


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
