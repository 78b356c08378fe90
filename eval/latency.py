"""Seconds a question: wall time from the question to the whole answer, models loaded."""

from eval.outcome import Outcome
from eval.questions import Question
from eval.score import Score


def latency(question: Question, outcome: Outcome) -> Score:
    """Seconds, at least 0."""
    del question
    return Score(outcome.seconds, f"{outcome.seconds:.2f} s", "wall time")
