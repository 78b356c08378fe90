"""Evidence ranked anew by how far a sentence answers the question, not only speaks of it.

A reranker scores "Who commands the corps?" beside any sentence about the corps. The log-odds of it
and of the answerability model are added for the best of its ranking.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.log_odds import log_odds, probability
from index.vocabulary import Evidence
from rag.answerability import Answerability
from rag.closeness import LEAST
from rag.closer_reading import CloserReading
from rag.quoting import in_full, verbatim

# The sum spreads wider than what it is made of: so what is far behind the best stays as far.
SCALE = 0.7
SHIFT = 0.8
ALWAYS = 2  # pieces of evidence


def by_answerability(
    question: str, evidence: Sequence[Evidence], answerability: Answerability, most: int
) -> list[Evidence]:
    """The evidence, best first, with new scores (0..1).

    The `most` best are told apart by the model; the others stay below, as if they answered no more
    than the worst of those.
    """
    first, rest = evidence[:most], evidence[most:]
    if not first:
        return []
    odds = [answerability.log_odds(question, in_full(verbatim(e), evidence)) for e in first]
    scores = [_score(e, o) for e, o in zip(first, odds, strict=True)]
    least = min(scores)
    anew = [replace(e, score=score) for e, score in zip(first, scores, strict=True)]
    below = [replace(e, score=min(least, _score(e, min(odds)))) for e in rest]
    return [*sorted(anew, key=lambda e: -e.score), *sorted(below, key=lambda e: -e.score)]


def by_closer_reading(
    question: str,
    ranked: Sequence[Evidence],
    small: Answerability,
    closer: CloserReading,
    most: int,
) -> list[Evidence]:
    """Evidence ranked by a small model, the `most` best ranked anew by what a closer reading says.

    The first ALWAYS are read though the small model denies that they answer.
    """

    def read(at: int, item: Evidence) -> Evidence:
        text = in_full(verbatim(item), ranked)
        odds = (closer.read if at < ALWAYS else closer.log_odds)(question, text)
        gained = odds - small.log_odds(question, text)
        return replace(item, score=probability(log_odds(item.score, LEAST) + SCALE * gained))

    anew = [read(at, item) for at, item in enumerate(ranked[:most])]
    return sorted([*anew, *ranked[most:]], key=lambda e: -e.score)


def _score(item: Evidence, odds: float) -> float:
    return probability(SCALE * (log_odds(item.score, LEAST) + odds) + SHIFT)
