"""Bootstrap: what a figure would be on other questions of the same kind.

Efron 1979; percentile intervals as in Efron and Tibshirani 1993, chapter 13. Questions are drawn
with replacement, always with the same seed, so that the same scores give the same interval.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.measures import Array, Measure
from eval.score import Score

RESAMPLES = 1000
LEVEL = 95
SEED = 20_250_101


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval; all None where no question could be judged.

    `questions` is how many were judged, `unjudged` how many the measure applies to that could not
    be.
    """

    value: float | None
    low: float | None
    high: float | None
    questions: int
    unjudged: int


def estimate(measure: Measure, scores: Sequence[Score]) -> Estimate:
    """The measure over the questions' scores."""
    judged = [s for s in scores if s.value is not None]
    unjudged = len(scores) - len(judged)
    if not judged:
        return Estimate(None, None, None, 0, unjudged)
    values, weights, confidences = arrays(judged)
    value = float(measure.aggregate(values, weights, confidences))
    drawn = draws(len(judged))
    resampled = measure.aggregate(values[drawn], weights[drawn], confidences[drawn])
    low, high = interval(resampled)
    return Estimate(value, low, high, len(judged), unjudged)


def arrays(scores: Sequence[Score]) -> tuple[Array, Array, Array]:
    """Values, weights and confidences (0 where there is none) of judged scores."""
    rows = [(s.value, s.weight, s.confidence or 0.0) for s in scores]
    values, weights, confidences = np.array(rows, dtype=np.float64).T
    return values, weights, confidences


def draws(count: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Indices of the questions in each resample, shape (RESAMPLES, count)."""
    # The legacy generator's stream is frozen: the same draws under every version of NumPy.
    return np.random.RandomState(SEED).randint(0, count, size=(RESAMPLES, count), dtype=np.int64)


def interval(resampled: Array) -> tuple[float, float]:
    """The middle 95 % of the resampled figures."""
    tail = (100 - LEVEL) / 2
    low, high = np.nanpercentile(resampled, [tail, 100 - tail])
    return float(low), float(high)
