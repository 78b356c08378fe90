"""The judge's weights: logistic models fitted on calibrating cases."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Found = Mapping[str, float]

RIDGE = 1.0
ROUNDS = 30


def fit(rows: Sequence[Found], supported: Sequence[bool], sets: Sequence[str]) -> dict[str, float]:
    """Weights by name, and `bias`; in every set, supported and other cases weigh alike.

    Newton's method on the ridge-penalised likelihood; the features are scaled for the penalty.
    """
    names = sorted({name for row in rows for name in row})
    features = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    scale = np.maximum(features.std(axis=0), 1e-6)
    design = np.column_stack([features / scale, np.ones(len(rows))])
    truth = np.array(supported, dtype=np.float64)
    weights = _newton(design, truth, _alike(truth, sets))
    fitted = dict(zip(names, weights[:-1] / scale, strict=True)) | {"bias": weights[-1]}
    return {name: round(float(value), 4) for name, value in sorted(fitted.items())}


def _newton(design: Array, truth: Array, importance: Array) -> Array:
    weights = np.zeros(design.shape[1])
    penalty = RIDGE * np.eye(design.shape[1])
    penalty[-1, -1] = 0.0
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        slope = design.T @ (importance * (truth - chance)) - penalty @ weights
        spread = importance * chance * (1 - chance)
        weights = weights + np.linalg.solve((design.T * spread) @ design + penalty, slope)
    return np.asarray(weights)


def _alike(truth: Array, sets: Sequence[str]) -> Array:
    """Weights that sum to the number of cases, each set's two classes having equal parts."""
    groups = [f"{name} {yes}" for name, yes in zip(sets, truth, strict=True)]
    counts = {group: groups.count(group) for group in set(groups)}
    found = np.array([1.0 / counts[group] for group in groups])
    return np.asarray(found * len(groups) / found.sum())
