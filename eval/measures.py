"""Every measure of the suite: what scores a question, and how the scores become one figure."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from eval.abstention import abstention_f1, abstention_precision, abstention_recall
from eval.citation_length import citation_length
from eval.citation_precision import citation_precision
from eval.citation_recall import citation_recall
from eval.cited_correctness import cited_correctness
from eval.correctness import correctness
from eval.disagreement_recall import disagreement_recall
from eval.latency import latency
from eval.mrr import reciprocal_rank
from eval.ndcg import ndcg
from eval.outcome import Outcome
from eval.questions import Question
from eval.recall import recall
from eval.refused_or_corrected import refused_or_corrected
from eval.risk_coverage import aurc, selective_risk
from eval.score import Score
from eval.unfounded_numbers import unfounded_numbers
from eval.unsupported import unsupported
from eval.withheld_right import right_but_withheld

Array = NDArray[np.float64]
# Values, weights and confidences of shape (..., questions) give figures of shape (...).
Aggregate = Callable[[Array, Array, Array], Array]


def weighted_mean(values: Array, weights: Array, confidences: Array) -> Array:
    """Mean over the questions; NaN where no question has a weight."""
    del confidences
    with np.errstate(invalid="ignore"):
        mean: Array = (values * weights).sum(axis=-1) / weights.sum(axis=-1)
    return mean


def percentile(values: Array, weights: Array, confidences: Array, q: float) -> Array:
    """The q-th percentile over the questions, 0..100."""
    del weights, confidences
    return np.asarray(np.percentile(values, q, axis=-1), dtype=np.float64)


def _area(values: Array, weights: Array, confidences: Array) -> Array:
    del weights
    return aurc(values, confidences)


@dataclass(frozen=True, slots=True)
class Measure:
    """`higher` is whether more is better; `unit` is "%" for shares, "" for plain figures.

    `score` gives None where the measure does not apply to the question. `timing` measures differ
    between two runs of the same program.
    """

    name: str
    score: Callable[[Question, Outcome], Score | None]
    higher: bool = True
    aggregate: Aggregate = weighted_mean
    unit: str = "%"
    timing: bool = False


MEASURES = (
    Measure("recall@5", partial(recall, k=5)),
    Measure("recall@10", partial(recall, k=10)),
    Measure("mrr", reciprocal_rank, unit=""),
    Measure("ndcg@10", ndcg, unit=""),
    Measure("correctness", correctness),
    Measure("cited_correctness", cited_correctness),
    Measure("citation_precision", citation_precision),
    Measure("citation_recall", citation_recall),
    Measure("unsupported", unsupported, higher=False),
    Measure("unfounded_numbers", unfounded_numbers, higher=False),
    Measure("right_but_withheld", right_but_withheld, higher=False),
    Measure("abstention_precision", abstention_precision),
    Measure("abstention_recall", abstention_recall),
    Measure("abstention_f1", abstention_f1),
    Measure("refused_or_corrected", refused_or_corrected),
    Measure("disagreement_recall", disagreement_recall),
    Measure("aurc", selective_risk, higher=False, aggregate=_area, unit=""),
    Measure("citation_length", citation_length, higher=False, unit="characters"),
    Measure("seconds_p50", latency, False, partial(percentile, q=50), "s", timing=True),
    Measure("seconds_p95", latency, False, partial(percentile, q=95), "s", timing=True),
)
BY_NAME = {measure.name: measure for measure in MEASURES}

Scores = dict[str, Score]


def score(question: Question, outcome: Outcome) -> Scores:
    """Every score that applies to the question; after an error none could be judged."""
    if outcome.error is not None:
        return {m.name: Score(None, "", outcome.error) for m in MEASURES}
    scored = {m.name: m.score(question, outcome) for m in MEASURES}
    return {name: s for name, s in scored.items() if s is not None}
