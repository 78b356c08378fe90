"""A damaged library made whole: what can be trusted is carried over, the damaged file is kept."""

import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from index import integrity, migration
from index.database import FILE, sum_of
from index.encoder import Encoder, Vectors
from index.errors import LibraryError
from index.library import Entry, Library, text_sha256
from index.milvus_place import is_milvus
from index.sentences import split
from index.vocabulary import Document

# Besides the file itself, SQLite keeps what is not yet in it.
_PARTS = ("", "-wal", "-shm")
_COLUMNS = "name, path, sha256, title, publisher, published, url, text, text_sha256"


@dataclass(slots=True)
class RepairReport:
    """Documents carried over, the files of those that were not, and where the old file lies.

    `damaged` is None where nothing was wrong.
    """

    kept: int = 0
    lost: list[Path] = field(default_factory=list)
    damaged: Path | None = None


@dataclass(frozen=True, slots=True)
class _Saved:
    document: Document
    path: Path
    vectors: dict[str, Vectors]  # by the sentence's text


def repair(folder: Path, encoder: Encoder) -> RepairReport:
    """Replaces a damaged library by one with every document that is whole in it.

    Raises LibraryError when there is no library, it is of a newer format, or the disk fails.
    """
    if is_milvus(folder):
        raise LibraryError("--repair is for folders: what Milvus holds, its own backups bring back")
    if not (folder / FILE).is_file():
        raise LibraryError(f"there is no library in {folder}: add documents with `footnoted index`")
    kept = folder / f"damaged-{secrets.token_hex(4)}"
    report = RepairReport(damaged=kept)
    made = folder / f".repair-{secrets.token_hex(4)}"
    try:
        if _is_whole(folder):
            return RepairReport()
        with Library.create(made) as library:
            _carry_over(folder, library, encoder, report)
        _swap(folder, made, kept)
    except OSError as error:
        raise LibraryError(f"cannot repair {folder} ({error.strerror}): check the disk") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
    Library.open(folder).close()
    return report


def _is_whole(folder: Path) -> bool:
    (folder / integrity.STAMP).unlink(missing_ok=True)
    try:
        Library.open(folder).close()
    except LibraryError as error:
        if "is damaged" not in str(error):
            raise
        return False
    return True


def _carry_over(folder: Path, library: Library, encoder: Encoder, report: RepairReport) -> None:
    lost: set[Path] = set()
    by_path: dict[Path, list[_Saved]] = {}
    with closing(sqlite3.connect(f"file:{folder / FILE}?mode=ro", uri=True)) as old:
        for found in _documents(old):
            if isinstance(found, Path):
                lost.add(found)
            else:
                by_path.setdefault(found.path, []).append(found)
        for path, saved in by_path.items():
            # A file of which a part was lost is read again, if it is there.
            print_ = "" if path in lost else _fingerprint(old, path)
            with library.transaction():
                library.claim_encoder(encoder)
                library.put_file(path, print_, [_entry(one, encoder) for one in saved])
            report.kept += len(saved)
    report.lost = sorted(lost)


def _documents(old: sqlite3.Connection) -> Iterator[_Saved | Path]:
    """Every document that is whole; of one that is not, its path where that can be read."""
    sums = "sum" if _has_sums(old) else "NULL"
    for number in _ids(old):
        with suppress(sqlite3.Error):
            row = old.execute(
                f"SELECT {_COLUMNS}, {sums} FROM documents WHERE id = ?", (number,)
            ).fetchone()
            if row is None:
                continue
            *values, noted = row
            name, path, sha256, title, publisher, published, url, text, digest = values
            if not isinstance(path, str):
                continue
            whole = sum_of(*values) == noted if noted else text_sha256(str(text)) == digest
            if whole:
                document = Document(name, text, sha256, title, publisher, published, url)
                yield _Saved(document, Path(path), _vectors(old, number))
            else:
                yield Path(path)


def _ids(old: sqlite3.Connection) -> range:
    for query in (
        "SELECT seq FROM sqlite_sequence WHERE name = 'documents'",
        "SELECT max(id) FROM documents",
    ):
        with suppress(sqlite3.Error, TypeError, ValueError):
            return range(1, int(old.execute(query).fetchone()[0]) + 1)
    return range(0)


def _has_sums(old: sqlite3.Connection) -> bool:
    with suppress(sqlite3.Error):
        row = old.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
        return row is not None and row[0] == migration.FORMAT
    return False


def _fingerprint(old: sqlite3.Connection, path: Path) -> str:
    with suppress(sqlite3.Error, TypeError):
        query = "SELECT fingerprint FROM files WHERE path = ?"
        return str(old.execute(query, (str(path),)).fetchone()[0])
    return ""


def _vectors(old: sqlite3.Connection, number: int) -> dict[str, Vectors]:
    found: dict[str, Vectors] = {}
    query = "SELECT text, vector, vector_sum FROM sentences WHERE document = ?"
    with suppress(sqlite3.Error):
        for text, vector, noted in old.execute(query, (number,)):
            if isinstance(vector, bytes) and sum_of(vector) == noted:
                found[text] = np.frombuffer(vector, dtype=np.float32)
    return found


def _entry(saved: _Saved, encoder: Encoder) -> Entry:
    sentences = split(saved.document.name, saved.document.text)
    texts = [s.text for s in sentences if s.evidence]
    new = list(dict.fromkeys(t for t in texts if t not in saved.vectors))
    vectors = saved.vectors | dict(zip(new, encoder.encode(new), strict=True))
    rows = [vectors[t] for t in texts]
    stacked = np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32)
    return Entry(saved.document, sentences, stacked)


def _swap(folder: Path, made: Path, kept: Path) -> None:
    """Puts the new file in the old one's place; killed in between, a second repair finds both."""
    kept.mkdir()
    for part in _PARTS:
        with suppress(FileNotFoundError):
            shutil.copy2(folder / f"{FILE}{part}", kept / f"{FILE}{part}")
    # What is not yet in the old file must not be taken for the new one's.
    for part in _PARTS[1:]:
        (folder / f"{FILE}{part}").unlink(missing_ok=True)
    (made / FILE).replace(folder / FILE)
