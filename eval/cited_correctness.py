"""Right with a right citation: a correct answer that cites at least one gold passage.

AutoAIS and ALCE judge the two apart; a reader needs both at once, so this is their conjunction.
Only questions that have an answer in the documents count; an abstention is not right.
"""

from eval.correctness import correctness
from eval.gold import cites_gold
from eval.outcome import Outcome
from eval.questions import Question
from eval.score import Score


def cited_correctness(question: Question, outcome: Outcome) -> Score | None:
    """0 or 1; None for a question without an answer in the documents."""
    if not question.answerable:
        return None
    right = correctness(question, outcome)
    if right.value and not cites_gold(question, outcome):
        return Score(0.0, right.answer, "correct, but no citation is gold evidence")
    return right
