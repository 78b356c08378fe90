"""Refused or corrected: near-misses and false premises that were not answered as asked.

A near-miss has to be refused; a false premise may also be answered with what the documents say
against it, with a citation of a passage that does (Kim et al., ACL 2023, "(QA)^2": questions with
questionable assumptions). Off-topic questions are left out: they are easy to refuse.
"""

from eval.correctness import correctness
from eval.outcome import Outcome
from eval.questions import Question
from eval.score import Score

HARD = ("near_miss", "false_premise")


def refused_or_corrected(question: Question, outcome: Outcome) -> Score | None:
    """0 or 1; None for other types of question."""
    return correctness(question, outcome) if question.type in HARD else None
