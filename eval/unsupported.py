"""Unsupported-sentence rate: shown sentences that nothing in the gold bears out, over all shown.

A sentence counts as unsupported when
- it cites no gold passage and the answer as a whole is not right (the question has no answer in
  the documents, or the answer lacks an element of the gold answer), or
- it states a number that none of the passages it cites holds.
This is decided by rule, without a judge, and so has known errors either way: a sentence that is
true to its source but beside the question counts as unsupported, and one that cites a gold passage
yet misreads it in words does not. It is the share that a reader could not trust as an answer.
"""

from eval.correctness import correctness
from eval.gold import is_gold
from eval.outcome import Outcome, Statement
from eval.questions import Question
from eval.score import Score
from eval.unfounded_numbers import unfounded


def unsupported(question: Question, outcome: Outcome) -> Score | None:
    """0..1, weighted by sentences; None for an abstention."""
    shown = outcome.statements
    if not shown:
        return None
    right = correctness(question, outcome).value
    reasons = {s.text: _reason(question, s, right) for s in shown}
    bad = [f"{text} ({reason})" for text, reason in reasons.items() if reason]
    share = sum(reasons[s.text] is not None for s in shown) / len(shown)
    return Score(share, outcome.text, "; ".join(bad) or "all supported", weight=len(shown))


def _reason(question: Question, statement: Statement, right: float | None) -> str | None:
    if unfounded(statement):
        return "a number that is not in its citations"
    if right == 0.0 and not any(is_gold(question, span) for span in statement.citations):
        return "rests on no gold evidence"
    return None
