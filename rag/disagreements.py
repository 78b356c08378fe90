"""Provisional: the types that the answer record reads; the grouping follows."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.vocabulary import Document, Evidence, Sentence
from rag.figures import Figure


@dataclass(frozen=True, slots=True)
class Figured:
    """A figure with the sentence that gives it."""

    figure: Figure
    document: Document
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Figures that sources give for one quantity, and how they relate."""

    about: str
    figures: tuple[Figured, ...]
    relation: str
    independent_sources: int


def disagreements(question: str, evidence: Sequence[Evidence]) -> tuple[Disagreement, ...]:
    """None yet."""
    return ()
