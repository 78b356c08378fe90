"""Ranked evidence for a query: dense and BM25, fused by reciprocal rank.

Reciprocal rank fusion: Cormack, Clarke and Buettcher, SIGIR 2009.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.encoder import Encoder
from index.library import Library
from index.near_copies import same_statement
from index.reranker import Reranker
from index.stopwords import STOPWORDS
from index.vector_index import VectorIndex
from index.vocabulary import Evidence, Sentence

CANDIDATES = 50
RERANKED = 50
RRF_CONSTANT = 60


@dataclass(frozen=True, slots=True)
class Window:
    """Publication dates (ISO) that count; documents without a date always do."""

    since: str | None = None
    until: str | None = None


class Retriever:
    """Searches one library with the encoder that made its vectors."""

    def __init__(
        self,
        library: Library,
        encoder: Encoder,
        index: VectorIndex,
        reranker: Reranker | None = None,
    ) -> None:
        self._library = library
        self._encoder = encoder
        self._index = index
        self._reranker = reranker

    def search(self, query: str, k: int, window: Window | None = None) -> list[Evidence]:
        """The k best evidence sentences, best first; near-copies share one place.

        Scores are comparable within one search only: the reranker's (0..1) where there is one,
        else the sum of reciprocal ranks.
        """
        window = window or Window()
        documents = self._library.published_outside(window.since, window.until)
        excluded = self._library.sentence_ids(documents) if documents else []
        dense = self._index.search(self._encoder.encode([query])[0], CANDIDATES, excluded)
        words = self._library.match_words(word_query(query), CANDIDATES, documents)
        fused = fuse([[i for i, _ in dense], words])
        sentences = self._library.sentences_by_id([i for i, _ in fused])
        ranked = [(sentences[i], score) for i, score in fused if i in sentences]
        return self._evidence(self._rerank(query, ranked), k)

    def _rerank(
        self, query: str, ranked: Sequence[tuple[Sentence, float]]
    ) -> Sequence[tuple[Sentence, float]]:
        if self._reranker is None:
            return ranked
        best = ranked[:RERANKED]
        scores = self._reranker.score(query, [s.text for s, _ in best])
        rescored = [(s, float(x)) for (s, _), x in zip(best, scores, strict=True)]
        return sorted(rescored, key=lambda pair: -pair[1])

    def _evidence(self, ranked: Sequence[tuple[Sentence, float]], k: int) -> list[Evidence]:
        groups: list[tuple[Sentence, float, list[Sentence]]] = []
        for sentence, score in ranked:
            for first, _, copies in groups:
                if same_statement(first.text, sentence.text):
                    copies.append(sentence)
                    break
            else:
                groups.append((sentence, score, []))
        return [self._in_context(*group) for group in groups[:k]]

    def _in_context(self, sentence: Sentence, score: float, copies: list[Sentence]) -> Evidence:
        around = [s for s in self._library.neighbours(sentence, 2) if s.evidence]
        here = around.index(sentence)
        return Evidence(
            document=self._library.document(sentence.document),
            sentence=sentence,
            score=score,
            before=tuple(around[max(0, here - 2) : here]),
            after=tuple(around[here + 1 : here + 3]),
            copies=tuple(copies),
        )


def fuse(rankings: Iterable[Sequence[int]]) -> list[tuple[int, float]]:
    """Reciprocal rank fusion: (id, sum of 1 / (60 + rank)), best first; ties by id."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1.0 / (RRF_CONSTANT + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def word_query(text: str) -> str:
    """An FTS5 query that matches any content word of `text`; words are quoted, never operators."""
    words = re.findall(r"\w+", text.lower())
    content = [w for w in words if w not in STOPWORDS] or words
    return " OR ".join(f'"{w}"' for w in dict.fromkeys(content)) or '""'
