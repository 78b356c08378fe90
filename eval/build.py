"""Drafts a suite from any documents: a model writes questions that known sentences answer.

Sentences with a figure come first, then those that say who said something. A question is kept only
if the round trip comes back: searching for it ranks its sentence among the first (Alberti et al.,
ACL 2019, "Synthetic QA Corpora Generation with Roundtrip Consistency", with retrieval in place of
the reader, so that questions a reader gets wrong stay in). Questions from documents that are left
out have no answer in those that stay.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from eval.answer_correctness import found
from eval.gold import overlaps
from eval.outcome import Span
from eval.questions import GoldEvidence
from eval.suite import LEFT_OUT
from index.errors import RequestError
from index.sentences import split
from index.vocabulary import Document, Evidence, Sentence
from rag.generator import Generator, Prompt

FIRST = 3
LOOKED_AT = 10
LEFT_OUT_SHARE = 10
FEWEST_DOCUMENTS = 4
QUESTION_TOKENS = 48
NOTE = "machine-made: read it against the text before you trust it"
SYSTEM = "You write exact questions about news articles."
ONE_QUESTION = 'root ::= [A-Z] [^\\n?"]+ "?"'
_NUMERAL = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+|\d{2,})(?![\w%])(?![.,]\d)")
_NAME = r"[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|of|the))*(?: [A-Z][\w’'-]+)?"
_SPEAKER = re.compile(
    rf"(?:[Aa]ccording to (?:the )?(?P<after>{_NAME})"
    rf"|(?P<before>{_NAME}) (?:said|says|told|stated|added|reported|announced|confirmed|warned))"
)
_POINTER = re.compile(r"^(?:He|She|It|They|His|Her|Its|Their|This|These|That|Those|But|And)\b")

Search = Callable[[str, int], Sequence[Evidence]]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Target:
    """What a question shall ask for: the words of a sentence that answer it."""

    kind: str
    words: str
    sentence: Sentence
    title: str | None


def left_out(documents: Sequence[Document]) -> tuple[str, ...]:
    """The names of about a tenth of the documents; none where there are fewer than four."""
    if len(documents) < FEWEST_DOCUMENTS:
        return ()
    ordered = sorted((d.name for d in documents), key=_order)
    return tuple(ordered[: max(1, len(ordered) // LEFT_OUT_SHARE)])


def targets(documents: Iterable[Document]) -> list[Target]:
    """What can be asked, figures and attributions in turn, always in the same order."""
    found = [t for d in documents for s in split(d.name, d.text) if s.evidence for t in _of(s, d)]
    figures, speakers = ([t for t in found if t.kind == k] for k in ("fact", "attribution"))
    turns = [(n, t) for part in (figures, speakers) for n, t in enumerate(sorted(part, key=_key))]
    return [target for _, target in sorted(turns, key=lambda turn: turn[0])]


def draft(
    answerable: Iterable[Target],
    unanswerable: Iterable[Target],
    generator: Generator,
    search: Search,
    count: int,
) -> Iterator[Row]:
    """Rows of a question file, at most `count`, about a quarter of them without an answer."""
    refusals = count // 4
    asked: set[str] = set()
    for wanted, kept in ((unanswerable, _without_answer), (answerable, _with_answer)):
        limit = refusals if wanted is unanswerable else count
        for target in wanted:
            if len(asked) >= limit:
                break
            question = _written(generator, target)
            row = None if question in asked else kept(question, target, search)
            if row is not None:
                asked.add(question)
                yield _numbered(len(asked), row)


def save(rows: Sequence[Row], left_out: Sequence[str], path: Path) -> None:
    """Writes the questions, and beside them what must not be indexed.

    Raises RequestError where there is a file already or it cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
        if left_out:
            names = "".join(f"{name}\n" for name in left_out)
            path.with_suffix(LEFT_OUT).write_text(names, encoding="utf-8")
    except FileExistsError as error:
        raise RequestError(f"{path} is there already: name another with --out") from error
    except OSError as error:
        raise RequestError(f"{path} cannot be written: {error.strerror}") from error


def _of(sentence: Sentence, document: Document) -> Iterator[Target]:
    if _POINTER.match(sentence.text):
        return
    numeral, speaker = _NUMERAL.search(sentence.text), _SPEAKER.search(sentence.text)
    if numeral:
        yield Target("fact", numeral.group(), sentence, document.title)
    if speaker:
        named = speaker["after"] or speaker["before"]
        yield Target("attribution", named, sentence, document.title)


def _written(generator: Generator, target: Target) -> str:
    given = f"Article: {target.title or target.sentence.document}\nSentence: {_line(target)}\n\n"
    task = (
        f"Write one question that this sentence answers with “{target.words}”. Name the people, "
        "the place and the event that are meant, use no pronouns, and leave the answer out."
    )
    pieces = generator.write(Prompt(SYSTEM, given, task), ONE_QUESTION, QUESTION_TOKENS)
    return " ".join("".join(pieces).split())


def _with_answer(question: str, target: Target, search: Search) -> Row | None:
    if not _asks(question, target):
        return None
    ranked = [s for e in search(question, LOOKED_AT) for s in (e.sentence, *e.copies)]
    first = {(s.document, s.text) for s in ranked[:FIRST]}
    if (target.sentence.document, target.sentence.text) not in first:
        return None
    gold = GoldEvidence(target.sentence.document, target.sentence.text)
    others = [
        {"document": s.document, "quote": s.text, "optional": True}
        for s in ranked
        if found(target.words, s.text) and not overlaps(Span(s.document, s.text), gold)
    ]
    evidence: list[Row] = [{"document": gold.document, "quote": gold.quote}, *others]
    return _row(question, target, target.kind, evidence, [[target.words]])


def _without_answer(question: str, target: Target, search: Search) -> Row | None:
    """Kept when nothing that ranks for it gives the answer after all."""
    near = search(question, LOOKED_AT)
    if not _asks(question, target) or any(found(target.words, e.sentence.text) for e in near):
        return None
    return _row(question, target, "near_miss", [], [])


def _asks(question: str, target: Target) -> bool:
    return (
        question.endswith("?") and len(question.split()) >= 4 and not found(target.words, question)
    )


def _row(
    question: str, target: Target, kind: str, evidence: list[Row], answers: list[list[str]]
) -> Row:
    return {
        "split": "dev" if _order(target.sentence.document + question)[0] % 2 else "test",
        "type": kind,
        "question": question,
        "evidence": evidence,
        "answers": answers,
        "note": NOTE,
    }


def _numbered(number: int, row: Row) -> Row:
    return {"id": f"made-{number:03}", **row}


def _line(target: Target) -> str:
    return " ".join(target.sentence.text.split())


def _key(target: Target) -> bytes:
    return _order(f"{target.sentence.document} {target.sentence.start}")


def _order(text: str) -> bytes:
    return sha256(text.encode()).digest()
