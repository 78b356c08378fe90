"""Search results and checked drafts as JSON objects, beside the answer record of rag.answer."""

from collections.abc import Iterable, Mapping
from typing import Any

from rag.answer import Numbering, Record, citation
from rag.assembly import Desk
from rag.pipeline import Question
from rag.vocabulary import Citation


def search_record(desk: Desk, question: Question, k: int) -> Record:
    """{"evidence": [...]}: the k best sentences as citations with a score, best first."""
    found = desk.pipeline.search(question, k)
    return {
        "evidence": [
            citation(Citation(e.document, e.sentence), n) | {"score": round(e.score, 6)}
            for n, e in enumerate(found, start=1)
        ]
    }


def check_record(text: str, checked: Iterable[Any], receipt: Mapping[str, str | None]) -> Record:
    """{"text", "sentences", "citations", "receipt"}: a draft's sentences with their verdicts.

    Each sentence has `text`, `start`, `end`, `verdict`, `score`, `reason` and `evidence`, the
    numbers of its citations.
    """
    numbering = Numbering()
    sentences = [
        {
            "text": s.text, "start": s.start, "end": s.end, "verdict": str(s.verdict),
            "score": round(s.score, 6), "reason": s.reason,
            "evidence": [numbering.number(c) for c in s.evidence],
        }
        for s in checked
    ]  # fmt: skip
    citations = [citation(c, n) for n, c in numbering.citations()]
    return {"text": text, "sentences": sentences, "citations": citations, "receipt": dict(receipt)}
