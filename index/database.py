"""The library's SQLite file: opened, read and written so that every failure is a LibraryError.

Each row carries a sum of itself (`sum_of`), so that a changed byte is found when the row is read.
"""

import sqlite3
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import LibraryError

FILE = "library.sqlite"
BUSY_SECONDS = 30.0
AGAIN_SECONDS = 0.01

Row = tuple[Any, ...]

_interrupted = threading.Event()


class Database:
    """One connection to one file. Not shared between threads."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self._folder = folder
        self._connection = connection
        self.wrote = False

    @classmethod
    def connect(cls, folder: Path) -> "Database":
        """Opens the file in `folder`, made if it is not there; raises LibraryError."""
        with _failures(folder):
            return cls(folder, _connect(folder))

    def run(self, statement: str, *values: Any) -> int:
        """Carries out one statement; returns the id of the row it put in, 0 if none."""
        with _failures(self._folder):
            return self._connection.execute(statement, _sound(values)).lastrowid or 0

    def run_many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Carries out one statement for each row of values."""
        with _failures(self._folder):
            self._connection.executemany(statement, map(_sound, rows))

    def rows(self, query: str, *values: Any) -> list[Row]:
        """All rows of a query."""
        with _failures(self._folder):
            return self._connection.execute(query, _sound(values)).fetchall()

    def row(self, query: str, *values: Any) -> Row | None:
        """The first row of a query."""
        with _failures(self._folder):
            found: Row | None = self._connection.execute(query, _sound(values)).fetchone()
        return found

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything read in the block is from one moment, whoever writes meanwhile."""
        self.run("BEGIN")
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self.run("COMMIT")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block or none of it; raises LibraryError when the library stays busy."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            # A full disk may have ended the transaction already.
            if self._connection.in_transaction:
                self.run("ROLLBACK")
            raise
        self.wrote = True


def sum_of(*values: Any) -> int:
    """A CRC-32 of the values with their kinds: for damage, which no one intends."""
    total = 0
    for value in values:
        data = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
        kind = f"{type(value).__name__}{len(data)} ".encode()
        total = zlib.crc32(data, zlib.crc32(kind, total))
    return total


def damaged(folder: Path, what: object) -> LibraryError:
    """The error of a library that cannot be trusted."""
    said = " ".join(str(what).split())
    return LibraryError(
        f"the library {folder} is damaged ({said}): run `footnoted index --repair`, which keeps"
        " every whole document"
    )


def _sound(values: Sequence[Any]) -> Sequence[Any]:
    """The values with what UTF-8 cannot hold written out: a file's name may be any bytes."""
    return [
        v.encode("utf-8", "backslashreplace").decode() if isinstance(v, str) else v for v in values
    ]


def _connect(folder: Path) -> sqlite3.Connection:
    connection = _opened(folder / FILE)
    try:
        _log_ahead(connection)
    except sqlite3.OperationalError as error:
        if not _is_for_reading(folder, error):
            raise
        connection.close()
        connection = _opened(f"{(folder / FILE).resolve().as_uri()}?immutable=1")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Switches to the write-ahead log; SQLite waits for nobody here, so this does."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                raise
        time.sleep(AGAIN_SECONDS)


def _opened(place: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        place, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False,
        uri=isinstance(place, str),
    )  # fmt: skip
    connection.create_function("sum_of", -1, _noticing(sum_of), deterministic=True)
    return connection


def _noticing(function: Callable[..., int]) -> Callable[..., int]:
    """The function, with a note of an interruption within it, which SQLite reports as any error."""

    def noticing(*values: Any) -> int:
        try:
            return function(*values)
        except KeyboardInterrupt:
            _interrupted.set()
            raise

    return noticing


def _is_for_reading(folder: Path, error: sqlite3.OperationalError) -> bool:
    """Whether the folder cannot be written to, and all there is stands in the file itself."""
    code = _code(error)
    log = folder / f"{FILE}-wal"
    settled = not log.exists() or not log.stat().st_size
    return code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN) and settled


def _code(error: sqlite3.OperationalError) -> int:
    """SQLite's primary result code."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & 0xFF


@contextmanager
def _failures(folder: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if _interrupted.is_set():
            _interrupted.clear()
            raise KeyboardInterrupt from error
        raise _refused(folder, error) from error
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise damaged(folder, error) from error


def _refused(folder: Path, error: sqlite3.OperationalError) -> LibraryError:
    code = _code(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryError(f"the library {folder} is busy: try again when the other is done")
    if code == sqlite3.SQLITE_ERROR:  # such as "no such table"
        return damaged(folder, error)
    return LibraryError(f"the library {folder} cannot be used ({error}): check folder and disk")
