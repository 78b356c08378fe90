"""Recall@k of evidence sentences: gold passages among the k best over all gold passages.

Manning, Raghavan and Schuetze 2008, "Introduction to Information Retrieval", section 8.4.
"""

from itertools import islice

from eval.gold import gains, required
from eval.outcome import Outcome
from eval.questions import Question
from eval.score import Score


def recall(question: Question, outcome: Outcome, k: int) -> Score | None:
    """0..1; None for a question without gold evidence."""
    wanted = len(required(question))
    if not wanted:
        return None
    found = sum(islice(gains(question, outcome.ranked), k))
    return Score(found / wanted, f"{len(outcome.ranked)} ranked", f"{found} of {wanted} gold")
