"""Unfounded numbers: the share of shown sentences with a number that their citations lack.

A number is compared by value alone; that it is of the right thing is not seen here.
"""

from eval.outcome import Outcome, Statement
from eval.questions import Question
from eval.score import Score
from eval.stated_numbers import stated_numbers


def unfounded_numbers(question: Question, outcome: Outcome) -> Score | None:
    """0..1, weighted by sentences; None for an abstention."""
    del question
    shown = outcome.statements
    if not shown:
        return None
    found = [number for s in shown for number in sorted(unfounded(s))]
    bad = sum(bool(unfounded(s)) for s in shown)
    why = f"not in the citations: {', '.join(f'{n:g}' for n in found)}" if found else "all founded"
    return Score(bad / len(shown), outcome.text, why, weight=len(shown))


def unfounded(statement: Statement) -> frozenset[float]:
    """The numbers of a sentence that none of the passages it cites holds."""
    cited = " . ".join(span.quote for span in statement.citations)
    return stated_numbers(statement.text) - stated_numbers(cited)
