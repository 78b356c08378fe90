"""nDCG@10 of evidence sentences with binary gain (Jaervelin and Kekaelaeinen, TOIS 2002)."""

import math
from collections.abc import Iterable
from itertools import islice

from eval.gold import gains, required
from eval.outcome import Outcome
from eval.questions import Question
from eval.score import Score


def ndcg(question: Question, outcome: Outcome, k: int = 10) -> Score | None:
    """0..1; None for a question without gold evidence.

    A place that holds several gold passages (near-copies) counts as that many places in a row.
    """
    wanted = len(required(question))
    if not wanted:
        return None
    places = islice(gains(question, outcome.ranked), k)
    unrolled = [gain for found in places for gain in ([1] * found or [0])]
    value = _dcg(unrolled[:k]) / _dcg([1] * min(wanted, k))
    return Score(value, f"{len(outcome.ranked)} ranked", f"gains {unrolled[:k]}")


def _dcg(gains: Iterable[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))
