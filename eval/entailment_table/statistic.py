"""How well scores tell supported claims from others, with bootstrap intervals."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from eval.bootstrap import LEVEL, RESAMPLES, SEED

Array = NDArray[np.float64]
Statistic = Callable[[Array, NDArray[np.bool_]], float]


def auroc(scores: Array, supported: NDArray[np.bool_]) -> float:
    """How often a supported claim scores above another; ties count half. 0..1."""
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    for value in np.unique(scores):
        same = scores == value
        ranks[same] = ranks[same].mean()
    yes = int(supported.sum())
    no = len(scores) - yes
    return float((ranks[supported].sum() - yes * (yes + 1) / 2) / (yes * no))


def balanced_accuracy(threshold: float) -> Statistic:
    """The mean of the shares judged right among the supported and among the others. 0..1."""

    def measure(scores: Array, supported: NDArray[np.bool_]) -> float:
        said = scores >= threshold
        return float((said[supported].mean() + (~said[~supported]).mean()) / 2)

    return measure


def best_threshold(scores: Array, supported: NDArray[np.bool_]) -> float:
    """The threshold with the highest balanced accuracy on these scores."""
    tried = np.unique(scores)
    found = [balanced_accuracy(float(t))(scores, supported) for t in tried]
    return float(tried[int(np.argmax(found))])


def interval(
    measure: Statistic, scores: Sequence[float], supported: Sequence[bool]
) -> tuple[float, float, float]:
    """The measure with its percentile interval; cases are drawn within each class."""
    points, truth = np.array(scores, dtype=np.float64), np.array(supported, dtype=np.bool_)
    chance = np.random.default_rng(SEED)
    yes, no = np.flatnonzero(truth), np.flatnonzero(~truth)
    drawn = []
    for _ in range(RESAMPLES):
        some = np.concatenate([chance.choice(yes, len(yes)), chance.choice(no, len(no))])
        drawn.append(measure(points[some], truth[some]))
    outside = (100 - LEVEL) / 2
    low, high = np.percentile(drawn, [outside, 100 - outside])
    return measure(points, truth), float(low), float(high)
