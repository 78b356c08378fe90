"""The answer record: an Answer as the JSON object that programs read and receipts keep."""

from collections.abc import Iterable, Mapping
from typing import Any

from index.vocabulary import Sentence
from rag.disagreements import Disagreement
from rag.vocabulary import Answer, Citation

SCHEMA = 1

Record = dict[str, Any]


def record(answer: Answer, receipt: Mapping[str, str | None]) -> Record:
    """The record of one answer; citations are numbered from 1 in order of first use."""
    numbering = Numbering()
    statements = [
        {"text": s.text, "citations": [numbering.number(c) for c in s.citations]}
        for s in answer.statements
    ]
    disagreements = [_disagreement(d, numbering) for d in answer.disagreements]
    result: Record = {
        "schema": SCHEMA,
        "question": answer.question,
        "as_of": answer.as_of,
        "status": "abstained" if answer.abstained else "answered",
        "mode": answer.mode,
        "answer": statements,
        "citations": [citation(c, n) for n, c in numbering.citations()],
        "disagreements": disagreements,
        "withheld": [{"text": w.text, "reason": w.reason} for w in answer.withheld],
        "nearest": [citation(c, n) for n, c in enumerate(answer.nearest, start=1)],
        "receipt": dict(receipt),
        "timings": {name: round(seconds, 3) for name, seconds in answer.timings.items()},
    }
    if answer.abstained:
        result["reason"] = answer.reason
    return result


def citation(found: Citation, number: int) -> Record:
    """One citation; `quote` is `text[start:end]` of the stored text of `document`."""
    return {
        "id": number,
        "document": found.document.name,
        "title": found.document.title,
        "publisher": found.document.publisher,
        "published": found.document.published,
        "quote": found.sentence.text,
        "start": found.sentence.start,
        "end": found.sentence.end,
    }


class Numbering:
    """Gives each cited sentence one number."""

    def __init__(self) -> None:
        self._numbers: dict[Sentence, tuple[int, Citation]] = {}

    def number(self, citation: Citation) -> int:
        new = (len(self._numbers) + 1, citation)
        return self._numbers.setdefault(citation.sentence, new)[0]

    def citations(self) -> Iterable[tuple[int, Citation]]:
        return self._numbers.values()


def _disagreement(found: Disagreement, numbering: Numbering) -> Record:
    return {
        "about": found.about,
        "figures": [
            {
                "value": figured.figure.text,
                "low": figured.figure.low,
                "high": figured.figure.high,
                "speaker": figured.figure.speaker,
                "scope": figured.figure.scope,
                "citation": numbering.number(Citation(figured.document, figured.sentence)),
            }
            for figured in found.figures
        ],
        "relation": found.relation,
        "independent_sources": found.independent_sources,
    }
