"""The library on Milvus: the same documents, sentences and vectors, for more than one machine.

Milvus has no transactions. What a document is hangs on its one record, written last and removed
first: it names the version whose parts and sentences count, so a reader sees each document whole,
old or new, and what a killed process left behind is seen by nobody and cleared away when the file
is added again.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import numpy as np

from index.compatibility import check_encoder, check_format
from index.encoder import Encoder, Vectors
from index.errors import DocumentError, LibraryError
from index.library import Entry, text_sha256
from index.milvus_connection import RECORDS, SENTENCES, MilvusConnection, Row, quoted
from index.milvus_rows import (
    DOCUMENT,
    FILE,
    NOTE,
    PART,
    PENDING,
    Content,
    about,
    content_of,
    document_of,
    fits,
    key,
    part_rows,
    record,
    sentence_rows,
    version,
)  # fmt: skip
from index.vector_index import Ids
from index.vocabulary import Document, Sentence

FORMAT = "1"
KEPT_CONTENTS = 256
SENTENCE = ("id", "version", "document", "position", "start", "end", "text")
Known = dict[str, Any]


class MilvusLibrary:
    """A library by its address, milvus://HOST:PORT/NAME, or a Milvus Lite file, NAME.db.

    `folder` is that address or file. Any number of processes may read; a document's record is
    read anew with each search, so what others add is found.
    """

    def __init__(self, place: Path) -> None:
        self.folder = place
        self._milvus = MilvusConnection(place)
        self._current: dict[str, Known] = {}
        self._contents: dict[int, Content] = {}

    @classmethod
    def open(cls, place: Path) -> Self:
        """Opens a library that is there; raises LibraryError when there is none to open."""
        library = cls(place)
        if not library._milvus.has(RECORDS):
            library.close()
            raise LibraryError(
                f"there is no library at {library._milvus.place}: add documents with"
                " `footnoted index PATH`"
            )
        library._milvus.load()
        check_format(library._milvus.place, library.meta("format"), FORMAT)
        return library

    @classmethod
    def create(cls, place: Path) -> Self:
        """Opens the library at `place`, making an empty one where there is none."""
        library = cls(place)
        library._milvus.load()
        library._milvus.make(RECORDS)
        if library.meta("format") is None:
            library.set_meta("format", FORMAT)
        check_format(library._milvus.place, library.meta("format"), FORMAT)
        return library

    def close(self) -> None:
        self._milvus.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # the encoder

    def check_encoder(self, encoder: Encoder) -> None:
        """Raises LibraryError when the vectors here were made by another encoder."""
        made_with = self.meta("encoder_sha256"), self.meta("encoder")
        check_encoder(self._milvus.place, *made_with, encoder)

    def claim_encoder(self, encoder: Encoder) -> None:
        """Records the encoder that makes this library's vectors, within a transaction."""
        self._milvus.make(SENTENCES, encoder.dimension)
        self.set_meta("encoder", encoder.name)
        self.set_meta("encoder_sha256", encoder.sha256)

    def replace_vectors(self, ids: Ids, vectors: Vectors) -> None:
        """Stores new vectors for sentences that are there; shapes (n,) and (n, dimension)."""
        fields = (*SENTENCE, "published", "words")
        new = {int(i): v.tolist() for i, v in zip(ids, vectors, strict=True)}
        rows = self._milvus.get(SENTENCES, list(new), fields)
        self._milvus.put(SENTENCES, [row | {"vector": new[row["id"]]} for row in rows])

    # files and documents in

    def fingerprint(self, path: Path) -> str | None:
        """The fingerprint that the file had when it was added, None if it never was."""
        found: str | None = self._value(FILE, str(path))
        return found

    def path_of(self, name: str) -> Path | None:
        """The file that the document called `name` came from."""
        known = self._value(DOCUMENT, name)
        return None if known is None else Path(known["path"])

    def vectors_of(self, path: Path) -> dict[str, Vectors]:
        """The vectors of the file's sentences, by the sentence's text."""
        found: dict[str, Vectors] = {}
        for known in self._documents_of(path):
            sentences = self._content(known).sentences(known["name"])
            ids = [known["version"] + s.position for s in sentences if s.evidence]
            for row in self._milvus.get(SENTENCES, ids, ("position", "vector")):
                vector = np.array(row["vector"], dtype=np.float32)
                found[sentences[row["position"]].text] = vector
        return found

    def put_file(self, path: Path, fingerprint: str, entries: Sequence[Entry]) -> None:
        """Makes `entries` the documents of the file at `path`, in place of what it held before.

        Any number of processes may put the same file: what they write is the same. Raises
        DocumentError for a document whose name is too long for a key.
        """
        for entry in entries:
            if not fits(entry.document.name) or not fits(str(path)):
                raise DocumentError(f"{path}: {entry.document.name} is too long a name: shorten it")
        before = self._documents_of(path)
        names = {entry.document.name for entry in entries}
        stale = set(self._value(PENDING, str(path)) or ()) | {old["version"] for old in before}
        new = {version(entry.document) for entry in entries}
        self._put(record(PENDING, str(path), sorted(stale | new)))
        for entry in entries:
            self._milvus.put(RECORDS, list(part_rows(entry)))
            self._milvus.put(SENTENCES, list(sentence_rows(entry)))
        stale |= self._take_over(names, path)
        self._milvus.put(RECORDS, [_about(entry, path) for entry in entries])
        self._delete_records(DOCUMENT, (old["name"] for old in before if old["name"] not in names))
        self._clear(stale - new)
        # Until this is written the file counts as new, and whatever was cut off is done again.
        self._put(record(FILE, str(path), fingerprint))
        self._delete_records(PENDING, [str(path)])

    def remove(self, name: str) -> None:
        """Takes a document out; raises LibraryError when there is none of that name."""
        with self.transaction():
            known = self._known(name)
            self._delete_records(DOCUMENT, [name])
            # Without its fingerprint the file counts as new when it is indexed again.
            self._put(record(FILE, known["path"], ""))
            self._clear([known["version"]])

    # what is here

    def documents(self) -> list[tuple[Document, int]]:
        """Every document with its number of sentences that are evidence, by name."""
        known = sorted(self._records(DOCUMENT), key=lambda one: str(one["name"]))
        return [(document_of(one, self._content(one).text), one["evidence"]) for one in known]

    def document(self, name: str) -> Document:
        """One document; raises LibraryError when there is none of that name."""
        known = self._current.get(name) or self._known(name)
        return document_of(known, self._content(known).text)

    def sentences(self, name: str) -> tuple[Sentence, ...]:
        """Every sentence of a document, in order."""
        known = self._current.get(name) or self._value(DOCUMENT, name)
        return () if known is None else self._content(known).sentences(name)

    def sentences_by_id(self, ids: Sequence[int]) -> dict[int, Sentence]:
        """The sentences with these ids; ids that are not there are left out."""
        rows = self._milvus.get(SENTENCES, list(ids), SENTENCE) if ids else []
        keys = sorted({row["document"] for row in rows})
        found = [json.loads(row["value"]) for row in self._milvus.get(RECORDS, keys, ("value",))]
        self._current = {known["name"]: known for known in found}
        by_key = {key(DOCUMENT, known["name"]): known for known in found}
        return {
            row["id"]: self._sentence(row, by_key[row["document"]])
            for row in rows
            if by_key.get(row["document"], {}).get("version") == row["version"]
        }

    def around(
        self, sentences: Sequence[Sentence], reach: int
    ) -> dict[Sentence, tuple[Sentence, ...]]:
        """For each the sentences at most `reach` positions away, itself included, in order."""
        return {
            s: self.sentences(s.document)[max(0, s.position - reach) : s.position + reach + 1]
            for s in sentences
        }

    def count(self) -> int:
        """How many sentences are evidence."""
        return self._milvus.count(SENTENCES) if self._milvus.has(SENTENCES) else 0

    def digest(self) -> str:
        """Hex sha256 over every document's name, text and metadata: what answers rest on."""
        revision = self.meta("revision")
        kept = self._value(NOTE, "digest")
        if kept is not None and kept[0] == revision:
            return str(kept[1])
        total = hashlib.sha256()
        fields = ("name", "text_sha256", "title", "publisher", "published")
        for known in sorted(self._records(DOCUMENT), key=lambda one: str(one["name"])):
            total.update(repr(tuple(known[field] for field in fields)).encode())
        self._put(record(NOTE, "digest", [revision, total.hexdigest()]))
        return total.hexdigest()

    # search

    def nearest(self, vector: Vectors, k: int, filter: str = "") -> list[tuple[int, float]]:
        """The k sentences (id, inner product) nearest to a vector, best first."""
        return self._milvus.search("vector", vector.tolist(), k, filter)

    def matching(self, words: str, k: int, filter: str = "") -> list[tuple[int, float]]:
        """The k best sentences (id, score) for stemmed words by BM25, best first."""
        return self._milvus.search("sparse", words, k, filter) if words else []

    def vectors(self, after: int = 0, batch: int = 20_000) -> Iterator[tuple[Ids, Vectors]]:
        """Ids above `after` with their vectors, `batch` rows at a time."""
        rows: list[Row] = []
        for row in self._milvus.rows(SENTENCES, f"id > {after}", ("id", "vector")):
            rows.append(row)
            if len(rows) == batch:
                yield _matrix(rows)
                rows = []
        if rows:
            yield _matrix(rows)

    # notes

    def meta(self, key: str) -> str | None:
        found: str | None = self._value(NOTE, key)
        return found

    def set_meta(self, key: str, value: str) -> None:
        self._put(record(NOTE, key, value))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Each document read in the block is whole; two may be from different moments."""
        yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Marks that the library changes; what was done stays done where the block is left."""
        self._current = {}
        self.set_meta("revision", secrets.token_hex(8))
        try:
            yield
        finally:
            self.set_meta("revision", secrets.token_hex(8))

    def _known(self, name: str) -> Known:
        known: Known | None = self._value(DOCUMENT, name)
        if known is None:
            raise LibraryError(
                f"there is no document {name!r}: `footnoted documents` lists what there is"
            )
        return known

    def _value(self, kind: str, name: str) -> Any:
        rows = self._milvus.get(RECORDS, [key(kind, name)], ("value",))
        return json.loads(rows[0]["value"]) if rows else None

    def _put(self, row: Row) -> None:
        self._milvus.put(RECORDS, [row])

    def _records(self, kind: str) -> Iterator[Known]:
        for row in self._milvus.rows(RECORDS, f'key like "{kind}:%"', ("value",)):
            yield json.loads(row["value"])

    def _documents_of(self, path: Path) -> list[Known]:
        of = quoted([key(FILE, str(path))])
        rows = self._milvus.rows(RECORDS, f"of in {of}", ("value",))
        return [json.loads(row["value"]) for row in rows]

    def _take_over(self, names: Iterable[str], path: Path) -> set[int]:
        """The versions of documents with these names that were another file's until now."""
        taken = set()
        for name in names:
            known = self._value(DOCUMENT, name)
            if known is not None and known["path"] != str(path):
                taken.add(known["version"])
                self._put(record(FILE, known["path"], ""))
        return taken

    def _delete_records(self, kind: str, names: Iterable[str]) -> None:
        keys = [key(kind, name) for name in names]
        if keys:
            self._milvus.delete(RECORDS, f"key in {quoted(keys)}")

    def _clear(self, versions: Iterable[int]) -> None:
        """Deletes what no document's record names any more."""
        for own in versions:
            self._milvus.delete(SENTENCES, f"version == {own}")
            self._milvus.delete(RECORDS, f'of == "{PART}:{own}"')
            self._contents.pop(own, None)

    def _content(self, known: Known) -> Content:
        own = known["version"]
        if own not in self._contents:
            of = f'of == "{PART}:{own}"'
            parts = list(self._milvus.rows(RECORDS, of, ("key", "value")))
            try:
                content = content_of(parts)
            except ValueError:
                content = Content("", ())
            if text_sha256(content.text) != known["text_sha256"]:
                raise LibraryError(
                    f"{known['name']} is damaged in the library {self._milvus.place}:"
                    f" index {known['path']} again"
                )
            while len(self._contents) >= KEPT_CONTENTS:
                self._contents.pop(next(iter(self._contents)))
            self._contents[own] = content
        return self._contents[own]

    def _sentence(self, row: Row, known: Known) -> Sentence:
        place = (known["name"], row["position"], row["start"], row["end"])
        if row["text"]:
            return Sentence(*place, json.loads(row["text"]))
        return Sentence(*place, self._content(known).text[row["start"] : row["end"]])


def _about(entry: Entry, path: Path) -> Row:
    evidence = sum(s.evidence for s in entry.sentences)
    value = about(entry.document, str(path), evidence)
    return record(DOCUMENT, entry.document.name, value, of=key(FILE, str(path)))


def _matrix(rows: Sequence[Row]) -> tuple[Ids, Vectors]:
    ids = np.array([row["id"] for row in rows], dtype=np.int64)
    return ids, np.array([row["vector"] for row in rows], dtype=np.float32)
