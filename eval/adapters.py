"""Question sets in other formats, recognised by their content: SQuAD 2.0 and CLAPNQ.

SQuAD 2.0 (Rajpurkar, Jia and Liang, ACL 2018) as its own JSON file, or as JSON lines with a
`doc_id` beside a file of contexts with `doc_id` and `body`; CLAPNQ (Rosenthal et al., TACL 2025) as
its JSON lines. Each paragraph becomes a document. Questions are split into dev and test by their
document's title. CLAPNQ has long answers without accepted wordings, so their correctness could not
be judged; its gold sentences are evidence all the same.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.answer_correctness import found
from eval.questions import GoldEvidence, Question
from index.errors import RequestError
from index.sentences import split

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Foreign:
    """Questions with the documents that their file brings along, texts by name."""

    questions: tuple[Question, ...]
    documents: dict[str, str]


def read(file: Path, documents: Path | None) -> Foreign | None:
    """The set in the file; None when it is in none of the formats known here.

    `documents` is the file of contexts, where the questions stand apart from them. Raises
    RequestError for a file that begins like one of the formats and then is not.
    """
    rows = _rows(file)
    if not rows:
        return None
    try:
        if isinstance(rows[0].get("data"), list):
            return _gathered(_squad(rows[0]))
        if "is_impossible" in rows[0]:
            return _gathered(_squad_lines(rows, _contexts(documents)))
        if {"input", "passages", "output"} <= rows[0].keys():
            return _gathered(_clapnq(rows))
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise RequestError(f"{file} begins like SQuAD or CLAPNQ, but lacks {error}") from error
    return None


def _rows(file: Path) -> list[Row]:
    """The objects of a JSON or JSON lines file; none where it is neither."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RequestError(f"{file}: cannot be read as UTF-8 text: {error}") from error
    try:
        rows = [json.loads(text)]
    except (ValueError, RecursionError):
        try:
            rows = [json.loads(line) for line in text.split("\n") if line.strip()]
        except (ValueError, RecursionError):
            return []
    return rows if all(isinstance(row, dict) for row in rows) else []


def _contexts(documents: Path | None) -> dict[str, Row]:
    if documents is None:
        raise RequestError("these questions stand apart from their contexts: add --documents FILE")
    return {row["doc_id"]: row for row in _rows(documents)}


def _gathered(pairs: Iterable[tuple[Question, str, str]]) -> Foreign:
    """Questions, each with the name and the text of its document."""
    questions, documents = [], {}
    for question, name, text in pairs:
        questions.append(question)
        documents[name] = text
    if not questions:
        raise RequestError("the file holds no question")
    return Foreign(tuple(questions), documents)


def _squad(file: Row) -> Iterator[tuple[Question, str, str]]:
    for article in file["data"]:
        for paragraph in article["paragraphs"]:
            text = paragraph["context"]
            name = _name(article["title"], text)
            for row in paragraph["qas"]:
                wordings = [answer["text"] for answer in row["answers"]]
                impossible = row.get("is_impossible", False)
                starts = [answer["answer_start"] for answer in row["answers"]]
                asked = (str(row["id"]), row["question"], article["title"])
                yield (
                    _question(asked, name, text, [] if impossible else wordings, starts),
                    name,
                    text,
                )


def _squad_lines(
    rows: Iterable[Row], contexts: dict[str, Row]
) -> Iterator[tuple[Question, str, str]]:
    for row in rows:
        context = contexts[row["doc_id"]]
        text, title = context["body"], context["title"]
        name = _name(title, text)
        wordings = [] if row["is_impossible"] else row["answers"]
        asked = (str(row["id"]), row["question"], title)
        yield _question(asked, name, text, wordings, []), name, text


def _clapnq(rows: Iterable[Row]) -> Iterator[tuple[Question, str, str]]:
    for row in rows:
        passage, output = row["passages"][0], row["output"][0]
        text, title = passage["text"], passage["title"]
        name = _name(title, text)
        chosen = [s for s in output["selected_sentences"] if s and s in text]
        gold = [GoldEvidence(name, s) for s in chosen or [text]] if output["answer"] else []
        question = Question(
            id=str(row["id"]),
            split=_split(title),
            type="fact" if gold else "near_miss",
            question=row["input"],
            evidence=tuple(gold),
        )
        yield question, name, text


def _question(
    asked: tuple[str, str, str], name: str, text: str, wordings: list[str], starts: list[int]
) -> Question:
    number, words, title = asked
    accepted = tuple(dict.fromkeys(wordings))
    return Question(
        id=number,
        split=_split(title),
        type="fact" if accepted else "near_miss",
        question=words,
        evidence=_evidence(name, text, accepted, starts) if accepted else (),
        answers=(accepted,) if accepted else (),
    )


def _evidence(
    name: str, text: str, wordings: tuple[str, ...], starts: list[int]
) -> tuple[GoldEvidence, ...]:
    """The sentences at the answers' offsets, else the first that holds one; others are optional."""
    sentences = split(name, text)
    if starts:
        marked = [s for s in sentences if any(s.start <= start < s.end for start in starts)]
        return tuple(GoldEvidence(name, s.text) for s in marked)
    holding = [s.text for s in sentences if any(found(wording, s.text) for wording in wordings)]
    if not holding:
        return (GoldEvidence(name, text),)
    return tuple(GoldEvidence(name, quote, optional=n > 0) for n, quote in enumerate(holding))


def _name(title: str, text: str) -> str:
    """A file name that tells paragraphs of one title apart."""
    plain = re.sub(r"\W+", "-", title).strip("-")[:60] or "untitled"
    return f"{plain}-{hashlib.sha256(text.encode()).hexdigest()[:8]}.txt"


def _split(title: str) -> str:
    return "dev" if hashlib.sha256(title.encode()).digest()[0] % 2 else "test"
