"""The table: each method on each set, with intervals and milliseconds."""

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any

import numpy as np

from eval.entailment_table.cases import Case
from eval.entailment_table.statistic import auroc, balanced_accuracy, best_threshold, interval

Row = Mapping[str, Any]
Method = Callable[[Row], float | None]

COLUMNS = ("overlap", "reranker", "small", "large", "none", "judge", "cascade")
TITLES = {
    "overlap": "word overlap", "reranker": "reranker", "small": "small model",
    "large": "1.5B yes/no", "none": "rules + small", "judge": "rules + 1.5B", "cascade": "cascade",
}  # fmt: skip


def thresholds(cases: Sequence[Case], values: Sequence[Row]) -> dict[str, float]:
    """The best threshold of each method on the calibrating cases; the judge's own is 0.5."""
    found = {"none": 0.5, "judge": 0.5, "cascade": 0.5}
    for name in ("overlap", "reranker", "small", "large"):
        known = [(v[name], c.supported) for c, v in zip(cases, values, strict=True) if name in v]
        if known:
            scores = np.array([score for score, _ in known])
            found[name] = best_threshold(scores, np.array([truth for _, truth in known]))
    return found


def table(cases: Sequence[Case], values: Sequence[Row], limits: Mapping[str, float]) -> str:
    """Markdown: AUROC and, below it, balanced accuracy; only cases that every method judged."""
    groups: dict[str, list[int]] = {}
    for at, case in enumerate(cases):
        groups.setdefault(case.set if not case.kind else f"planted: {case.kind}", []).append(at)
    names = [n for n in COLUMNS if any(n in value for value in values)]
    head = ["set", "n", *(TITLES[name] for name in names)]
    lines = [_line(head), _line(["---"] * len(head))]
    for group, members in groups.items():
        known = [at for at in members if all(name in values[at] for name in names)]
        truth = [cases[at].supported for at in known]
        if len(set(truth)) < 2:
            continue
        figures = [_figures([values[at][n] for at in known], truth, limits[n]) for n in names]
        lines.append(_line([group, str(len(known)), *figures]))
    lines.append(_line(["ms a pair", "", *(_milliseconds(values, name) for name in names)]))
    return "\n".join(lines)


def _figures(scores: Sequence[float], truth: Sequence[bool], limit: float) -> str:
    parts = [interval(auroc, scores, truth), interval(balanced_accuracy(limit), scores, truth)]
    return "<br>".join(f"{v:.2f} ({low:.2f}–{high:.2f})" for v, low, high in parts)


def _milliseconds(values: Sequence[Row], name: str) -> str:
    taken = [value["seconds"][name] for value in values if name in value.get("seconds", {})]
    if not taken:
        return ""
    return f"{1000 * float(np.mean(taken)):.0f} (median {1000 * median(taken):.0f})"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
