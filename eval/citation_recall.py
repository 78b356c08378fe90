"""Citation recall: the share of an answer's sentences that rest on gold evidence.

ALCE (Gao et al. 2023, section 4) with gold evidence in place of its entailment model: a sentence
is supported when at least one passage that it cites is gold for the question. Averaged over
answers.
"""

from eval.gold import is_gold
from eval.outcome import Outcome
from eval.questions import Question
from eval.score import Score


def citation_recall(question: Question, outcome: Outcome) -> Score | None:
    """0..1; None for an abstention."""
    shown = outcome.statements
    if not shown:
        return None
    resting = [s for s in shown if any(is_gold(question, span) for span in s.citations)]
    return Score(len(resting) / len(shown), outcome.text, f"{len(resting)} of {len(shown)} rest")
