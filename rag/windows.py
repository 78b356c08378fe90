"""The parts of a source that a claim is held against: its nearest sentences, alone and together."""

from collections.abc import Sequence

from rag.coverage import coverage, terms
from rag.vocabulary import Source

TOGETHER = 4  # sentences that share a window
ALONE = 3  # sentences with a window of their own


def windows(claim: str, sources: Sequence[Source]) -> list[str]:
    """The nearest sentences in reading order, then each of the nearest after the one before it.

    Nearest are those that together have most of the claim's words. At least one window; an empty
    one where there are no sources.
    """
    near = _nearest(claim, sources)
    joined = " ".join(s.text for s in sources if s in near)
    alone = [" ".join((*s.before[-1:], s.text)) for s in near[:ALONE]]
    return list(dict.fromkeys([joined, *alone]))


def _nearest(claim: str, sources: Sequence[Source]) -> list[Source]:
    """Each next sentence is the one that adds most of what the claim still lacks."""
    wanted = terms(claim)
    left = sorted(sources, key=lambda s: -coverage(claim, [s.text]))
    chosen: list[Source] = []
    while left and len(chosen) < TOGETHER:
        best = max(left, key=lambda s: len(wanted & terms(s.text)))
        chosen.append(best)
        left = [s for s in left if s is not best]
        wanted = wanted - terms(best.text)
    return chosen
