"""The library: SQLite is the record of documents, sentences and vectors; all else is derived.

Every change is one transaction, so a killed process leaves each document whole or absent.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

import numpy as np

from index.encoder import Encoder, Vectors
from index.errors import LibraryError
from index.vector_index import Ids
from index.vocabulary import Document, Sentence

FORMAT = "1"
BUSY_SECONDS = 30.0
FILE = "library.sqlite"


@dataclass(frozen=True, slots=True)
class Entry:
    """A document on its way in: its sentences and, for those that are evidence, their vectors.

    `vectors` has one row for each sentence whose `evidence` is True, in order.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    vectors: Vectors


class Library:
    """Documents, sentences and vectors in one folder. Not shared between threads."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self._db = connection

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Opens a library that is there; raises LibraryError when there is none to open."""
        if not (folder / FILE).is_file():
            raise LibraryError(
                f"there is no library in {folder}: add documents with `footnoted index PATH`"
            )
        library = cls(folder, _connect(folder))
        library._check_format()
        return library

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Opens the library in `folder`, making an empty one where there is none."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"cannot make the library folder {folder} ({error.strerror}): choose another"
                " with --library"
            ) from error
        library = cls(folder, _connect(folder))
        library._make_tables()
        library._check_format()
        return library

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # the encoder

    def check_encoder(self, encoder: Encoder) -> None:
        """Raises LibraryError when the vectors here were made by another encoder."""
        made_with = self.meta("encoder_sha256")
        if made_with is not None and made_with != encoder.sha256:
            raise LibraryError(
                f"the library {self.folder} was made with another encoder"
                f" ({self.meta('encoder')}): re-encode it with `footnoted index --re-encode`"
            )

    def claim_encoder(self, encoder: Encoder) -> None:
        """Records the encoder that makes this library's vectors, within a transaction."""
        self.set_meta("encoder", encoder.name)
        self.set_meta("encoder_sha256", encoder.sha256)

    def replace_vectors(self, ids: Ids, vectors: Vectors) -> None:
        """Stores new vectors for sentences that are there; shapes (n,) and (n, dimension)."""
        rows = [(_blob(v), int(i)) for i, v in zip(ids, vectors, strict=True)]
        self._db.executemany("UPDATE sentences SET vector = ? WHERE id = ?", rows)
        self._db.execute("DELETE FROM meta WHERE key = 'snapshot'")

    # files and documents in

    def fingerprint(self, path: Path) -> str | None:
        """The fingerprint that the file had when it was added, None if it never was."""
        row = self._one("SELECT fingerprint FROM files WHERE path = ?", str(path))
        return None if row is None else str(row[0])

    def path_of(self, name: str) -> Path | None:
        """The file that the document called `name` came from."""
        row = self._one("SELECT path FROM documents WHERE name = ?", name)
        return None if row is None else Path(row[0])

    def vectors_of(self, path: Path) -> dict[str, Vectors]:
        """The vectors of the file's sentences, by the sentence's text."""
        rows = self._db.execute(
            "SELECT s.text, s.vector FROM sentences s JOIN documents d ON d.id = s.document"
            " WHERE d.path = ? AND s.vector IS NOT NULL",
            (str(path),),
        )
        return {text: _vector(blob) for text, blob in rows}

    def put_file(self, path: Path, fingerprint: str, entries: Sequence[Entry]) -> None:
        """Makes `entries` the documents of the file at `path`, in place of what it held before.

        To be called within a transaction.
        """
        self._forget_file(path)
        for entry in entries:
            self._forget_name(entry.document.name)
        self._db.execute("INSERT INTO files VALUES (?, ?)", (str(path), fingerprint))
        for entry in entries:
            self._insert(path, entry)

    def remove(self, name: str) -> None:
        """Takes a document out; raises LibraryError when there is none of that name."""
        with self.transaction():
            path = self.path_of(name)
            if path is None:
                raise LibraryError(
                    f"there is no document {name!r}: `footnoted documents` lists what there is"
                )
            self._forget_name(name)

    # what is here

    def documents(self) -> list[tuple[Document, int]]:
        """Every document with its number of sentences that are evidence, by name."""
        return [
            (_document(row), row[-1])
            for row in self._db.execute(
                f"SELECT {_DOCUMENT}, (SELECT count(*) FROM sentences s WHERE s.document = d.id"
                " AND s.vector IS NOT NULL) FROM documents d ORDER BY d.name"
            )
        ]

    def document(self, name: str) -> Document:
        """One document; raises LibraryError when there is none of that name."""
        row = self._one(f"SELECT {_DOCUMENT} FROM documents d WHERE d.name = ?", name)
        if row is None:
            raise LibraryError(
                f"there is no document {name!r}: `footnoted documents` lists what there is"
            )
        return _document(row)

    def sentences(self, name: str) -> tuple[Sentence, ...]:
        """Every sentence of a document, in order."""
        rows = self._db.execute(
            f"SELECT {_SENTENCE} FROM sentences s JOIN documents d ON d.id = s.document"
            " WHERE d.name = ? ORDER BY s.position",
            (name,),
        )
        return tuple(_sentence(row) for row in rows)

    def sentences_by_id(self, ids: Sequence[int]) -> dict[int, Sentence]:
        """The sentences with these ids; ids that are not there are left out."""
        marks = ",".join("?" * len(ids))
        rows = self._db.execute(
            f"SELECT s.id, {_SENTENCE} FROM sentences s JOIN documents d ON d.id = s.document"
            f" WHERE s.id IN ({marks})",
            list(ids),
        )
        return {row[0]: _sentence(row[1:]) for row in rows}

    def neighbours(self, sentence: Sentence, reach: int) -> tuple[Sentence, ...]:
        """The sentences at most `reach` positions away, itself included, in order."""
        rows = self._db.execute(
            f"SELECT {_SENTENCE} FROM sentences s JOIN documents d ON d.id = s.document"
            " WHERE d.name = ? AND s.position BETWEEN ? AND ? ORDER BY s.position",
            (sentence.document, sentence.position - reach, sentence.position + reach),
        )
        return tuple(_sentence(row) for row in rows)

    def count(self) -> int:
        """How many sentences are evidence."""
        row = self._one("SELECT count(*) FROM sentences WHERE vector IS NOT NULL")
        return 0 if row is None else int(row[0])

    def digest(self) -> str:
        """Hex sha256 over every document's name, text and metadata: what answers rest on."""
        total = hashlib.sha256()
        for row in self._db.execute(
            "SELECT name, text_sha256, title, publisher, published FROM documents ORDER BY name"
        ):
            total.update(repr(tuple(row)).encode())
        return total.hexdigest()

    # search

    def match_words(self, query: str, k: int, exclude: Sequence[int] = ()) -> list[int]:
        """Ids of the k best sentences for an FTS5 query by BM25, best first."""
        marks = ",".join("?" * len(exclude))
        try:
            rows = self._db.execute(
                "SELECT words.rowid FROM words JOIN sentences s ON s.id = words.rowid"
                f" WHERE words MATCH ? AND s.document NOT IN ({marks})"
                " ORDER BY bm25(words), words.rowid LIMIT ?",
                (query, *exclude, k),
            ).fetchall()
        except sqlite3.DatabaseError as error:
            raise _damaged(self.folder, error) from error
        return [int(row[0]) for row in rows]

    def published_outside(self, since: str | None, until: str | None) -> list[int]:
        """Row ids of the documents dated before `since` or after `until`; undated ones stay in."""
        rows = self._db.execute(
            "SELECT id FROM documents WHERE published IS NOT NULL AND"
            " (published < coalesce(?, published) OR published > coalesce(?, published))",
            (since, until),
        )
        return [int(row[0]) for row in rows]

    def sentence_ids(self, documents: Sequence[int]) -> list[int]:
        """Ids of the evidence sentences of the documents with these row ids."""
        marks = ",".join("?" * len(documents))
        rows = self._db.execute(
            f"SELECT id FROM sentences WHERE vector IS NOT NULL AND document IN ({marks})",
            list(documents),
        )
        return [int(row[0]) for row in rows]

    # vectors, for the index that is derived from them

    def vectors(self, after: int = 0, batch: int = 20_000) -> Iterator[tuple[Ids, Vectors]]:
        """Ids above `after` with their vectors, ascending, `batch` rows at a time."""
        while True:
            rows = self._db.execute(
                "SELECT id, vector FROM sentences WHERE id > ? AND vector IS NOT NULL"
                " ORDER BY id LIMIT ?",
                (after, batch),
            ).fetchall()
            if not rows:
                return
            ids = np.array([row[0] for row in rows], dtype=np.int64)
            yield ids, np.stack([_vector(row[1]) for row in rows])
            after = int(ids[-1])

    def removed_ids(self) -> list[int]:
        """Ids that left since `forget_removed` was last called."""
        return [int(row[0]) for row in self._db.execute("SELECT id FROM removed")]

    def forget_removed(self, through: int) -> None:
        """Drops the note of removed ids up to `through`: the index written last lacks them."""
        self._db.execute("DELETE FROM removed WHERE id <= ?", (through,))

    # notes

    def meta(self, key: str) -> str | None:
        row = self._one("SELECT value FROM meta WHERE key = ?", key)
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything read in the block is from one moment, whoever writes meanwhile."""
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("COMMIT")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block or none of it; raises LibraryError when the library stays busy."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise _refused(self.folder, error) from error
        except sqlite3.DatabaseError as error:
            raise _damaged(self.folder, error) from error

    def _one(self, query: str, *values: Any) -> tuple[Any, ...] | None:
        try:
            row: tuple[Any, ...] | None = self._db.execute(query, values).fetchone()
        except sqlite3.DatabaseError as error:
            raise _damaged(self.folder, error) from error
        return row

    def _make_tables(self) -> None:
        with self.transaction():
            if self._one("SELECT 1 FROM sqlite_master WHERE name = 'meta'") is None:
                for statement in _statements(files("index").joinpath("schema.sql").read_text()):
                    self._db.execute(statement)
                self.set_meta("format", FORMAT)

    def _check_format(self) -> None:
        found = self.meta("format")
        if found != FORMAT:
            raise LibraryError(
                f"the library {self.folder} has format {found}, this version reads {FORMAT}:"
                " update footnoted, or name another with --library"
            )

    def _forget_file(self, path: Path) -> None:
        self._db.execute("DELETE FROM documents WHERE path = ?", (str(path),))
        self._db.execute("DELETE FROM files WHERE path = ?", (str(path),))

    def _forget_name(self, name: str) -> None:
        path = self.path_of(name)
        if path is not None:
            self._db.execute("DELETE FROM documents WHERE name = ?", (name,))
            # Without its fingerprint the file counts as new when it is indexed again.
            self._db.execute("UPDATE files SET fingerprint = '' WHERE path = ?", (str(path),))

    def _insert(self, path: Path, entry: Entry) -> None:
        document = entry.document
        row = self._db.execute(
            "INSERT INTO documents (name, path, sha256, title, publisher, published, url, text,"
            " text_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (document.name, str(path), document.sha256, document.title, document.publisher,
             document.published, document.url, document.text, text_sha256(document.text)),
        )  # fmt: skip
        self._db.executemany(
            'INSERT INTO sentences (document, position, "start", "end", text, vector)'
            " VALUES (?, ?, ?, ?, ?, ?)",
            _rows(row.lastrowid or 0, entry),
        )


def text_sha256(text: str) -> str:
    """Hex digest of a stored text; lone surrogates, which UTF-8 cannot hold, count too."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_DOCUMENT = "d.name, d.text, d.sha256, d.title, d.publisher, d.published, d.url"
_SENTENCE = 'd.name, s.position, s."start", s."end", s.text, s.vector IS NOT NULL'


def _document(row: tuple[Any, ...]) -> Document:
    return Document(*row[:7])


def _sentence(row: tuple[Any, ...]) -> Sentence:
    name, position, start, end, text, evidence = row
    return Sentence(name, position, start, end, text, bool(evidence))


def _rows(document: int, entry: Entry) -> Iterable[tuple[Any, ...]]:
    vectors = iter(entry.vectors)
    for s in entry.sentences:
        vector = _blob(next(vectors)) if s.evidence else None
        yield document, s.position, s.start, s.end, s.text, vector


def _blob(vector: Any) -> bytes:
    return np.asarray(vector, dtype=np.float32).tobytes()


def _vector(blob: bytes) -> Vectors:
    return np.frombuffer(blob, dtype=np.float32)


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _connect(folder: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(
            folder / FILE, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.OperationalError as error:
        raise _refused(folder, error) from error
    except sqlite3.DatabaseError as error:
        raise _damaged(folder, error) from error
    return connection


def _refused(folder: Path, error: sqlite3.Error) -> LibraryError:
    if "locked" in str(error) or "busy" in str(error):
        return LibraryError(f"the library {folder} is busy: try again when the other is done")
    return LibraryError(f"the library {folder} cannot be used ({error}): check folder and disk")


def _damaged(folder: Path, error: sqlite3.Error) -> LibraryError:
    return LibraryError(
        f"the library {folder} is damaged ({error}): delete that folder and run `footnoted index`"
    )
