"""The library: SQLite is the record of documents, sentences and vectors; all else is derived.

Every change is one transaction, so a killed process leaves each document whole or absent.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np

from index import integrity, migration
from index.compatibility import check_encoder
from index.database import FILE, Database, damaged, sum_of
from index.encoder import Encoder, Vectors
from index.errors import LibraryError
from index.integrity import DOCUMENT_VALUES, SENTENCE_VALUES
from index.vector_index import Ids
from index.vocabulary import Document, Sentence


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

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self._db = database
        self._trusted = integrity.state(folder)

    @classmethod
    def open(cls, folder: Path, *, thorough: bool = False) -> Self:
        """Opens a library that is there; an older format is brought to the present one.

        It is read through where something else than this program changed it, or if `thorough`.
        Raises LibraryError when there is none, or it is damaged or of a newer format.
        """
        if not (folder / FILE).is_file():
            raise LibraryError(
                f"there is no library in {folder}: add documents with `footnoted index PATH`"
            )
        return cls._opened(folder, create=False, thorough=thorough)

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
        return cls._opened(folder, create=True, thorough=False)

    @classmethod
    def _opened(cls, folder: Path, *, create: bool, thorough: bool) -> Self:
        known, old = integrity.is_stamped(folder), integrity.was_whole(folder)
        database = Database.connect(folder)
        try:
            if create and not old:
                migration.make_tables(database)
            migration.migrate(folder, database)
            library = cls(folder, database)
            if thorough or not known:
                integrity.check(folder, database)
                integrity.stamp(folder)
        except BaseException:
            database.close()
            raise
        return library

    def close(self) -> None:
        """Closes the file; what this process made of it counts as checked."""
        ours = self._db.wrote or integrity.state(self.folder) == self._trusted
        self._db.close()
        if ours:
            integrity.stamp(self.folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # the encoder

    def check_encoder(self, encoder: Encoder) -> None:
        """Raises LibraryError when the vectors here were made by another encoder."""
        made_with = self.meta("encoder_sha256"), self.meta("encoder")
        check_encoder(self.folder, *made_with, encoder)

    def claim_encoder(self, encoder: Encoder) -> None:
        """Records the encoder that makes this library's vectors, within a transaction."""
        self.set_meta("encoder", encoder.name)
        self.set_meta("encoder_sha256", encoder.sha256)

    def replace_vectors(self, ids: Ids, vectors: Vectors) -> None:
        """Stores new vectors for sentences that are there; shapes (n,) and (n, dimension)."""
        rows = [(_blob(v), int(i)) for i, v in zip(ids, vectors, strict=True)]
        self._db.run_many(
            "UPDATE sentences SET vector = ?1, vector_sum = sum_of(?1) WHERE id = ?2", rows
        )
        self._db.run("DELETE FROM meta WHERE key = 'snapshot'")

    # files and documents in

    def fingerprint(self, path: Path) -> str | None:
        """The fingerprint that the file had when it was added, None if it never was."""
        row = self._db.row("SELECT fingerprint FROM files WHERE path = ?", str(path))
        return None if row is None else str(row[0])

    def path_of(self, name: str) -> Path | None:
        """The file that the document called `name` came from."""
        row = self._db.row("SELECT path FROM documents WHERE name = ?", name)
        return None if row is None else Path(row[0])

    def vectors_of(self, path: Path) -> dict[str, Vectors]:
        """The vectors of the file's sentences, by the sentence's text."""
        return self._vectors_by_text("d.path = ?", str(path))

    def vectors_named(self, names: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of these documents' sentences, by the sentence's text."""
        return self._vectors_by_text(f"d.name IN {_LISTED}", json.dumps(list(names)))

    def put_file(self, path: Path, fingerprint: str, entries: Sequence[Entry]) -> None:
        """Makes `entries` the documents of the file at `path`, in place of what it held before.

        To be called within a transaction.
        """
        self._db.run("DELETE FROM documents WHERE path = ?", str(path))
        self.put_some(path, entries)
        self._db.run("UPDATE files SET fingerprint = ? WHERE path = ?", fingerprint, str(path))

    def put_some(self, path: Path, entries: Sequence[Entry]) -> None:
        """Adds documents of a file, in place of those of their names, within a transaction.

        The file counts as new until `finish` is called for it.
        """
        for entry in entries:
            self._forget_name(entry.document.name)
        self._db.run(
            "INSERT INTO files VALUES (?, '') ON CONFLICT DO UPDATE SET fingerprint = ''", str(path)
        )
        for entry in entries:
            self._insert(path, entry)

    def finish(self, path: Path, fingerprint: str, names: Iterable[str]) -> None:
        """Leaves the file's documents of these names alone in it, within a transaction."""
        self._db.run(
            f"DELETE FROM documents WHERE path = ? AND name NOT IN {_LISTED}",
            str(path), json.dumps(list(names)),
        )  # fmt: skip
        self._db.run("UPDATE files SET fingerprint = ? WHERE path = ?", fingerprint, str(path))

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
            (self._document(row[:-1]), row[-1])
            for row in self._db.rows(
                f"SELECT {_DOCUMENT}, (SELECT count(*) FROM sentences s WHERE s.document = d.id"
                " AND s.vector IS NOT NULL) FROM documents d ORDER BY d.name"
            )
        ]

    def document(self, name: str) -> Document:
        """One document; raises LibraryError when there is none of that name."""
        row = self._db.row(f"SELECT {_DOCUMENT} FROM documents d WHERE d.name = ?", name)
        if row is None:
            raise LibraryError(
                f"there is no document {name!r}: `footnoted documents` lists what there is"
            )
        return self._document(row)

    def sentences(self, name: str) -> tuple[Sentence, ...]:
        """Every sentence of a document, in order."""
        rows = self._db.rows(
            f"SELECT {_SENTENCE} FROM sentences s JOIN documents d ON d.id = s.document"
            " WHERE d.name = ? ORDER BY s.position",
            name,
        )
        return tuple(self._sentence(row) for row in rows)

    def sentences_by_id(self, ids: Sequence[int]) -> dict[int, Sentence]:
        """The sentences with these ids; ids that are not there are left out."""
        rows = self._db.rows(
            f"SELECT s.id, {_SENTENCE} FROM sentences s JOIN documents d ON d.id = s.document"
            f" WHERE s.id IN {_LISTED}",
            _listed(ids),
        )
        return {row[0]: self._sentence(row[1:]) for row in rows}

    def around(
        self, sentences: Sequence[Sentence], reach: int
    ) -> dict[Sentence, tuple[Sentence, ...]]:
        """For each the sentences at most `reach` positions away, itself included, in order."""
        found: dict[Sentence, list[Sentence]] = {sentence: [] for sentence in sentences}
        documents = {name: self._row_of(name) for name in {s.document for s in found}}
        near = [(documents[s.document], s.position - reach, s.position + reach) for s in found]
        rows = self._db.rows(
            f"SELECT near.key, {_SENTENCE} FROM json_each(?) near"
            " CROSS JOIN documents d ON d.id = json_extract(near.value, '$[0]')"
            " CROSS JOIN sentences s ON s.document = d.id AND s.position"
            " BETWEEN json_extract(near.value, '$[1]') AND json_extract(near.value, '$[2]')"
            " ORDER BY near.key, s.position",
            json.dumps(near),
        )
        each = list(found.values())
        for row in rows:
            each[row[0]].append(self._sentence(row[1:]))
        return {sentence: tuple(those) for sentence, those in found.items()}

    def count(self) -> int:
        """How many sentences are evidence."""
        # The word index has a short row for each; counting the sentences would read every vector.
        row = self._db.row("SELECT count(*) FROM words_docsize")
        return 0 if row is None else int(row[0])

    def digest(self) -> str:
        """Hex sha256 over every document's name, text and metadata: what answers rest on."""
        total = hashlib.sha256()
        for row in self._db.rows(
            "SELECT name, text_sha256, title, publisher, published FROM documents ORDER BY name"
        ):
            total.update(repr(tuple(row)).encode())
        return total.hexdigest()

    # search

    def match_words(self, query: str, k: int, exclude: Sequence[int] = ()) -> list[int]:
        """Ids of the k best sentences for an FTS5 query by BM25, best first."""
        # A match's own row, its vector beside it, is looked at only where documents are excluded:
        # that takes twice as long as the ranking itself.
        rows = self._db.rows(
            "SELECT rowid FROM words WHERE words MATCH ?1 AND (?2 = '[]' OR"
            " (SELECT document FROM sentences WHERE id = words.rowid) NOT IN"
            " (SELECT value FROM json_each(?2))) ORDER BY bm25(words), rowid LIMIT ?3",
            query, _listed(exclude), k,
        )  # fmt: skip
        return [int(row[0]) for row in rows]

    def published_outside(self, since: str | None, until: str | None) -> list[int]:
        """Row ids of the documents dated before `since` or after `until`; undated ones stay in."""
        rows = self._db.rows(
            "SELECT id FROM documents WHERE published < ? OR published > ?", since, until
        )
        return sorted(int(row[0]) for row in rows)

    def sentence_ids(self, documents: Sequence[int]) -> list[int]:
        """Ids of the evidence sentences of the documents with these row ids."""
        rows = self._db.rows(
            f"SELECT id FROM sentences WHERE vector IS NOT NULL AND document IN {_LISTED}",
            _listed(documents),
        )
        return [int(row[0]) for row in rows]

    # vectors, for the index that is derived from them

    def vectors(self, after: int = 0, batch: int = 20_000) -> Iterator[tuple[Ids, Vectors]]:
        """Ids above `after` with their vectors, ascending, `batch` rows at a time."""
        while True:
            rows = self._db.rows(
                "SELECT id, vector, vector_sum FROM sentences WHERE id > ? AND vector IS NOT NULL"
                " ORDER BY id LIMIT ?",
                after, batch,
            )  # fmt: skip
            if not rows:
                return
            ids = np.array([row[0] for row in rows], dtype=np.int64)
            yield ids, np.stack([self._vector(*found) for _, *found in rows])
            after = int(ids[-1])

    def removed_ids(self) -> list[int]:
        """Ids that left since `forget_removed` was last called."""
        return [int(row[0]) for row in self._db.rows("SELECT id FROM removed")]

    def forget_removed(self, through: int) -> None:
        """Drops the note of removed ids up to `through`: the index written last lacks them."""
        self._db.run("DELETE FROM removed WHERE id <= ?", through)

    # notes

    def meta(self, key: str) -> str | None:
        row = self._db.row("SELECT value FROM meta WHERE key = ?", key)
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        self._db.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value)

    def reading(self) -> AbstractContextManager[None]:
        """Everything read in the block is from one moment, whoever writes meanwhile."""
        return self._db.reading()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block or none of it; raises LibraryError when the library stays busy."""
        with self._db.transaction():
            yield
        integrity.stamp(self.folder)

    def _vectors_by_text(self, which: str, value: str) -> dict[str, Vectors]:
        rows = self._db.rows(
            "SELECT s.text, s.vector, s.vector_sum FROM sentences s"
            f" JOIN documents d ON d.id = s.document WHERE {which} AND s.vector IS NOT NULL",
            value,
        )
        return {text: self._vector(*found) for text, *found in rows}

    def _row_of(self, name: str) -> int | None:
        row = self._db.row("SELECT id FROM documents WHERE name = ?", name)
        return None if row is None else int(row[0])

    def _forget_name(self, name: str) -> None:
        path = self.path_of(name)
        if path is not None:
            self._db.run("DELETE FROM documents WHERE name = ?", name)
            # Without its fingerprint the file counts as new when it is indexed again.
            self._db.run("UPDATE files SET fingerprint = '' WHERE path = ?", str(path))

    def _insert(self, path: Path, entry: Entry) -> None:
        document = entry.document
        row = self._db.run(
            "INSERT INTO documents (name, path, sha256, title, publisher, published, url, text,"
            " text_sha256, sum) VALUES"
            " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, sum_of(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9))",
            document.name, str(path), document.sha256, document.title, document.publisher,
            document.published, document.url, document.text, text_sha256(document.text),
        )  # fmt: skip
        self._db.run_many(
            'INSERT INTO sentences (document, position, "start", "end", text, vector, text_sum,'
            " vector_sum) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
            " sum_of(?1, ?2, ?3, ?4, ?5, ?6 IS NOT NULL), iif(?6 IS NULL, NULL, sum_of(?6)))",
            _rows(row, entry),
        )

    def _document(self, row: tuple[Any, ...]) -> Document:
        document = Document(*row[:7])
        self._intact(f"the document {document.name}", row[7])
        return document

    def _sentence(self, row: tuple[Any, ...]) -> Sentence:
        name, position, start, end, text, evidence, intact = row
        self._intact(f"sentence {position} of {name}", intact)
        return Sentence(name, position, start, end, text, bool(evidence))

    def _vector(self, blob: bytes, noted: int) -> Vectors:
        self._intact("a vector", sum_of(blob) == noted)
        return np.frombuffer(blob, dtype=np.float32)

    def _intact(self, what: str, intact: object) -> None:
        if not intact:
            raise damaged(self.folder, f"{what} has changed")


def text_sha256(text: str) -> str:
    """Hex digest of a stored text; lone surrogates, which UTF-8 cannot hold, count too."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_DOCUMENT = (
    "d.name, d.text, d.sha256, d.title, d.publisher, d.published, d.url,"
    f" d.sum = sum_of({DOCUMENT_VALUES})"
)
_SENTENCE = (
    'd.name, s.position, s."start", s."end", s.text, s.vector IS NOT NULL,'
    f" s.text_sum = sum_of({SENTENCE_VALUES})"
)
# A list of ids as one value: the number of values in a statement is limited.
_LISTED = "(SELECT value FROM json_each(?))"


def _listed(ids: Sequence[int]) -> str:
    return json.dumps([int(i) for i in ids])


def _rows(document: int, entry: Entry) -> Iterable[tuple[Any, ...]]:
    vectors = iter(entry.vectors)
    for s in entry.sentences:
        vector = _blob(next(vectors)) if s.evidence else None
        yield document, s.position, s.start, s.end, s.text, vector


def _blob(vector: Any) -> bytes:
    return np.asarray(vector, dtype=np.float32).tobytes()
