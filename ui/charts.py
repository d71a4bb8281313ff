"""Small charts as SVG: pure, no script, coloured by the page's style sheet."""

from collections.abc import Sequence
from html import escape

_WIDTH, _HEIGHT = 360, 230
_LEFT, _RIGHT, _TOP, _BOTTOM = 32, 12, 28, 40
_INNER_WIDTH = _WIDTH - _LEFT - _RIGHT
_INNER_HEIGHT = _HEIGHT - _TOP - _BOTTOM
_MOST_DOTS = 60
_RISK_TOPS = ((0.1, 0.02), (0.2, 0.05), (0.5, 0.1), (1.0, 0.25))


def bar_chart(
    title: str, labels: Sequence[str], series: Sequence[Sequence[int]], *, x: str, y: str
) -> str:
    """Return a chart of counts: groups of bars, one bar of each for each series.

    Args:
        title: what the chart is of, for who can't see it.
        labels: one under each group, or one more than groups to stand at their edges.
        series: the counts of each series, as many as groups.
        x, y: what the axes count.
    """
    top = max([1, *(count for counts in series for count in counts)])
    step = next(step for step in _steps() if top <= 5 * step)
    top = step * -(-top // step)
    ticks = [(value / top, str(value)) for value in range(0, top + 1, step)]
    groups = len(series[0])
    group = _INNER_WIDTH / groups
    width = group * 0.8 / len(series)
    bars = "".join(
        _bar(
            number,
            place / groups + (0.1 * group + width * number) / _INNER_WIDTH,
            count / top,
            width,
        )
        for number, counts in enumerate(series)
        for place, count in enumerate(counts)
        if count
    )
    shift = 0.5 if len(labels) == groups else 0.0
    names = [((place + shift) / groups, label) for place, label in enumerate(labels)]
    return _chart(title, _axes(names, ticks, x, y) + bars)


def curve_chart(title: str, points: Sequence[tuple[float, float]], *, x: str, y: str) -> str:
    """Return a chart of points joined by a line; x from 0 to 1, y from 0 to at most 1."""
    highest = max(value for _, value in points)
    top, step = next(pair for pair in _RISK_TOPS if highest <= pair[0])
    across = [(part / 4, f"{part / 4:g}") for part in range(5)]
    up = [(part * step / top, f"{part * step:.2g}") for part in range(round(top / step) + 1)]
    places = [(_x(a), _y(b / top)) for a, b in points]
    line = " ".join(f"{a:.1f},{b:.1f}" for a, b in places)
    shown = places if len(places) <= _MOST_DOTS else places[-1:]
    dots = "".join(f'<circle class="dot" cx="{a:.1f}" cy="{b:.1f}" r="3"/>' for a, b in shown)
    return _chart(title, f'{_axes(across, up, x, y)}<polyline class="line" points="{line}"/>{dots}')


def interval_chart(value: float, low: float, high: float) -> str:
    """Return a dot on a line from 0 to 1, with its interval; a picture of figures beside it."""
    return (
        '<svg class="interval" viewBox="0 0 120 14" aria-hidden="true">'
        '<line class="grid" x1="4" x2="116" y1="7" y2="7"/>'
        f'<line class="whisker" x1="{4 + 112 * low:.1f}" x2="{4 + 112 * high:.1f}" y1="7" y2="7"/>'
        f'<circle class="dot" cx="{4 + 112 * value:.1f}" cy="7" r="4"/></svg>'
    )


def _chart(title: str, content: str) -> str:
    label = escape(title)
    return (
        f'<svg class="chart" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{label}">'
        f"<title>{label}</title>{content}</svg>"
    )


def _axes(
    across: Sequence[tuple[float, str]], up: Sequence[tuple[float, str]], x: str, y: str
) -> str:
    """Draw lines and labels; a tick is its place, 0 to 1, and its text."""
    lines = "".join(
        f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{height}" y2="{height}"/>'
        f'<text class="tick up" x="{_LEFT - 6}" y="{height + 4}">{escape(text)}</text>'
        for height, text in ((round(_y(place), 1), text) for place, text in up)
    )
    labels = "".join(
        f'<text class="tick" x="{_x(place):.1f}" y="{_y(0) + 15}">{escape(text)}</text>'
        for place, text in across
    )
    return (
        f'{lines}{labels}<text class="axis" x="{_x(0.5)}" y="{_HEIGHT - 6}">{escape(x)}</text>'
        f'<text class="axis up" x="0" y="12">{escape(y)}</text>'
    )


def _bar(series: int, start: float, height: float, width: float) -> str:
    return (
        f'<rect class="bar series-{series}" x="{_x(start):.1f}" y="{_y(height):.1f}" '
        f'width="{width:.1f}" height="{_INNER_HEIGHT * height:.1f}"/>'
    )


def _steps() -> Sequence[int]:
    return [factor * 10**power for power in range(9) for factor in (1, 2, 5)]


def _x(part: float) -> float:
    return _LEFT + _INNER_WIDTH * part


def _y(part: float) -> float:
    return _TOP + _INNER_HEIGHT * (1 - part)
