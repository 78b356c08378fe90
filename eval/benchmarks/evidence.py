"""Evidence found: recall@5, recall@10 and nDCG@10 at sentence level, four ways of ranking."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from eval.ndcg import ndcg
from eval.outcome import Outcome, Span
from eval.questions import Question
from eval.recall import recall
from index.encoder import Vectors
from index.library import Library
from index.retriever import LocalCandidates, Retriever, Window, fuse, word_query
from index.vector_index import VectorIndex
from rag.assembly import Engines

PLACES = 10


@dataclass(frozen=True, slots=True)
class Words:
    """Candidates by BM25 alone."""

    library: Library

    def find(self, query: str, vector: Vectors, k: int, window: Window) -> list[tuple[int, float]]:
        del vector, window
        return fuse([self.library.match_words(word_query(query), k)])


@dataclass(frozen=True, slots=True)
class Meaning:
    """Candidates by vectors alone."""

    index: VectorIndex

    def find(self, query: str, vector: Vectors, k: int, window: Window) -> list[tuple[int, float]]:
        del query, window
        return fuse([[i for i, _ in self.index.search(vector, k)]])


def evidence_found(
    questions: Sequence[Question],
    library: Library,
    index: VectorIndex,
    engines: Engines,
    progress: Callable[[str, int, int], None],
) -> dict[str, Any]:
    """Means (0..1) over the questions that have gold evidence, for each way of ranking."""
    asked = [q for q in questions if recall(q, Outcome({}), PLACES) is not None]
    both, encoder = LocalCandidates(library, index), engines.encoder
    ways = {
        "bm25": Retriever(library, encoder, Words(library)),
        "dense": Retriever(library, encoder, Meaning(index)),
        "fused": Retriever(library, encoder, both),
        "reranked": Retriever(library, encoder, both, engines.reranker),
    }
    table: dict[str, Any] = {"questions": len(asked), "sentences": library.count()}
    for name, retriever in ways.items():
        outcomes = []
        for done, question in enumerate(asked, start=1):
            outcomes.append(_outcome(retriever, question))
            progress(name, done, len(asked))
        table[name] = _means(asked, outcomes)
    return table


def _outcome(retriever: Retriever, question: Question) -> Outcome:
    found = retriever.search(question.question, PLACES)
    places = ((e.sentence, *e.copies) for e in found)
    return Outcome({}, tuple(tuple(Span(s.document, s.text) for s in place) for place in places))


def _means(questions: Sequence[Question], outcomes: Sequence[Outcome]) -> dict[str, float]:
    pairs = list(zip(questions, outcomes, strict=True))
    measures: dict[str, Callable[[Question, Outcome], Any]] = {
        "recall@5": lambda q, o: recall(q, o, 5),
        "recall@10": lambda q, o: recall(q, o, 10),
        "ndcg@10": ndcg,
    }
    return {
        name: round(fmean(measure(q, o).value for q, o in pairs), 4) if pairs else 0.0
        for name, measure in measures.items()
    }
