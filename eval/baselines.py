"""The `plain` baseline: what most tools do, for the table to show what this one adds.

Chunks of 512 tokens, the three nearest by dense retrieval, a plain prompt, free writing, and
citations parsed from the text. Nothing checks what was written. A citation points at a whole chunk,
so it overlaps gold evidence far more easily than a sentence does: read its citation precision
together with the citation length.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from eval.desk_system import digest_of
from eval.outcome import Outcome, Span
from index.errors import FootnotedError
from index.sentences import split
from index.vocabulary import Document
from rag.assembly import Desk
from rag.generator import Generator, Prompt

CHUNK_TOKENS = 512
CHUNKS = 3
ANSWER_TOKENS = 160
SYSTEM = "You are a helpful assistant."
ASK = (
    "Answer the question from the passages. Cite the passages you use by their numbers, like [1]. "
    "If the passages do not contain the answer, say that you do not know."
)
FREE_TEXT = "root ::= [^\\n]+"
_MARKER = re.compile(r"\s*\[([\d,\s]+)\]")
_MARKER_AFTER_STOP = re.compile(r"([.!?][”\"]?)((?:\s*\[[\d,\s]+\])+)")
_REFUSAL = re.compile(
    r"\b(?:do(?:es)? ?n[o']t (?:know|mention|contain|provide|state|specify|say|include|give)"
    r"|not (?:mentioned|provided|stated|specified|known|contained|given|available)"
    r"|no (?:information|mention)|cannot (?:be determined|answer|find)|unable to)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a document: `text == document.text[start:end]`."""

    document: Document
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.document.text[self.start : self.end]


class PlainSystem:
    """Answers with an open desk's encoder and model, and with nothing else of it."""

    name = "plain"

    def __init__(self, desk: Desk, generator: Generator) -> None:
        self.receipt = desk.receipt()
        self.digest = digest_of(self.receipt | {"prompt": SYSTEM + ASK})
        self._encoder, self._generator = desk.encoder, generator
        self._chunks = [
            chunk
            for document, _ in desk.library.documents()
            for chunk in chunks(document, generator)
        ]
        self._vectors = self._encoder.encode([chunk.text for chunk in self._chunks])

    def answer(self, question: str) -> Outcome:
        started = time.perf_counter()
        near = self._vectors @ self._encoder.encode([question])[0]
        order = np.argsort(-near, kind="stable")
        best = [self._chunks[i] for i in order[:CHUNKS]]
        try:
            pieces = self._generator.write(_prompt(question, best), FREE_TEXT, ANSWER_TOKENS)
            written = "".join(pieces)
        except FootnotedError as error:
            return Outcome({}, seconds=time.perf_counter() - started, error=str(error))
        return Outcome(
            record=_record(question, written, best, self.receipt),
            ranked=tuple((Span(c.document.name, c.text),) for c in best),
            confidence=float(near[order[0]]),
            seconds=time.perf_counter() - started,
        )


def chunks(document: Document, generator: Generator) -> Iterator[Chunk]:
    """The document in stretches of about 512 of the model's tokens, cut between words."""
    start = tokens = 0
    for word in re.finditer(r"\S+\s*", document.text):
        size = generator.count_tokens(word.group())
        if tokens and tokens + size > CHUNK_TOKENS:
            yield Chunk(document, start, word.start())
            start, tokens = word.start(), 0
        tokens += size
    if tokens:
        yield Chunk(document, start, len(document.text))


def parse(written: str, last: int) -> list[tuple[str, list[int]]]:
    """Each sentence without its markers, and the passage numbers (1..last) that it names."""
    inside = _MARKER_AFTER_STOP.sub(r"\2\1", " ".join(written.split()))
    parsed = []
    for sentence in split("answer", inside):
        named = [
            int(n) for group in _MARKER.findall(sentence.text) for n in re.findall(r"\d+", group)
        ]
        valid = [n for n in dict.fromkeys(named) if 1 <= n <= last]
        if text := _MARKER.sub("", sentence.text).strip():
            parsed.append((text, valid))
    return parsed


def _prompt(question: str, best: list[Chunk]) -> Prompt:
    passages = "\n\n".join(f"[{n}] {' '.join(c.text.split())}" for n, c in enumerate(best, start=1))
    return Prompt(SYSTEM, passages, f"\n\n{ASK}\n\nQuestion: {question}")


def _record(
    question: str, written: str, best: list[Chunk], receipt: dict[str, str | None]
) -> dict[str, Any]:
    sentences = parse(written, len(best))
    refused = not sentences or _REFUSAL.search(sentences[0][0]) is not None
    return {
        "schema": 1,
        "question": question,
        "as_of": None,
        "status": "abstained" if refused else "answered",
        "mode": "generated",
        "answer": [] if refused else [{"text": t, "citations": n} for t, n in sentences],
        "citations": [] if refused else [_citation(n, c) for n, c in enumerate(best, start=1)],
        "disagreements": [],
        "withheld": [],
        "nearest": [],
        "receipt": receipt,
        "timings": {},
        **({"reason": written.strip()} if refused else {}),
    }


def _citation(number: int, chunk: Chunk) -> dict[str, Any]:
    document = chunk.document
    return {
        "id": number,
        "document": document.name,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "quote": chunk.text,
        "start": chunk.start,
        "end": chunk.end,
    }
