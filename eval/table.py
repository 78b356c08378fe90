"""The report as a table on a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from eval.measures import BY_NAME

# Measures whose changes are told question by question.
TOLD = ("correctness", "cited_correctness", "unsupported", "disagreement_recall")

Report = Mapping[str, Any]
Grid = list[list[str]]


def table(report: Report) -> str:
    """Figures by split, correctness by type, metamorphic relations and gates, as plain text."""
    return "\n".join(_parts(report)) + "\n"


def _parts(report: Report) -> Iterator[str]:
    systems = report["systems"]
    for split in ("dev", "test"):
        if any(split in s["splits"] for s in systems):
            count = sum(q["split"] == split for q in systems[0]["questions"])
            yield _grid(_figures(systems, split, f"{split} ({count} questions)"))
    yield _grid(_types(systems))
    if report.get("metamorphic"):
        yield _grid(_relations(report["metamorphic"]))
    if report.get("gates"):
        yield _grid(_gates(report["gates"]))
    if report.get("against"):
        yield _grid(_against(report["against"]))
        yield "\n".join([*_changed(report["against"]["changed"]), ""])


def _figures(systems: list[Any], split: str, title: str) -> Grid:
    rows = [[title, *(s["name"] for s in systems)]]
    for name in BY_NAME:
        found = [s["splits"].get(split, {}).get(name) for s in systems]
        if any(found):
            rows.append([name, *(_estimate(name, e) for e in found)])
    return rows


def _types(systems: list[Any]) -> Grid:
    rows = [["correctness by type", *(s["name"] for s in systems)]]
    for kind in systems[0]["types"]:
        found = [s["types"].get(kind, {}).get("correctness") for s in systems]
        rows.append([kind, *(_estimate("correctness", e) for e in found)])
    return rows


def _relations(metamorphic: Report) -> Grid:
    rows = [["metamorphic relation", "kept"]]
    for relation, found in metamorphic["relations"].items():
        rows.append([relation, f"{_estimate('correctness', found)}  n={found['questions']}"])
    return rows


def aim(row: Report) -> str:
    """What a judged gate aims at and whether it is there, for a reader; "" where it has no aim."""
    if row.get("aim") is None:
        return ""
    reached = {True: "reached", False: "not yet", None: "not run"}[row["aim_reached"]]
    return f"{figure(row['measure'], row['aim'])}, {reached}"


def _gates(gates: list[Any]) -> Grid:
    rows = [["gate", "bound", "value", "verdict", "aim"]]
    for gate in gates:
        name = gate["measure"]
        floor = gate["floor"] is not None
        end = figure(name, gate["floor" if floor else "ceiling"])
        value = "-" if gate["value"] is None else figure(name, gate["value"])
        bound = f"at {'least' if floor else 'most'} {end}"
        rows.append([f"{name} ({gate['split']})", bound, value, gate["verdict"], aim(gate)])
    return rows


def _against(against: Report) -> Grid:
    rows = [[f"{against['questions']} questions", "earlier", "now", "better", "worse", "verdict"]]
    for change in against["measures"]:
        name = change["measure"]
        ends = [change["earlier"], change["now"]]
        figures = ["-" if end is None else figure(name, end) for end in ends]
        counts = [str(change["better"]), str(change["worse"])]
        rows.append([f"{name} ({change['split']})", *figures, *counts, change["verdict"]])
    return rows


def _changed(changed: list[Any]) -> Iterator[str]:
    """The questions whose verdict moved; finer measures are in the JSON report."""
    for row in changed:
        if row["measure"] in TOLD:
            step = f"{row['earlier']:g} to {row['now']:g}"
            yield f"{row['verdict']}: {row['id']} {row['measure']} {step}: {row['explanation']}"


def _estimate(name: str, estimate: Report | None) -> str:
    if estimate is None:
        return "-"
    unjudged = f"  {estimate['unjudged']} not judged" if estimate["unjudged"] else ""
    if estimate["value"] is None:
        return f"-{unjudged}"
    low, high = (figure(name, estimate[end], plain=True) for end in ("low", "high"))
    return f"{figure(name, estimate['value'])} [{low}, {high}]{unjudged}"


def figure(name: str, value: float, *, plain: bool = False) -> str:
    """A measure's figure in its unit; `plain` leaves the unit out."""
    unit = BY_NAME[name].unit if name in BY_NAME else "%"
    if unit == "%":
        return f"{100 * value:.1f}" if plain else f"{100 * value:.1f} %"
    if unit == "characters":
        return f"{value:.0f}"
    number = f"{value:.2f}" if unit == "s" else f"{value:.3f}"
    return f"{number} {unit}" if unit and not plain else number


def _grid(rows: Grid) -> str:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    lines.insert(1, "-" * (sum(widths) + 2 * len(widths) - 2))
    return "\n".join([*lines, ""])
