"""Small pictures as SVG, drawn with attributes alone so that no style is needed in the page."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup, escape

from assistant.service.reviews.trends import Month
from ranking.curve import Point

_WIDTH, _HEIGHT = 360, 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 16, 14, 42
_PAD: Final = 0.03
_TONE_WIDTH, _TONE_HEIGHT = 520, 170


def bar(share: float, *, is_down: bool = False, label: str = "") -> Markup:
    """Draw a bar, ``share`` of its track long, in [0, 1]."""
    length = round(max(0.0, min(1.0, share)) * 100, 1)
    kind = "down" if is_down else "up"
    hidden = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return Markup(  # noqa: S704 - numbers, and an escaped label
        f'<svg class="bar {kind}" viewBox="0 0 100 8" preserveAspectRatio="none" {hidden}>'
        f'<rect class="track" width="100" height="8" rx="3"/>'
        f'<rect class="fill" width="{length}" height="8" rx="3"/></svg>'
    )


def curve_chart(points: Sequence[Point], current: Point | None) -> Markup:
    """Draw relevance over variety, with the list that was shown.

    Args:
        points: The curve, by the setting of the dial.
        current: The list that was shown, or None.
    """
    shown = [*points, *([current] if current else [])]
    xs, ys = _span([p.variety for p in shown]), _span([p.relevance for p in shown])

    def at(point: Point) -> tuple[float, float]:
        x = _LEFT + (point.variety - xs[0]) / (xs[1] - xs[0]) * (_WIDTH - _LEFT - _RIGHT)
        y = _TOP + (ys[1] - point.relevance) / (ys[1] - ys[0]) * (_HEIGHT - _TOP - _BOTTOM)
        return round(x, 1), round(y, 1)

    places = [at(point) for point in points]
    line = " ".join(f"{x},{y}" for x, y in places)
    dots = "".join(
        f'<circle cx="{x}" cy="{y}" r="3.5"><title>Dial at {p.trade_off:.1f}: relevance '
        f"{p.relevance:.2f}, variety {p.variety:.2f}</title></circle>"
        for p, (x, y) in zip(points, places, strict=True)
    )
    return Markup(  # noqa: S704 - numbers alone
        f'<svg class="chart" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{_curve_words(points, current)}">'
        f'{_frame(xs, ys)}<polyline points="{line}"/><g class="dots">{dots}</g>'
        f"{_ends(points, places)}{_current(current, at(current) if current else None)}</svg>"
    )


def _curve_words(points: Sequence[Point], current: Point | None) -> str:
    first, last = points[0], points[-1]
    words = (
        f"From similar to varied, relevance goes from {first.relevance:.2f} to "
        f"{last.relevance:.2f} and variety from {first.variety:.2f} to {last.variety:.2f}."
    )
    if current is None:
        return words
    return (
        f"{words} The list shown, at {current.trade_off:.1f}, has relevance "
        f"{current.relevance:.2f} and variety {current.variety:.2f}."
    )


def _span(values: Sequence[float]) -> tuple[float, float]:
    """Return a range that holds the values with a little room."""
    low, high = min(values), max(values)
    room = max((high - low) * 0.12, _PAD)
    return low - room, high + room


def _frame(xs: tuple[float, float], ys: tuple[float, float]) -> str:
    base, right = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
    middle = (_LEFT + right) / 2
    return (
        f'<path class="axis" d="M{_LEFT} {_TOP}V{base}H{right}"/>'
        f'<text x="{_LEFT - 6}" y="{_TOP + 9}" class="end">{max(ys[1], 0):.2f}</text>'
        f'<text x="{_LEFT - 6}" y="{base}" class="end">{max(ys[0], 0):.2f}</text>'
        f'<text x="{_LEFT}" y="{base + 15}">{max(xs[0], 0):.2f}</text>'
        f'<text x="{right}" y="{base + 15}" class="end">{xs[1]:.2f}</text>'
        f'<text x="{middle}" y="{_HEIGHT - 6}" class="middle">Variety of the list</text>'
        f'<text x="12" y="{(_TOP + base) / 2}" class="middle" '
        f'transform="rotate(-90 12 {(_TOP + base) / 2})">Relevance</text>'
    )


def _ends(points: Sequence[Point], places: Sequence[tuple[float, float]]) -> str:
    if len(points) < 2 or places[0] == places[-1]:  # noqa: PLR2004 - two ends
        return ""
    (x, y), (last_x, last_y) = places[0], places[-1]
    return (
        f'<text x="{x + 7}" y="{y - 7}">similar</text>'
        f'<text x="{last_x - 7}" y="{last_y + 15}" class="end">varied</text>'
    )


def _current(current: Point | None, place: tuple[float, float] | None) -> str:
    if current is None or place is None:
        return ""
    x, y = place
    return (
        f'<circle class="now" cx="{x}" cy="{y}" r="7"><title>The list shown, dial at '
        f"{current.trade_off:.1f}: relevance {current.relevance:.2f}, variety "
        f"{current.variety:.2f}</title></circle>"
    )


def tone_chart(months: Sequence[Month]) -> Markup:
    """Draw the mean tone month by month, with the number of reviews beneath."""
    step = (_TONE_WIDTH - 50) / max(len(months), 1)
    zero, reach = 70, 56
    parts = [f'<path class="axis" d="M40 {zero}H{_TONE_WIDTH}"/>']
    parts += [
        '<text x="34" y="20" class="end">good</text>',
        f'<text x="34" y="{zero + 4}" class="end">0</text>',
        f'<text x="34" y="{zero + reach}" class="end">bad</text>',
    ]
    for place, month in enumerate(months):
        x = 46 + place * step
        width = min(step * 0.7, 44)
        height = max(abs(month.tone) * reach, 1)
        top = zero - height if month.tone >= 0 else zero
        kind = "up" if month.tone >= 0 else "down"
        parts.append(
            f'<rect class="{kind}" x="{x:.1f}" y="{top:.1f}" width="{width:.1f}" '
            f'height="{height:.1f}" rx="2"><title>{month.first:%B %Y}: {month.count} reviews, '
            f"tone {month.tone:+.2f}</title></rect>"
            f'<text x="{x + width / 2:.1f}" y="146" class="middle">{month.first:%b}</text>'
            f'<text x="{x + width / 2:.1f}" y="162" class="middle">{month.count}</text>'
        )
    said = "; ".join(f"{m.first:%B %Y} {m.tone:+.2f} of {m.count}" for m in months)
    return Markup(  # noqa: S704 - numbers and dates alone
        f'<svg class="chart tone" viewBox="0 0 {_TONE_WIDTH} {_TONE_HEIGHT}" role="img" '
        f'aria-label="Tone by month: {said}.">{"".join(parts)}</svg>'
    )
