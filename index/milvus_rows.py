"""A library's documents and sentences as rows of Milvus, and back."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from index.encoder import Vectors
from index.library import Entry, text_sha256
from index.milvus_connection import KEY, LONGEST, NO_VECTOR, Row
from index.milvus_words import stemmed
from index.vocabulary import Document, Sentence

PIECE = 60_000  # characters, all of them ASCII
DOCUMENT, PART, FILE, NOTE, PENDING = "document", "part", "file", "note", "pending"


@dataclass(frozen=True, slots=True)
class Content:
    """What a document says, and where its sentences are: (start, end, evidence) each."""

    text: str
    spans: tuple[tuple[int, int, bool], ...]

    def sentences(self, name: str) -> tuple[Sentence, ...]:
        return tuple(
            Sentence(name, position, start, end, self.text[start:end], evidence)
            for position, (start, end, evidence) in enumerate(self.spans)
        )


def key(kind: str, name: str) -> str:
    """The primary key of a record."""
    return f"{kind}:{name}"


def fits(name: str) -> bool:
    """Whether a document's name or path can be a key."""
    return len(key(DOCUMENT, name).encode()) <= KEY


def record(kind: str, name: str, value: Any, of: str = "") -> Row:
    """A record that others find by its key, or by what it is `of`."""
    return {"key": key(kind, name), "of": of, "value": json.dumps(value), "vector": NO_VECTOR}


def version(document: Document) -> int:
    """A number for all that a document is: the same again for the same, in 62 bits.

    It is also the id of its first sentence; the others follow. That two documents among tens of
    millions get into each other's way has a chance of about one in a thousand.
    """
    told = (document.name, document.sha256, text_sha256(document.text), document.title,
            document.publisher, document.published, document.url)  # fmt: skip
    digest = hashlib.sha256(repr(told).encode()).digest()
    return int.from_bytes(digest[:8]) >> 2


def about(document: Document, path: str, evidence: int) -> dict[str, Any]:
    """What a document's record holds: all but what it says."""
    return {
        "name": document.name, "path": path, "version": version(document),
        "sha256": document.sha256, "text_sha256": text_sha256(document.text),
        "title": document.title, "publisher": document.publisher,
        "published": document.published, "url": document.url, "evidence": evidence,
    }  # fmt: skip


def document_of(known: dict[str, Any], text: str) -> Document:
    """The document that a record is about."""
    fields = ("sha256", "title", "publisher", "published", "url")
    return Document(known["name"], text, *(known[field] for field in fields))


def part_rows(entry: Entry) -> Iterator[Row]:
    """What a document says, in pieces."""
    own = f"{PART}:{version(entry.document)}"
    spans = [(s.start, s.end, s.evidence) for s in entry.sentences]
    whole = json.dumps([entry.document.text, spans])
    for number, start in enumerate(range(0, len(whole), PIECE)):
        piece = whole[start : start + PIECE]
        yield {"key": f"{own}:{number}", "of": own, "value": piece, "vector": NO_VECTOR}


def content_of(parts: Sequence[Row]) -> Content:
    """The whole that `part_rows` took apart; raises ValueError when a piece is missing."""
    in_order = sorted(parts, key=lambda row: int(row["key"].rpartition(":")[2]))
    text, spans = json.loads("".join(row["value"] for row in in_order))
    return Content(text, tuple((start, end, evidence) for start, end, evidence in spans))


def sentence_rows(entry: Entry) -> Iterator[Row]:
    """The evidence with its vectors."""
    document, own = entry.document, version(entry.document)
    vectors = iter(entry.vectors)
    for sentence in entry.sentences:
        if sentence.evidence:
            yield {
                "id": own + sentence.position, "version": own, "position": sentence.position,
                "start": sentence.start, "end": sentence.end,
                "document": key(DOCUMENT, document.name), "published": document.published,
                "text": kept(sentence.text), "words": stemmed(sentence.text)[: LONGEST // 4],
                "vector": _floats(next(vectors)),
            }  # fmt: skip


def kept(text: str) -> str:
    """A sentence as JSON; empty where it is too long and must be read from its document."""
    whole = json.dumps(text, ensure_ascii=False)
    return whole if len(whole.encode()) <= LONGEST else ""


def _floats(vector: Vectors) -> list[float]:
    floats: list[float] = vector.tolist()
    return floats
