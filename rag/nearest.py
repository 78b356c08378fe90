"""The part of a source that a claim is held against: the sentences nearest to it, in order."""

from collections.abc import Sequence

from rag.coverage import coverage, terms
from rag.vocabulary import Source

TOGETHER = 4  # sentences


def nearest(claim: str, sources: Sequence[Source], most: int) -> list[Source]:
    """The sources with most of the claim's words, best first, at most `most`."""
    return sorted(sources, key=lambda s: -coverage(claim, [s.text]))[:most]


def nearest_passage(claim: str, sources: Sequence[Source]) -> str:
    """The sentences that together have most of the claim's words, in reading order, as one text."""
    near = _complementary(claim, sources)
    return " ".join(s.text for s in sources if s in near)


def _complementary(claim: str, sources: Sequence[Source]) -> list[Source]:
    """Each next sentence is the one that adds most of what the claim still lacks."""
    wanted = terms(claim)
    left = nearest(claim, sources, len(sources))
    chosen: list[Source] = []
    while left and len(chosen) < TOGETHER:
        best = max(left, key=lambda s: len(wanted & terms(s.text)))
        chosen.append(best)
        left = [s for s in left if s is not best]
        wanted = wanted - terms(best.text)
    return chosen
