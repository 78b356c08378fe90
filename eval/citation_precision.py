"""Citation precision: the share of an answer's citations that are gold evidence.

ALCE (Gao et al. 2023, section 4) with gold evidence in place of its entailment model: a citation is
precise when its passage is gold for the question. It is averaged over answers, as there. ALCE takes
an answer without citations for 0; here sentences without citations lower the recall alone.
"""

from eval.gold import is_gold
from eval.outcome import Outcome
from eval.questions import Question
from eval.score import Score


def citation_precision(question: Question, outcome: Outcome) -> Score | None:
    """0..1; None for an answer that cites nothing."""
    cited = [span for statement in outcome.statements for span in statement.citations]
    if not cited:
        return None
    right = [span for span in cited if is_gold(question, span)]
    return Score(len(right) / len(cited), outcome.text, f"{len(right)} of {len(cited)} are gold")
