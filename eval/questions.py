"""The questions of the eval suite and the loader that refuses a file it cannot trust.

One JSON object a line: id, split, type, question, evidence, answers; figures, corrects, correction
and note where they apply. Gold evidence is checked letter by letter against the documents, so a
suite that was written for other texts, or edited by mistake, fails before anything is measured.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import RequestError

ANSWERABLE_TYPES = (
    "fact",
    "multi_source",
    "disagreement",
    "attribution",
    "paraphrase",
    "relative_date",
)
UNANSWERABLE_TYPES = ("false_premise", "near_miss", "off_topic")
TYPES = ANSWERABLE_TYPES + UNANSWERABLE_TYPES
SPLITS = ("dev", "test")

REQUIRED = frozenset({"id", "split", "type", "question", "evidence", "answers"})
ALLOWED = REQUIRED | {"figures", "corrects", "correction", "note"}

Elements = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class GoldEvidence:
    """A passage, verbatim in its document, that on its own supports the answer or a part of it.

    `optional` marks headings, link lists and passages that support only in part: right to cite,
    but a retriever that leaves them out has missed nothing.
    """

    document: str
    quote: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A figure as a document gives it: "more than 1,000" is low 1000, high None (no bound).

    Both bounds are None where the words hold no number ("several"). `speaker` is None where the
    document names nobody.
    """

    value: str
    low: float | None
    high: float | None
    speaker: str | None
    document: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its gold answer.

    `answers` holds the required elements, each as its accepted wordings; it is empty where the
    documents have no answer. A false premise that the documents contradict has the contradicting
    passages in `corrects` and the elements of a right correction in `correction`.
    """

    id: str
    split: str
    type: str
    question: str
    evidence: tuple[GoldEvidence, ...] = ()
    answers: Elements = ()
    figures: tuple[GoldFigure, ...] = ()
    corrects: tuple[GoldEvidence, ...] = ()
    correction: Elements = ()
    note: str | None = None

    @property
    def answerable(self) -> bool:
        """True where the documents hold the answer."""
        return self.type in ANSWERABLE_TYPES


def load(path: str | Path, documents: Mapping[str, str] | None = None) -> tuple[Question, ...]:
    """Questions of a JSONL file in the file's order; blank lines are skipped.

    `documents` maps names to texts; with None, names and quotes go unchecked. Raises RequestError,
    one line with file, line number, id and what is wrong, at the first fault.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise RequestError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    questions: dict[str, Question] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        question = _read_line(line, f"{path}, line {number}", documents)
        if question.id in questions:
            raise RequestError(f"{path}, line {number}, {question.id}: this id is used twice")
        questions[question.id] = question
    if not questions:
        raise RequestError(f"{path}: holds no question; give one JSON object a line")
    return tuple(questions.values())


def _read_line(line: str, place: str, documents: Mapping[str, str] | None) -> Question:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RequestError(f"{place}: not JSON: {error}") from error
    if not isinstance(row, dict):
        raise RequestError(f"{place}: not a JSON object")
    try:
        question = _question(row)
        _check_kind(question)
        if documents is not None:
            _check_quotes(question, documents)
    except ValueError as error:
        raise RequestError(f"{place}, {row.get('id', 'without id')}: {error}") from error
    return question


def _question(row: dict[str, Any]) -> Question:
    if missing := sorted(REQUIRED - row.keys()):
        raise ValueError(f"lacks {', '.join(missing)}")
    if unknown := sorted(row.keys() - ALLOWED):
        raise ValueError(f"has the unknown field {', '.join(unknown)}")
    note = row.get("note")
    return Question(
        id=_text(row["id"], "id"),
        split=_one_of(row["split"], SPLITS, "split"),
        type=_one_of(row["type"], TYPES, "type"),
        question=_text(row["question"], "question"),
        evidence=_evidence(row["evidence"], "evidence"),
        answers=_elements(row["answers"], "answers"),
        figures=tuple(_figure(figure) for figure in _list(row.get("figures", []), "figures")),
        corrects=_evidence(row.get("corrects", []), "corrects"),
        correction=_elements(row.get("correction", []), "correction"),
        note=None if note is None else _text(note, "note"),
    )


def _text(value: object, field: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{field} must be a text that is not empty")
    return value


def _one_of(value: object, allowed: tuple[str, ...], field: str) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise ValueError(f"{field} is {value!r}, must be one of {', '.join(allowed)}")
    return value


def _list(value: object, field: str) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(f"{field} must be a list")
    return value


def _object(value: object, field: str, keys: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, dict) or any(key not in value for key in keys):
        raise ValueError(f"{field} must hold objects with {', '.join(keys)}")
    return value


def _elements(value: object, field: str) -> Elements:
    elements = [_list(element, field) for element in _list(value, field)]
    if not all(elements):
        raise ValueError(f"{field} holds an element without a wording")
    return tuple(tuple(_text(wording, field) for wording in element) for element in elements)


def _evidence(value: object, field: str) -> tuple[GoldEvidence, ...]:
    rows = [_object(item, field, ("document", "quote")) for item in _list(value, field)]
    return tuple(
        GoldEvidence(
            document=_text(row["document"], f"{field} document"),
            quote=_text(row["quote"], f"{field} quote"),
            optional=row.get("optional") is True,
        )
        for row in rows
    )


def _figure(value: object) -> GoldFigure:
    row = _object(value, "figures", ("value", "low", "high", "speaker", "document"))
    speaker = row["speaker"]
    return GoldFigure(
        value=_text(row["value"], "figures value"),
        low=_bound(row["low"]),
        high=_bound(row["high"]),
        speaker=None if speaker is None else _text(speaker, "figures speaker"),
        document=_text(row["document"], "figures document"),
    )


def _bound(value: object) -> float | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise ValueError("figures low and high must be numbers or null")
    return value


def _check_kind(question: Question) -> None:
    """Raises ValueError where the parts do not fit the type."""
    kind = question.type
    if question.answerable and not (question.evidence and question.answers):
        raise ValueError(f"{kind} needs evidence and answers")
    if not question.answerable and (question.evidence or question.answers or question.figures):
        raise ValueError(f"{kind} has no answer: evidence, answers and figures must be empty")
    if kind == "disagreement" and len(question.figures) < 2:
        raise ValueError("disagreement needs at least two figures")
    if kind != "false_premise" and (question.corrects or question.correction):
        raise ValueError("only a false_premise can have corrects and correction")
    if bool(question.corrects) != bool(question.correction):
        raise ValueError("corrects and correction go together")


def _check_quotes(question: Question, documents: Mapping[str, str]) -> None:
    """Raises ValueError for a document that is not there or a quote that is not verbatim."""
    for evidence in question.evidence + question.corrects:
        _check_document(evidence.document, documents)
        if evidence.quote not in documents[evidence.document]:
            raise ValueError(f"not verbatim in {evidence.document}: {evidence.quote!r}")
    for figure in question.figures:
        _check_document(figure.document, documents)
        if figure.value not in documents[figure.document]:
            raise ValueError(f"figure not in {figure.document}: {figure.value!r}")


def _check_document(name: str, documents: Mapping[str, str]) -> None:
    if name not in documents:
        raise ValueError(f"there is no document {name!r}")
