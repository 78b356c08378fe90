"""Reciprocal rank of the first gold passage (Voorhees, TREC-8 1999); its mean is the MRR."""

from eval.gold import gains, required
from eval.outcome import Outcome
from eval.questions import Question
from eval.score import Score


def reciprocal_rank(question: Question, outcome: Outcome) -> Score | None:
    """0 (not ranked) .. 1 (ranked first); None for a question without gold evidence."""
    if not required(question):
        return None
    for rank, found in enumerate(gains(question, outcome.ranked), start=1):
        if found:
            return Score(1 / rank, f"rank {rank}", "the first gold passage")
    return Score(0.0, f"{len(outcome.ranked)} ranked", "no gold passage is ranked")
