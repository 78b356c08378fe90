"""Ranked evidence for a query: dense and BM25, fused by reciprocal rank.

Reciprocal rank fusion: Cormack, Clarke and Buettcher, SIGIR 2009.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Protocol

from index.encoder import Encoder, Vectors
from index.library import Library
from index.log_odds import log_odds, probability
from index.near_copies import Statements
from index.relative_time import Days, days_meant
from index.reranker import Reranker
from index.stopwords import STOPWORDS
from index.store import Store
from index.vector_index import VectorIndex
from index.vocabulary import Document, Evidence, Sentence

CANDIDATES = 50
RERANKED = 50
RRF_CONSTANT = 60
READ_ON = 20  # of the reranked, how many are read again after the sentence before them
AFTER = 0.6  # what that reading counts beside the sentence's own
LEAST = 1e-9
NEAR, EARLIER = 2, 5  # sentences around one that are given with it
# A question of "this week" ranks evidence of other days as if it were this much less relevant, and
# looks at more candidates, so that enough of its own days are among them.
OTHER_DAYS = 0.3
DATED_CANDIDATES = 200
REPORTED_WITHIN = timedelta(10)


Ranking = Sequence[tuple[Sentence, float]]
QueryVector = Callable[[], Vectors]  # a query's vector, computed when it is called


@dataclass(frozen=True, slots=True)
class Window:
    """Publication dates (ISO) that count; documents without a date always do.

    "This week" is told from `today`, the reader's; without it, from the last day that counts.
    """

    since: str | None = None
    until: str | None = None
    today: str | None = None


class Candidates(Protocol):
    """What may answer a query: a library's own search."""

    def find(
        self, query: str, vector: QueryVector, k: int, window: Window
    ) -> list[tuple[int, float]]:
        """Sentence ids with scores, best first: the k best by meaning and by words, fused."""


class Retriever:
    """Searches one library with the encoder that made its vectors."""

    def __init__(
        self,
        library: Store,
        encoder: Encoder,
        candidates: Candidates,
        reranker: Reranker | None = None,
    ) -> None:
        self._library = library
        self._encoder = encoder
        self._candidates = candidates
        self._reranker = reranker
        self._between: Callable[[], None] = lambda: None

    def heed(self, between: Callable[[], None]) -> None:
        """From now on this is called between the steps of a search; what it raises ends it."""
        self._between = between

    def search(
        self, query: str, k: int, window: Window | None = None, others: Sequence[str] = ()
    ) -> list[Evidence]:
        """The k best evidence sentences, best first; near-copies share one place.

        What has one of the `others`, words for what the query is about, is looked at as well.

        Scores are comparable within one search only: the reranker's (0..1) where there is one,
        else the sum of reciprocal ranks. Where the query speaks of days by their distance from
        the reader's today, evidence of other days is scored lower; none is hidden.
        """
        window = window or Window()
        today = window.today or window.until
        asked = None if today is None else days_meant(query, date.fromisoformat(today))
        count = CANDIDATES if asked is None else DATED_CANDIDATES

        def vector() -> Vectors:
            encoded: Vectors = self._encoder.encode([query])[0]
            self._between()
            return encoded

        # One moment for all reads: what is found may else be gone before it is shown.
        with self._library.reading():
            fused = self._candidates.find(" ".join((query, *others)), vector, count, window)
            sentences = self._library.sentences_by_id([i for i, _ in fused])
            found = [(sentences[i], score) for i, score in fused if i in sentences]
            ranked = self._preferred(found, asked)
            if self._reranker is not None:
                best = [s for s, _ in ranked[:RERANKED]]
                scores = self._scores(self._reranker, query, best, asked)
                ranked = self._preferred(scores, asked)
            return self._evidence(ranked, k)

    def _scores(
        self, reranker: Reranker, query: str, found: Sequence[Sentence], asked: Days | None
    ) -> Ranking:
        """Each sentence's relevance; the best are read again after the one before them.

        There it says who "he" is and what "the sum" is of.
        """
        alone = reranker.score(query, [s.text for s in found], self._between)
        scores = dict(zip(found, alone, strict=True))
        best = [s for s, _ in self._preferred(list(scores.items()), asked)[:READ_ON]]
        around = self._library.around(best, 1)
        read_on = [_with_before(s, around[s]) for s in best]
        after = reranker.score(query, read_on, self._between)
        for sentence, score in zip(best, after, strict=True):
            scores[sentence] = between(scores[sentence], score, AFTER)
        return list(scores.items())

    def _preferred(self, ranked: Ranking, asked: Days | None) -> Ranking:
        """Best first, with what is of other days than asked counted lower."""
        if asked is not None:
            ranked = [
                (s, score if self._is_of(s, asked) else OTHER_DAYS * score) for s, score in ranked
            ]
        return sorted(ranked, key=lambda pair: -pair[1])

    def _is_of(self, sentence: Sentence, asked: Days) -> bool:
        """Whether a sentence may speak of the days; one in an undated document always may."""
        published = self._library.document(sentence.document).published
        if published is None:
            return True
        day = date.fromisoformat(published)
        told = days_meant(sentence.text, day) or Days(day - REPORTED_WITHIN, day)
        return told.first <= asked.last and asked.first <= told.last

    def _evidence(self, ranked: Ranking, k: int) -> list[Evidence]:
        statements = Statements()
        groups: list[tuple[Sentence, float, list[Sentence]]] = []
        for sentence, score in ranked:
            number = statements.number(sentence.text)
            if number < len(groups):
                groups[number][2].append(sentence)
            else:
                groups.append((sentence, score, []))
        document = cache(self._library.document)
        around = self._library.around([sentence for sentence, _, _ in groups[:k]], EARLIER)
        return [
            in_context(document(sentence.document), sentence, score, around[sentence], copies)
            for sentence, score, copies in groups[:k]
        ]


def _with_before(sentence: Sentence, around: Sequence[Sentence]) -> str:
    before = [s.text for s in around if s.evidence and s.position < sentence.position]
    return " ".join((*before, sentence.text))


def in_context(
    document: Document,
    sentence: Sentence,
    score: float,
    around: Sequence[Sentence],
    copies: Sequence[Sentence] = (),
) -> Evidence:
    """A sentence with what stands `around` it, up to EARLIER sentences before and after."""
    near = [s for s in around if s.evidence]
    here = sentence.position
    return Evidence(
        document=document,
        sentence=sentence,
        score=score,
        before=tuple(s for s in near if here - NEAR <= s.position < here),
        after=tuple(s for s in near if here < s.position <= here + NEAR),
        earlier=tuple(s for s in near if s.position < here - NEAR),
        copies=tuple(copies),
    )


def between(one: float, other: float, weight: float) -> float:
    """The probability whose log-odds are the mean of two others', the second weighted (0..1)."""
    mean = (log_odds(one, LEAST) + weight * log_odds(other, LEAST)) / (1.0 + weight)
    return probability(mean)


class LocalCandidates:
    """Sentences of a library in a folder: the vector index beside it, and its own word index."""

    def __init__(self, library: Library, index: VectorIndex) -> None:
        self._library = library
        self._index = index

    def find(
        self, query: str, vector: QueryVector, k: int, window: Window
    ) -> list[tuple[int, float]]:
        documents = self._library.published_outside(window.since, window.until)
        excluded = self._library.sentence_ids(documents) if documents else []
        # Each keeps one core busy, outside Python's lock; the words do not wait for the vector.
        with ThreadPoolExecutor(1) as beside:
            words = beside.submit(self._library.match_words, word_query(query), k, documents)
            dense = self._index.search(vector(), k, excluded)
        return fuse([[i for i, _ in dense], words.result()])


def fuse(rankings: Iterable[Sequence[int]]) -> list[tuple[int, float]]:
    """Reciprocal rank fusion: (id, sum of 1 / (60 + rank)), best first; ties by id."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1.0 / (RRF_CONSTANT + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def word_query(text: str) -> str:
    """An FTS5 query that matches any content word of `text`; words are quoted, never operators."""
    return " OR ".join(f'"{w}"' for w in content_words(text)) or '""'


def content_words(text: str) -> list[str]:
    """The words of a text that are no stopwords, each once; all where there are no others."""
    words = re.findall(r"\w+", text.lower())
    content = [w for w in words if w not in STOPWORDS] or words
    return list(dict.fromkeys(content))
