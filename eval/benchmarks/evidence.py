"""Evidence found: recall@5, recall@10 and nDCG@10 at sentence level, six ways of ranking.

Each with its 95 % bootstrap interval; the last way's gains over others are of the same draws.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from eval.bootstrap import draws, estimate, interval
from eval.measures import BY_NAME
from eval.outcome import Outcome, Span
from eval.questions import Question
from eval.recall import recall
from index.library import Library
from index.retriever import (
    RERANKED,
    LocalCandidates,
    QueryVector,
    Retriever,
    Window,
    fuse,
    word_query,
)
from index.vector_index import VectorIndex
from index.vocabulary import Evidence
from rag.answer_type import by_answer_type
from rag.assembly import Engines
from rag.ranking import by_answerability
from rag.settings import Settings

PLACES = 10
MEASURED = ("recall@5", "recall@10", "ndcg@10")


@dataclass(frozen=True, slots=True)
class Words:
    """Candidates by BM25 alone."""

    library: Library

    def find(
        self, query: str, vector: QueryVector, k: int, window: Window
    ) -> list[tuple[int, float]]:
        del vector, window
        return fuse([self.library.match_words(word_query(query), k)])


@dataclass(frozen=True, slots=True)
class Meaning:
    """Candidates by vectors alone."""

    index: VectorIndex

    def find(
        self, query: str, vector: QueryVector, k: int, window: Window
    ) -> list[tuple[int, float]]:
        del query, window
        return fuse([[i for i, _ in self.index.search(vector(), k)]])


def evidence_found(
    questions: Sequence[Question],
    library: Library,
    index: VectorIndex,
    engines: Engines,
    progress: Callable[[str, int, int], None],
) -> dict[str, Any]:
    """Each way's [mean, low, high], 0..1, over the questions that have gold evidence."""
    asked = [q for q in questions if recall(q, Outcome({}), PLACES) is not None]
    both, encoder = LocalCandidates(library, index), engines.encoder
    retrievers = {
        "bm25": Retriever(library, encoder, Words(library)),
        "dense": Retriever(library, encoder, Meaning(index)),
        "fused": Retriever(library, encoder, both),
        "reranked": Retriever(library, encoder, both, engines.reranker),
    }
    # Kept: "typed" and "answered" rank anew what "reranked" has found.
    ranked: dict[tuple[str, str], list[Evidence]] = {}
    for name, retriever in retrievers.items():
        for done, question in enumerate(asked, start=1):
            ranked[name, question.question] = retriever.search(question.question, RERANKED)
            progress(name, done, len(asked))
    for question in asked:
        text = question.question
        typed = by_answer_type(text, ranked["reranked", text])
        weighed = Settings().weighed
        ranked["typed", text] = typed
        ranked["answered", text] = by_answerability(text, typed, engines.answerability, weighed)
    found = {
        name: [_outcome(ranked[name, question.question][:PLACES]) for question in asked]
        for name in (*retrievers, "typed", "answered")
    }
    table: dict[str, Any] = {"questions": len(asked), "sentences": library.count()}
    table |= {name: _means(asked, outcomes) for name, outcomes in found.items()}
    table["gain_in_recall@10"] = {
        f"over {name}": _gain(asked, found["answered"], found[name])
        for name in ("bm25", "dense", "reranked", "typed")
    }
    return table


def _outcome(found: Sequence[Evidence]) -> Outcome:
    places = ((e.sentence, *e.copies) for e in found)
    return Outcome({}, tuple(tuple(Span(s.document, s.text) for s in place) for place in places))


def _means(
    questions: Sequence[Question], outcomes: Sequence[Outcome]
) -> dict[str, list[float | None]]:
    """[mean, low, high] by measure; Nones where there is no question."""
    pairs = list(zip(questions, outcomes, strict=True))
    means = {}
    for name in MEASURED:
        scores = [s for q, o in pairs if (s := BY_NAME[name].score(q, o)) is not None]
        figure = estimate(BY_NAME[name], scores)
        means[name] = [_rounded(x) for x in (figure.value, figure.low, figure.high)]
    return means


def _gain(
    questions: Sequence[Question], ours: Sequence[Outcome], theirs: Sequence[Outcome]
) -> list[float | None]:
    """How much more recall@10 the one has than the other: [mean, low, high]."""
    if not questions:
        return [None, None, None]
    pairs = zip(questions, ours, theirs, strict=True)
    each = np.array([_recall(q, a) - _recall(q, b) for q, a, b in pairs])
    low, high = interval(each[draws(len(each))].mean(axis=1))
    return [_rounded(x) for x in (float(each.mean()), low, high)]


def _recall(question: Question, outcome: Outcome) -> float:
    found = recall(question, outcome, PLACES)
    return 0.0 if found is None or found.value is None else found.value


def _rounded(x: float | None) -> float | None:
    return None if x is None else round(x, 4)
