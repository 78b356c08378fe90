"""Plots as inline SVG. Colours come from the page's style sheet: series n has the class `sn`."""

from collections.abc import Sequence
from html import escape

Point = tuple[float, float]
Whiskered = tuple[float, float, float]  # value, low, high; all 0..1

WIDTH = 460
LEFT, RIGHT, TOP, BOTTOM = 46, 12, 22, 40
BAR_LEFT, BAR = 110, 11
BAR_SCALE = WIDTH - BAR_LEFT - RIGHT - 4


def risk_coverage(series: Sequence[tuple[str, Sequence[Point]]]) -> str:
    """Risk over coverage, both 0..1, one line a series."""
    height = 300
    marks = []
    for tenths in range(0, 11, 2):
        x, y = _x(tenths / 10), _y(tenths / 10, height)
        marks.append(_line(x, TOP, x, height - BOTTOM, "grid"))
        marks.append(_line(LEFT, y, WIDTH - RIGHT, y, "grid"))
        marks.append(_text(x, height - BOTTOM + 16, f"{10 * tenths}", "middle"))
        marks.append(_text(LEFT - 6, y + 4, f"{10 * tenths}", "end"))
    marks.append(_text((LEFT + WIDTH) / 2, height - 6, "coverage, %", "middle"))
    marks.append(_text(2, 10, "risk, %", "start"))
    for number, (name, points) in enumerate(series, start=1):
        path = " ".join(f"{_x(c):.1f},{_y(r, height):.1f}" for c, r in points)
        title = f"<title>{escape(name)}</title>"
        marks.append(f'<polyline class="line s{number}" points="{path}">{title}</polyline>')
        if points:
            x, y = _x(points[-1][0]), _y(points[-1][1], height)
            marks.append(f'<circle class="dot s{number}" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>')
    return _svg(height, marks, "Risk over coverage")


def bars(
    rows: Sequence[tuple[str, Sequence[Whiskered | None]]],
    what: str = "Correctness by type of question",
) -> str:
    """A group of horizontal bars a row, one bar a series, each with its interval."""
    group = max((len(values) for _, values in rows), default=1) * (BAR + 2) + 8
    height = TOP + group * len(rows) + BOTTOM
    marks = []
    for quarter in range(5):
        x = BAR_LEFT + BAR_SCALE * quarter / 4
        marks.append(_line(x, TOP, x, height - BOTTOM, "grid"))
        marks.append(_text(x, height - BOTTOM + 16, f"{25 * quarter} %", "middle"))
    for at, (label, values) in enumerate(rows):
        top = TOP + at * group + 4
        marks.append(_text(BAR_LEFT - 8, top + (group - 8) / 2 + 4, label.replace("_", " "), "end"))
        for number, value in enumerate(values, start=1):
            if value is not None:
                marks += _bar(top + (number - 1) * (BAR + 2), number, value)
    return _svg(height, marks, what)


def strips(rows: Sequence[tuple[str, Sequence[float]]]) -> str:
    """Each question's seconds as a dot, one strip a series."""
    left, strip = 90, 60
    height = TOP + strip * len(rows) + BOTTOM
    most = max((value for _, values in rows for value in values), default=1.0) or 1.0
    step = _step(most)
    scale = (WIDTH - left - RIGHT - 8) / most
    marks = []
    for tick in range(int(most / step) + 1):
        x = left + tick * step * scale
        marks.append(_line(x, TOP, x, height - BOTTOM, "grid"))
        marks.append(_text(x, height - BOTTOM + 16, f"{tick * step:g}", "middle"))
    marks.append(_text((left + WIDTH) / 2, height - 6, "seconds a question", "middle"))
    for number, (name, values) in enumerate(rows, start=1):
        middle = TOP + strip * (number - 0.5)
        marks.append(_text(left - 10, middle + 4, name, "end"))
        for at, value in enumerate(sorted(values)):
            y = middle + (at * 7 % 19) - 9
            x = left + value * scale
            marks.append(f'<circle class="seed s{number}" cx="{x:.1f}" cy="{y:.1f}" r="3"/>')
    return _svg(height, marks, "Seconds a question")


def _bar(y: float, number: int, value: Whiskered) -> list[str]:
    share, low, high = value
    middle = y + BAR / 2
    title = f"<title>{100 * share:.0f} % [{100 * low:.0f}, {100 * high:.0f}]</title>"
    ends = (BAR_LEFT + low * BAR_SCALE, BAR_LEFT + high * BAR_SCALE)
    return [
        f'<rect class="bar s{number}" x="{BAR_LEFT}" y="{y:.1f}" width="{share * BAR_SCALE:.1f}"'
        f' height="{BAR}" rx="2">{title}</rect>',
        _line(ends[0], middle, ends[1], middle, "whisker"),
    ]


def _step(most: float) -> float:
    """A round distance between at most eight ticks."""
    step = 0.1
    for factor in (2, 2.5, 2) * 12:
        if most / step <= 8:
            break
        step *= factor
    return step


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(share: float, height: int) -> float:
    return height - BOTTOM - share * (height - TOP - BOTTOM)


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _svg(height: int, marks: Sequence[str], label: str) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(label)}">'
        f"{''.join(marks)}</svg>"
    )
