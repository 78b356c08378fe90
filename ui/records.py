"""Search results and checked drafts as JSON objects, beside the answer record of rag.answer."""

from collections.abc import Iterable, Mapping
from typing import Any

from rag.answer import Record, citation
from rag.assembly import Desk
from rag.check import CheckedSentence
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


def check_record(
    text: str, checked: Iterable[CheckedSentence], receipt: Mapping[str, str | None]
) -> Record:
    """{"text", "sentences", "receipt"}: sentences as `footnoted check --json` has them."""
    sentences = [
        {
            "text": s.text, "start": s.start, "end": s.end, "label": str(s.verdict),
            "score": round(s.score, 6), "reason": s.reason,
            "evidence": [citation(c, n) for n, c in enumerate(s.evidence, start=1)],
        }
        for s in checked
    ]  # fmt: skip
    return {"text": text, "sentences": sentences, "receipt": dict(receipt)}


def verbatim(sentence: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    """Whether a sentence of the answer stands word for word in a source that it cites."""
    cited = (c["quote"] for c in record["citations"] if c["id"] in sentence["citations"])
    return record["mode"] == "quoted" or any(
        quote.split() == sentence["text"].split() for quote in cited
    )
