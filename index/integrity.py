"""Whether a library's file is what this program last left: a stamp beside it, else a full check.

The stamp holds the file's size and time of change, so that what is as we left it is not read
through again. What was changed by anything else, or left by a process that was killed, is.
"""

import json
from contextlib import suppress
from pathlib import Path

from index.database import FILE, Database, damaged
from index.errors import LibraryError

STAMP = "library.checked"

# What the sum of a row is of, with d for documents and s for sentences.
DOCUMENT_VALUES = (
    "d.name, d.path, d.sha256, d.title, d.publisher, d.published, d.url, d.text, d.text_sha256"
)
SENTENCE_VALUES = 's.document, s.position, s."start", s."end", s.text, s.vector IS NOT NULL'

_CHECKS = (
    ("a document", f"SELECT d.name FROM documents d WHERE d.sum != sum_of({DOCUMENT_VALUES})"),
    ("a sentence", f"SELECT s.id FROM sentences s WHERE s.text_sum != sum_of({SENTENCE_VALUES})"),
    ("a vector", "SELECT id FROM sentences WHERE vector_sum IS NOT sum_of(vector)"
                 " AND vector IS NOT NULL"),
    ("a link between rows", "PRAGMA foreign_key_check"),
)  # fmt: skip

State = tuple[int, int]


def state(folder: Path) -> State | None:
    """Size and time of change of the library's file; None when it cannot be reached."""
    try:
        status = (folder / FILE).stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def is_stamped(folder: Path) -> bool:
    """Whether the file is as it was when it was last found whole."""
    try:
        stamp = json.loads((folder / STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return bool(stamp == list(state(folder) or ()))


def stamp(folder: Path) -> None:
    """Notes that the file is whole as it is now."""
    # Without a stamp the next start only takes longer, so a read-only folder is no error.
    with suppress(OSError):
        (folder / STAMP).write_text(json.dumps(state(folder)), "utf-8")


def was_whole(folder: Path) -> bool:
    """Whether there is a file that was once found whole: then it is no new one."""
    return (folder / FILE).is_file() and (folder / STAMP).is_file()


def check(folder: Path, database: Database) -> None:
    """Reads everything; raises LibraryError that says what is damaged first."""
    said = database.row("PRAGMA integrity_check(1)")
    if said is None or said[0] != "ok":
        raise damaged(folder, said and said[0])
    for what, query in _CHECKS:
        found = database.row(query)
        if found is not None:
            raise damaged(folder, f"{what} has changed: {found[0]}")
    _check_words(folder, database)


def _check_words(folder: Path, database: Database) -> None:
    try:
        database.run("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except LibraryError as error:
        # The check counts as writing: where that cannot be done, nothing is known against it.
        if "is damaged" in str(error):
            raise damaged(folder, "its word index is not that of its sentences") from error
