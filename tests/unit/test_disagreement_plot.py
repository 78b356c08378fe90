"""Where the figures of a disagreement stand on the axis."""

import re
from typing import Any

import pytest

from ui.disagreement_plot import plot


def found(*figures: tuple[str, float | None, float | None]) -> dict[str, Any]:
    rows = [
        {"value": str(low), "low": low, "high": high, "speaker": who, "scope": None, "citation": 1}
        for who, low, high in figures
    ]
    return {"about": "x", "figures": rows, "relation": "conflict", "independent_sources": 2}


def positions(svg: str) -> list[float]:
    return [float(x) for x in re.findall(r'<circle[^>]* cx="([\d.]+)%"', svg)]


def test_positions_are_shares_of_an_axis_from_zero() -> None:
    svg = plot(found(("Ann", 100, 100), ("Ben", 200, 400)))
    assert positions(svg) == [22.61, 22.61, 43.72, 85.94]
    assert re.findall(r'class="tick"[^>]*>([\d,]+)<', svg) == ["0", "450"]


def test_an_open_end_is_a_ring_at_the_end_of_the_axis() -> None:
    svg = plot(found(("Ann", 300, 300), ("Ben", 1000, None)))
    assert positions(svg)[-1] == 96.5
    assert svg.count('<circle class="open"') == 1


def test_figures_that_lie_close_together_far_from_zero_are_told_apart() -> None:
    svg = plot(found(("Ann", 1000, 1000), ("Ben", 1100, 1100)))
    assert positions(svg) == [25.25, 25.25, 72.75, 72.75]
    assert re.findall(r'class="tick"[^>]*>([\d,]+)<', svg) == ["950", "1,150"]


@pytest.mark.parametrize(
    ("figures", "ends"),
    [((1, 2), ["0", "2.5"]), ((10, 11), ["9.5", "11.5"]), ((0.04, 0.08), ["0", "0.085"]),
     ((2000, 2001), ["1,999.5", "2,001.5"]), ((9000, 20000), ["0", "25,000"])],
)  # fmt: skip
def test_the_ends_of_the_axis_are_told_as_they_are(
    figures: tuple[float, float], ends: list[str]
) -> None:
    svg = plot(found(("Ann", figures[0], figures[0]), ("Ben", figures[1], figures[1])))
    assert re.findall(r'class="tick"[^>]*>([\d,.]+)<', svg) == ends


def test_there_is_no_plot_of_fewer_than_two_figures() -> None:
    assert plot(found(("Ann", 100, 100))) == ""
    assert plot(found(("Ann", 100, 100), ("Ben", None, None))) == ""
    assert plot(found(("Ann", 0, 0), ("Ben", 0, 0))) == ""


@pytest.mark.parametrize("value", ["6:40 p.m.", "around 7 pm", "Noon", "11 May", "in March 2024"])
def test_times_and_dates_are_no_lengths(value: str) -> None:
    times = found(("Ann", 1120, 1120), ("Ben", 1140, 1140))
    for figure in times["figures"]:
        figure["value"] = value
    assert plot(times) == ""


@pytest.mark.parametrize("value", ["300 marchers", "$4 million", "2.30", "six maybe"])
def test_other_figures_are(value: str) -> None:
    sums = found(("Ann", 3, 3), ("Ben", 4, 4))
    for figure in sums["figures"]:
        figure["value"] = value
    assert plot(sums).startswith("<svg")


def test_it_can_be_read_aloud() -> None:
    svg = plot(found(("Ann", 1, 1), (None, 2, 2)))  # type: ignore[arg-type]
    assert 'aria-label="Ann: 1; no speaker named: 2"' in svg


def test_names_and_values_are_text() -> None:
    svg = plot(found(('<script>"', 1, 1), ("Ben", 2, 2)))
    assert "<script>" not in svg
    assert "&lt;script&gt;&quot;" in svg
