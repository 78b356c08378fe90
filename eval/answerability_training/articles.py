"""Pairs of a question and a sentence of articles on one subject, read as the program reads them.

The subjects are invented, and of no evaluation: four articles each with 40 or 50 questions, two
fifths of which only look as if they were answered there.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from eval.answerability_training.pairs import Pair
from eval.entailment_training.pairs import rows
from eval.gold import overlaps
from eval.outcome import Span
from eval.questions import GoldEvidence
from index.reranker import Reranker
from index.retriever import EARLIER, in_context
from index.sentences import split
from index.vocabulary import Document, Evidence, Sentence
from rag.quoting import in_full, verbatim

FOLDER = Path(__file__).parent / "invented"
MOST_ANSWERED = 4  # pairs of a question
MOST_UNANSWERED = 4


@dataclass(frozen=True, slots=True)
class AskedOfArticles:
    """A question, all sentences of the articles, and what answers it."""

    question: str
    sentences: tuple[Evidence, ...]
    gold: tuple[GoldEvidence, ...]

    def is_gold(self, sentence: Sentence) -> bool:
        """Whether a sentence answers the question."""
        span = Span(sentence.document, sentence.text)
        return any(overlaps(span, gold) for gold in self.gold)


def subjects(folder: Path = FOLDER) -> list[Path]:
    """The folders of the subjects in one, by name; without it those that are trained on."""
    return sorted(path.parent for path in folder.glob("*/questions.jsonl"))


def read(subject: Path) -> list[AskedOfArticles]:
    """The questions in a subject's folder, each with the sentences of all its articles."""
    articles = sorted((subject / "articles").glob("*.txt"))
    sentences = tuple(e for a in articles for e in sentences_of(a.name, a.read_text("utf-8")))
    return [
        AskedOfArticles(
            row["question"],
            sentences,
            tuple(GoldEvidence(e["document"], e["quote"]) for e in row["evidence"]),
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
    read = [(e, in_full(verbatim(e), ranked)) for e in ranked]
    having = [passage for e, passage in read if e in answered]
    lacking = [text for _, text in read if not any(e.sentence.text in text for e in answered)]
    return [
        *(Pair(asked.question, passage, answered=True) for passage in having[:MOST_ANSWERED]),
        *(Pair(asked.question, passage, answered=False) for passage in lacking[:MOST_UNANSWERED]),
    ]


def sentences_of(name: str, text: str) -> list[Evidence]:
    """The sentences of an article that are evidence, each with what stands around it."""
    document = Document(name, text, "")
    told = split(name, text)
    around = (told[max(0, at - EARLIER) : at + EARLIER + 1] for at in range(len(told)))
    return [
        in_context(document, sentence, 0.0, near)
        for sentence, near in zip(told, around, strict=True)
        if sentence.evidence
    ]
