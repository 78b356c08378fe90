"""Evidence ranked anew by the type of answer that a question expects (Li and Roth, COLING 2002).

A reranker knows what a sentence is about, but hardly that "how many" wants a number: sentences that
give no figure which may answer are counted lower, those that surely answer are not.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.log_odds import log_odds, probability
from index.vocabulary import Evidence, Sentence
from rag.answering import answering
from rag.asked import Asked, asked
from rag.closeness import LEAST
from rag.eligible import after_the_one_before, as_asked
from rag.figures import figures
from rag.relevance import OPEN, asks_for_figure, beside_the_figure

# Log-odds. On 201 development questions that speak of a figure recall@5 rises by 3 to 5 points,
# nDCG@10 by 3 to 4.
UNSURE = 2.0  # a figure of the right kind, of which no rule says that it answers
LACKING = 4.0  # no such figure
_WHEN = frozenset(("date", "time"))
_RELATIVE = re.compile(
    r"\b(?:yesterday|today|tonight|tomorrow|"
    r"(?:last|this|next|that) (?:night|week|month|year|summer|"
    r"winter|spring|autumn|morning|evening|afternoon)|at (?:dawn|dusk|noon|midnight|night|sunrise)|"
    r"in (?:the )?(?:spring|summer|autumn|winter|morning|evening|afternoon)|"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?) (?:ago|later|earlier|before|after))\b",
    re.I,
)


def by_answer_type(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, best first, with scores (0..1) lowered where the type of answer lacks.

    Unchanged for a question that asks for no figure and names none: "who estimates them at 11,000"
    is answered where that stands. What comes nearest to answering keeps its score, so that a
    library without the answer looks no worse than it did.
    """
    costs = _costs(question, evidence)
    least = min(costs, default=0.0)
    lowered = [
        replace(e, score=_less(e.score, cost - least)) if cost > least else e
        for e, cost in zip(evidence, costs, strict=True)
    ]
    return sorted(lowered, key=lambda e: -e.score)


def _costs(question: str, evidence: Sequence[Evidence]) -> list[float]:
    wanted = asked(question) if asks_for_figure(question) else None
    if wanted is not None:
        sure = frozenset(figured.sentence for figured in answering(question, evidence))
        return [_cost(wanted, item, sure) for item in evidence]
    beside = (beside_the_figure(question, [e.sentence.text]) is not None for e in evidence)
    return [LACKING if lacks else 0.0 for lacks in beside]


def _cost(wanted: Asked, item: Evidence, sure: frozenset[Sentence]) -> float:
    if not sure.isdisjoint((item.sentence, *item.copies)):
        return 0.0
    return UNSURE if _may(wanted, item) else LACKING


def _may(wanted: Asked, item: Evidence) -> bool:
    """Whether a sentence gives a figure that may answer, or says that there is none."""
    text, before = item.sentence.text, tuple(s.text for s in item.before)
    passage = after_the_one_before(text, before)
    if OPEN.search(text) or (_WHEN & set(wanted.kinds) and _RELATIVE.search(text)):
        return True
    return any(
        (figure.kind == "date" and "date" in wanted.kinds)
        or as_asked(wanted, figure, text, passage) is not None
        for figure in figures(text, before, tuple(s.text for s in item.after))
    )


def _less(score: float, cost: float) -> float:
    return probability(log_odds(score, LEAST) - cost)
