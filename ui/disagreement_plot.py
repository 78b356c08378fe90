"""A small plot of the figures of a disagreement: one interval a source, as inline SVG.

Positions are percentages and text keeps its size, so the plot is as readable on a telephone.
"""

import html
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]

ROW = 44  # pixels of height
LEFT, WIDTH = 1.5, 95.0  # per cent of the drawing's width


# Times of day and dates: their numbers are minutes and YYYYMMDD, which no axis of numbers tells.
_MOMENT = re.compile(
    r"\d:\d\d|\d ?[ap]\.?m\b|\b(?:noon|midnight|o['’]clock)\b"
    r"|\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Axis:
    least: float
    most: float

    def at(self, value: float) -> float:
        """Where a value stands, in per cent of the width."""
        share = (value - self.least) / (self.most - self.least)
        return round(LEFT + WIDTH * min(max(share, 0.0), 1.0), 2)


def plot(found: Record) -> str:
    """The SVG; nothing where fewer than two figures have a place on one axis."""
    figures = [f for f in found["figures"] if _has_place(f)]
    values = [float(v) for f in figures for v in (f["low"], f["high"]) if v is not None]
    if len(figures) < 2 or max(values) <= 0:
        return ""
    axis = _axis(values)
    rows = "".join(_row(f, axis, ROW * n) for n, f in enumerate(figures))
    height = ROW * len(figures) + 26
    return (
        f'<svg class="plot" role="img" width="100%" height="{height}"'
        f' aria-label="{_escaped(_spoken(figures))}">{rows}{_scale(axis, height - 20)}</svg>'
    )


def _has_place(figure: Record) -> bool:
    bounded = figure["low"] is not None or figure["high"] is not None
    return bounded and _MOMENT.search(figure["value"]) is None


def _axis(values: Sequence[float]) -> _Axis:
    """From zero, so that lengths can be compared, unless the figures lie far from it together."""
    least, most = min(values), max(values)
    near = least > 0 and most / least < 1.2
    margin = (most - least) * 0.5 or most * 0.1
    start = least - margin if near else min(0.0, least)
    return _Axis(start, most + margin if near else _round_above(most))


def _round_above(value: float) -> float:
    """The next half power of ten above a value, with some room: 3,500 for 3,000 to 3,333."""
    step: float = 10 ** math.floor(math.log10(value)) / 2
    return math.ceil(value * 1.05 / step) * step


def _row(figure: Record, axis: _Axis, top: int) -> str:
    low, high = figure["low"], figure["high"]
    left = axis.at(axis.least if low is None else float(low))
    right = axis.at(axis.most if high is None else float(high))
    who = _escaped(figure["speaker"] or "no speaker named")
    label = (
        f'<text x="0" y="{top + 14}"><tspan class="who">{who}</tspan> '
        f"{_escaped(figure['value'])}</text>"
    )
    line = f'<line x1="{left}%" x2="{right}%" y1="{top + 28}" y2="{top + 28}"/>'
    ends = "".join(
        _end(position, top + 28, open_end)
        for position, open_end in ((left, low is None), (right, high is None))
    )
    return f"<g>{label}{line}{ends}</g>"


def _end(position: float, y: int, open_end: bool) -> str:
    """A dot where the figure ends, a ring where it is open ("more than")."""
    kind = ' class="open"' if open_end else ""
    return f'<circle{kind} cx="{position}%" cy="{y}" r="5"/>'


def _scale(axis: _Axis, y: int) -> str:
    ends = ((LEFT, "start", axis.least), (LEFT + WIDTH, "end", axis.most))
    # Rounded to a whole number, an axis to 2.5 would end at "2".
    digits = max(0, 1 - math.floor(math.log10(axis.most - axis.least)))
    texts = "".join(
        f'<text class="tick" x="{x}%" y="{y + 16}" text-anchor="{anchor}">{_told(value, digits)}'
        "</text>"
        for x, anchor, value in ends
    )
    return f'<line class="axis" x1="{LEFT}%" x2="{LEFT + WIDTH}%" y1="{y}" y2="{y}"/>{texts}'


def _told(value: float, digits: int) -> str:
    told = f"{value:,.{digits}f}"
    return told.rstrip("0").rstrip(".") if digits else told


def _spoken(figures: Sequence[Record]) -> str:
    return "; ".join(f"{f['speaker'] or 'no speaker named'}: {f['value']}" for f in figures)


def _escaped(text: object) -> str:
    return html.escape(str(text), quote=True)
