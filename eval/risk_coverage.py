"""The risk-coverage curve of selective answering and the area under it (AURC).

El-Yaniv and Wiener, JMLR 2010; Geifman and El-Yaniv, NeurIPS 2017. Questions stand in the order of
confidence, those that were answered first; the risk at a coverage is the share of wrong answers
among the first. Questions that were rightly refused are left out. Those that were wrongly refused
close the order as errors, so that a system cannot lower its risk by answering less. Equal
confidence counts against the system (errors first): a constant confidence earns nothing.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from eval.correctness import correctness
from eval.outcome import Outcome
from eval.questions import Question
from eval.score import Score

Array = NDArray[np.float64]


def selective_risk(question: Question, outcome: Outcome) -> Score | None:
    """The loss, 0 or 1, with its confidence; None for a question that was rightly refused.

    Could not be judged where the system gives no confidence.
    """
    if outcome.abstained:
        refused = Score(1.0, "abstained", "no answer was given", confidence=-math.inf)
        return refused if question.answerable else None
    right = correctness(question, outcome)
    if right.value is None or outcome.confidence is None:
        why = right.explanation if right.value is None else "the system gives no confidence"
        return Score(None, right.answer, why)
    return Score(1 - right.value, right.answer, right.explanation, confidence=outcome.confidence)


def aurc(losses: Array, confidences: Array) -> Array:
    """Area under the curve, 0 best; shapes (..., questions) give shape (...)."""
    area: Array = _risks(losses, confidences).mean(axis=-1)
    return area


def curve(scores: Sequence[Score]) -> list[tuple[float, float]]:
    """(coverage, risk) after each answered question, in order of confidence; both 0..1."""
    judged = [s for s in scores if s.value is not None and s.confidence is not None]
    if not judged:
        return []
    losses = np.array([s.value for s in judged], dtype=np.float64)
    confidences = np.array([s.confidence for s in judged], dtype=np.float64)
    answered = int(np.isfinite(confidences).sum())
    risks = _risks(losses, confidences)[:answered]
    return [(n / len(judged), float(risk)) for n, risk in enumerate(risks, start=1)]


def _risks(losses: Array, confidences: Array) -> Array:
    order = np.lexsort((-losses, -confidences), axis=-1)
    sorted_losses = np.take_along_axis(losses, order, axis=-1)
    risks: Array = np.cumsum(sorted_losses, axis=-1) / np.arange(1, losses.shape[-1] + 1)
    return risks
