"""Pairs of a question and a sentence of articles on one subject, read as the program reads them.

The subjects are invented, and of no evaluation: four articles each, 24 questions that they answer
and 16 that look as if they did.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from eval.answerability_training.pairs import Pair
from eval.entailment_training.pairs import rows
from index.reranker import Reranker
from index.retriever import EARLIER, NEAR
from index.sentences import split
from index.vocabulary import Document, Evidence, Sentence
from rag.quoting import in_full

FOLDER = Path(__file__).parent / "invented"
MOST_ANSWERED = 4  # pairs of a question
MOST_UNANSWERED = 4


@dataclass(frozen=True, slots=True)
class AskedOfArticles:
    """A question, all sentences of the articles, and the quotes that answer it, by document."""

    question: str
    sentences: tuple[Evidence, ...]
    gold: frozenset[tuple[str, str]]

    def is_gold(self, sentence: Sentence) -> bool:
        """Whether a sentence answers the question."""
        return any(
            sentence.document == document and (quote in sentence.text or sentence.text in quote)
            for document, quote in self.gold
        )


def subjects() -> list[Path]:
    """The folders of the subjects."""
    return sorted(path.parent for path in FOLDER.glob("*/questions.jsonl"))


def read(subject: Path) -> list[AskedOfArticles]:
    """The questions in a subject's folder, each with the sentences of all its articles."""
    articles = sorted((subject / "articles").glob("*.txt"))
    sentences = tuple(e for a in articles for e in _sentences(a.name, a.read_text("utf-8")))
    return [
        AskedOfArticles(
            row["question"],
            sentences,
            frozenset((e["document"], e["quote"]) for e in row["evidence"]),
        )
        for row in rows(subject / "questions.jsonl")
    ]


def pairs(asked: AskedOfArticles, reranker: Reranker) -> list[Pair]:
    """The best-ranked sentences that answer the question, and the best that do not.

    A sentence that is read after one which answers is neither.
    """
    scores = reranker.score(asked.question, [e.sentence.text for e in asked.sentences])
    scored = (replace(e, score=s) for e, s in zip(asked.sentences, scores, strict=True))
    ranked = sorted(scored, key=lambda e: -e.score)
    answered = [e for e in ranked if asked.is_gold(e.sentence)]
    said = [Pair(asked.question, in_full(e, ranked), answered=True) for e in answered]
    read_alone = (Pair(asked.question, in_full(e, ranked), answered=False) for e in ranked)
    lacking = (
        pair for pair in read_alone if not any(e.sentence.text in pair.passage for e in answered)
    )
    return [*said[:MOST_ANSWERED], *islice(lacking, MOST_UNANSWERED)]


def _sentences(name: str, text: str) -> list[Evidence]:
    document = Document(name, text, "")
    told = [s for s in split(name, text) if s.evidence]
    return [_in_context(document, told, at) for at in range(len(told))]


def _in_context(document: Document, told: Sequence[Sentence], at: int) -> Evidence:
    near, earlier = max(0, at - NEAR), max(0, at - EARLIER)
    return Evidence(
        document,
        told[at],
        0.0,
        before=tuple(told[near:at]),
        after=tuple(told[at + 1 : at + 1 + NEAR]),
        earlier=tuple(told[earlier:near]),
    )
