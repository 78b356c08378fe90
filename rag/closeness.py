"""How far evidence falls behind the best: what is far behind is neither read nor rested on.

The scores are the reranker's probabilities. On development questions the best sentence is gold
evidence for 84 in 100, one within a factor e of its odds for 68, one within e**5 for 10 to 26, and
one beyond e**6 for 1.
"""

from collections.abc import Sequence

from index.log_odds import log_odds
from index.vocabulary import Evidence, Sentence

LEAST = 1e-9


def near_the_best(evidence: Sequence[Evidence], within: float) -> list[Evidence]:
    """The ranked evidence whose log-odds are at most `within` below the first's."""
    if not evidence:
        return []
    best = log_odds(evidence[0].score, LEAST)
    return [piece for piece in evidence if best - log_odds(piece.score, LEAST) <= within]


def sentences(evidence: Sequence[Evidence]) -> frozenset[Sentence]:
    """The ranked sentences and their copies."""
    return frozenset(s for piece in evidence for s in (piece.sentence, *piece.copies))
