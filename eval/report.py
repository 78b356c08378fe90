"""The report: everything a run found, as one JSON object with a schema version.

`schema` changes when a field changes its meaning or goes away. Figures are the same for two runs of
the same program; `seconds`, the measures of time and the records' `timings` are not.
"""

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from eval.bootstrap import estimate
from eval.measures import MEASURES
from eval.outcome import to_json
from eval.questions import SPLITS, TYPES, GoldEvidence
from eval.risk_coverage import curve
from eval.runner import Result
from eval.system import System
from index.errors import RequestError

SCHEMA = 1

Report = dict[str, Any]


def system_report(system: System, results: Sequence[Result]) -> Report:
    """One system: its figures by split and by type, its risk-coverage curve, every question."""
    return {
        "name": system.name,
        "digest": system.digest,
        "splits": _groups(results, SPLITS, lambda r: r.question.split),
        "types": _groups(results, TYPES, lambda r: r.question.type),
        "curves": {split: _curve(results, split) for split in SPLITS},
        "questions": [_question(result) for result in results],
    }


def measured(results: Iterable[Result]) -> Report:
    """Every measure over some questions, with its interval; measures that apply to none are out."""
    scored = [result.scores for result in results]
    found = {m.name: (m, [s[m.name] for s in scored if m.name in s]) for m in MEASURES}
    return {name: asdict(estimate(m, scores)) for name, (m, scores) in found.items() if scores}


def save(report: Report, path: Path) -> None:
    """Writes the report as JSON; raises RequestError when that cannot be done."""
    save_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", path)


def save_text(text: str, path: Path) -> None:
    """Writes a text, all of it or none; raises RequestError when that cannot be done."""
    draft = path.with_name(f".{path.name}.draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise RequestError(f"{path} cannot be written: {error.strerror}") from error


def read(path: Path) -> Report:
    """A saved report; raises RequestError for a file that is none, or of another schema."""
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RequestError(f"{path} is no report of `footnoted eval`: {error}") from error
    if not isinstance(report, dict) or "systems" not in report:
        raise RequestError(f"{path} is no report of `footnoted eval`: give its report.json")
    if report.get("schema") != SCHEMA:
        raise RequestError(
            f"{path} has schema {report.get('schema')}, this version reads {SCHEMA}: run it again"
        )
    return report


def _groups(
    results: Sequence[Result], names: Sequence[str], group: Callable[[Result], str]
) -> Report:
    parts = {name: [r for r in results if group(r) == name] for name in names}
    return {name: measured(part) for name, part in parts.items() if part}


def _curve(results: Sequence[Result], split: str) -> list[tuple[float, float]]:
    scores = [r.scores for r in results if r.question.split == split]
    return curve([s["aurc"] for s in scores if "aurc" in s])


def _question(result: Result) -> Report:
    question = result.question
    return {
        "id": question.id,
        "split": question.split,
        "type": question.type,
        "question": question.question,
        "answers": question.answers or question.correction,
        "evidence": [_gold(e) for e in question.evidence or question.corrects],
        "figures": [asdict(figure) for figure in question.figures],
        **to_json(result.outcome),
        "scores": {
            name: {
                "value": s.value,
                "weight": s.weight,
                "confidence": _finite(s.confidence),
                "explanation": s.explanation,
            }
            for name, s in result.scores.items()
        },
    }


def _finite(confidence: float | None) -> float | None:
    """JSON has no infinity; an abstention stands last without one."""
    return confidence if confidence is not None and math.isfinite(confidence) else None


def _gold(evidence: GoldEvidence) -> Report:
    return asdict(evidence)
