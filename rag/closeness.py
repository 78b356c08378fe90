"""How far evidence falls behind the best: what is far behind is neither read nor rested on.

The scores are those of rag.ranking. On development questions the best sentence is gold evidence
for 90 in 100, one within a factor e of its odds for 52, one within e**4 for 16 to 32, and one
beyond for 10 to 16: mostly other articles' figures, which are compared without being read here.
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
