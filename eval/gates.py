"""Gates: floors and ceilings that measures must keep, so that a change that hurts is noticed."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from importlib.resources import files
from pathlib import Path
from typing import Any

from eval.measures import BY_NAME
from eval.questions import SPLITS
from eval.table import figure
from index.errors import RequestError

METAMORPHIC = "metamorphic"
PASSED, FAILED, NOT_RUN = "passed", "FAILED", "not run"


@dataclass(frozen=True, slots=True)
class Gate:
    """What one measure must keep on one split: a floor or a ceiling, never both.

    `aim` is what the floor or ceiling is to become: shown beside the value, failing nothing.
    """

    measure: str
    split: str
    floor: float | None = None
    ceiling: float | None = None
    unjudged: int = 0
    aim: float | None = None


def built_in() -> Path:
    """The gates of the questions that come with the program."""
    return Path(str(files("eval"))) / "gates.toml"


def load(path: Path) -> tuple[Gate, ...]:
    """The gates of a TOML file; raises RequestError, one line, at the first fault."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("gate", [])
    except (OSError, ValueError) as error:
        raise RequestError(f"{path} cannot be read as gates: {error}") from error
    return tuple(_gate(row, f"{path}, gate {n}") for n, row in enumerate(rows, start=1))


def judge(
    gates: Sequence[Gate], report: Mapping[str, Any], *, limited: bool
) -> list[dict[str, Any]]:
    """Each gate with its value and verdict, for the report's first system.

    A gate without a single question to judge has failed, unless the run was limited to a part or
    without metamorphic cases.
    """
    return [_judged(gate, report, limited) for gate in gates]


def failures(judged: Sequence[Mapping[str, Any]]) -> list[str]:
    """One line for each gate that failed."""
    return [
        f"{row['measure']} ({row['split']}): {row['explanation']}"
        for row in judged
        if row["verdict"] == FAILED
    ]


def _gate(row: object, place: str) -> Gate:
    names = {field.name for field in fields(Gate)}
    if not isinstance(row, dict) or not {"measure", "split"} <= row.keys() <= names:
        raise RequestError(f"{place}: must hold measure and split, of {', '.join(sorted(names))}")
    gate = Gate(**row)
    known = gate.measure in BY_NAME or gate.measure.partition(":")[0] == METAMORPHIC
    if not known or gate.split not in SPLITS:
        raise RequestError(f"{place}: there is no measure {gate.measure!r} on {gate.split!r}")
    if (gate.floor is None) == (gate.ceiling is None):
        raise RequestError(f"{place}: give a floor or a ceiling for {gate.measure}")
    return gate


def _estimate(gate: Gate, report: Mapping[str, Any]) -> Mapping[str, Any] | None:
    name, _, relation = gate.measure.partition(":")
    if name != METAMORPHIC:
        found: Mapping[str, Any] = report["systems"][0]["splits"].get(gate.split, {})
        return found.get(gate.measure)
    splits = (report.get(METAMORPHIC) or {}).get("splits", {})
    part: Mapping[str, Any] = splits.get(gate.split, {})
    return part.get(relation or "all")


def _judged(gate: Gate, report: Mapping[str, Any], limited: bool) -> dict[str, Any]:
    found = _estimate(gate, report)
    if gate.measure.startswith(METAMORPHIC) and not report.get(METAMORPHIC):
        limited = True
    value = None if found is None else found["value"]
    verdict, explanation = _verdict(gate, value, 0 if found is None else found["unjudged"], limited)
    reached = None if gate.aim is None or value is None else _reaches(gate, value, gate.aim)
    return asdict(gate) | {
        "value": value,
        "verdict": verdict,
        "explanation": explanation,
        "aim_reached": reached,
    }


def _reaches(gate: Gate, value: float, aim: float) -> bool:
    return value >= aim if gate.floor is not None else value <= aim


def _verdict(gate: Gate, value: float | None, unjudged: int, limited: bool) -> tuple[str, str]:
    if unjudged > gate.unjudged:
        return FAILED, f"{unjudged} questions could not be judged"
    if value is None:
        return (NOT_RUN, "no question") if limited else (FAILED, "there was nothing to judge")
    if gate.floor is not None and value < gate.floor:
        return FAILED, f"{figure(gate.measure, value)} is under {figure(gate.measure, gate.floor)}"
    if gate.ceiling is not None and value > gate.ceiling:
        return FAILED, f"{figure(gate.measure, value)} is over {figure(gate.measure, gate.ceiling)}"
    return PASSED, ""
