"""What a passage makes of a claim: supports it, refutes it, or says neither."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

SUPPORTED, REFUTED, NOT_ENOUGH_INFO = range(3)  # the columns of the probabilities


class PairJudge(Protocol):
    """Judges claims by passages."""

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """For each (passage, claim) how likely the passage supports it, refutes it, says neither.

        Shape (n, 3), the columns SUPPORTED, REFUTED and NOT_ENOUGH_INFO; rows sum to 1. Of a
        passage that is too long only the beginning is read.
        """
