"""Two reports side by side: what got better and worse, and whether it is more than noise.

A measure that is 0 or 1 for every question is compared by McNemar's exact test (McNemar 1947; the
binomial of the questions that changed); any other by a paired bootstrap over questions (Efron and
Tibshirani 1993, chapter 16). More than noise means p under 0.05, or a 95 % interval without 0.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from eval.bootstrap import arrays, draws, interval
from eval.measures import MEASURES, Measure
from eval.questions import SPLITS
from eval.score import Score

SIGNIFICANCE = 0.05
Pairs = Sequence[tuple[Score | None, Score | None]]
Rows = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Change:
    """One measure on one split, earlier and now, over the questions that both reports hold.

    `low` and `high` bound the difference (now minus earlier; None where McNemar's test, with its
    `p`, was used). `better` and `worse` count questions.
    """

    measure: str
    split: str
    earlier: float | None
    now: float | None
    low: float | None
    high: float | None
    p: float | None
    better: int
    worse: int
    verdict: str


def against(earlier: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """The first system of each report, compared; questions count as the same by id and words."""
    before, after = (_questions(report) for report in (earlier, now))
    same = [i for i in after if i in before and before[i]["question"] == after[i]["question"]]
    changes = [
        _change(measure, split, before, after, [i for i in same if after[i]["split"] == split])
        for split in SPLITS
        for measure in MEASURES
    ]
    return {
        "version": earlier.get("version"),
        "questions": len(same),
        "only_earlier": len(before) - len(same),
        "only_now": len(after) - len(same),
        "measures": [asdict(change) for change in changes if change is not None],
        "changed": [row for i in same for row in _changed(before[i], after[i])],
    }


def mcnemar(better: int, worse: int) -> float:
    """The two-sided exact p of so uneven a split of the questions that changed."""
    changed = better + worse
    tail = sum(math.comb(changed, k) for k in range(min(better, worse) + 1))
    return min(1.0, 2 * tail / float(2**changed))


def _questions(report: Mapping[str, Any]) -> Rows:
    systems = report["systems"]
    return {row["id"]: row for row in systems[0]["questions"]} if systems else {}


def _change(
    measure: Measure, split: str, before: Rows, after: Rows, ids: Sequence[str]
) -> Change | None:
    pairs = [(_score(before[i], measure.name), _score(after[i], measure.name)) for i in ids]
    pairs = [(a, b) for a, b in pairs if a is not None or b is not None]
    if not pairs:
        return None
    everyone = np.arange(len(pairs))
    earlier, now = _figures(measure, pairs, everyone)
    better, worse = _moves(measure, pairs)
    low = high = p = None
    if _binary(pairs):
        p = mcnemar(better, worse)
        noise = p >= SIGNIFICANCE
    else:
        low, high = _spread(measure, pairs)
        noise = low is None or high is None or low <= 0 <= high
    verdict = _verdict(measure, earlier, now, noise)
    return Change(measure.name, split, earlier, now, low, high, p, better, worse, verdict)


def _score(row: Mapping[str, Any], name: str) -> Score | None:
    found = row["scores"].get(name)
    if found is None or found["value"] is None:
        return None
    surest = -math.inf if found["confidence"] is None else found["confidence"]
    return Score(found["value"], "", "", found["weight"], surest)


def _figures(
    measure: Measure, pairs: Pairs, chosen: "np.ndarray[Any, Any]"
) -> tuple[float | None, float | None]:
    def figure(side: int) -> float | None:
        scores = [score for i in chosen if (score := pairs[i][side]) is not None]
        return float(measure.aggregate(*arrays(scores))) if scores else None

    return figure(0), figure(1)


def _moves(measure: Measure, pairs: Pairs) -> tuple[int, int]:
    steps = [(b.value or 0) - (a.value or 0) for a, b in pairs if a is not None and b is not None]
    up, down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    return (up, down) if measure.higher else (down, up)


def _binary(pairs: Pairs) -> bool:
    return all(
        score is not None and score.value in (0.0, 1.0) and score.weight == 1.0
        and score.confidence in (None, -math.inf)
        for pair in pairs
        for score in pair
    )  # fmt: skip


def _spread(measure: Measure, pairs: Pairs) -> tuple[float | None, float | None]:
    differences = [
        now - earlier
        for chosen in draws(len(pairs))
        for earlier, now in [_figures(measure, pairs, chosen)]
        if earlier is not None and now is not None
    ]
    return interval(np.array(differences)) if differences else (None, None)


def _verdict(measure: Measure, earlier: float | None, now: float | None, noise: bool) -> str:
    if earlier is None or now is None:
        return "not compared"
    if noise:
        return "no more than noise" if now != earlier else "same"
    return "better" if (now > earlier) == measure.higher else "worse"


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every measure of one question that moved, timings apart."""
    moved = []
    for measure in MEASURES:
        old, new = _score(before, measure.name), _score(after, measure.name)
        if measure.timing or old is None or new is None or old.value == new.value:
            continue
        up = (new.value or 0) > (old.value or 0)
        moved.append(
            {
                "id": after["id"],
                "split": after["split"],
                "question": after["question"],
                "measure": measure.name,
                "earlier": old.value,
                "now": new.value,
                "verdict": "better" if up == measure.higher else "worse",
                "explanation": after["scores"][measure.name]["explanation"],
            }
        )
    return moved
