"""Scores a query against sentences one pair at a time: slower than vectors, and more right."""

from collections.abc import Callable, Sequence
from typing import Protocol


class Reranker(Protocol):
    """A cross-encoder for relevance."""

    @property
    def name(self) -> str:
        """The weight's name in the catalogue."""

    def score(
        self, query: str, texts: Sequence[str], between: Callable[[], None] | None = None
    ) -> list[float]:
        """Relevance of each text to the query, 0..1, higher is better, in order.

        `between` is called every few texts; what it raises ends the scoring.
        """
