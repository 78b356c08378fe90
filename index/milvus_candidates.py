"""What may answer a query, searched for on Milvus: dense and BM25, fused as in a folder.

Fused here and not by Milvus, so that scores and ties are those of the local library.
"""

from index.milvus_library import MilvusLibrary
from index.milvus_words import stemmed
from index.retriever import QueryVector, Window, content_words, fuse


class MilvusCandidates:
    """Sentences of one Milvus library."""

    def __init__(self, library: MilvusLibrary) -> None:
        self._library = library

    def find(
        self, query: str, vector: QueryVector, k: int, window: Window
    ) -> list[tuple[int, float]]:
        within = _within(window)
        dense = self._library.nearest(vector(), k, within)
        words = self._library.matching(stemmed(" ".join(content_words(query))), k, within)
        return fuse([[i for i, _ in dense], [i for i, _ in words]])


def _within(window: Window) -> str:
    """The filter that leaves out what is dated outside the window; undated stays in."""
    bounds = [
        *([f'published >= "{window.since}"'] if window.since else []),
        *([f'published <= "{window.until}"'] if window.until else []),
    ]
    return f"published is null or ({' and '.join(bounds)})" if bounds else ""
