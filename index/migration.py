"""Older formats of the library made the present one, step by step, each in one transaction."""

import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from index.compatibility import check_format
from index.database import Database, damaged
from index.integrity import DOCUMENT_VALUES, SENTENCE_VALUES

FORMAT = "2"

# Format 2: rows carry sums, and the word index knows which sentences it is of.
_TO_2 = (
    "ALTER TABLE documents ADD COLUMN sum INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE sentences ADD COLUMN text_sum INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE sentences ADD COLUMN vector_sum INTEGER",
    f"UPDATE documents AS d SET sum = sum_of({DOCUMENT_VALUES})",
    f"UPDATE sentences AS s SET text_sum = sum_of({SENTENCE_VALUES})",
    "UPDATE sentences SET vector_sum = sum_of(vector) WHERE vector IS NOT NULL",
    "DROP TABLE words",
)
_STEPS = {"1": ("2", _TO_2)}


def make_tables(database: Database) -> None:
    """Makes the tables of the present format in an empty file."""
    with database.transaction():
        if _format(database) is None:
            for statement in _statements():
                database.run(statement)
            database.run("INSERT INTO meta VALUES ('format', ?)", FORMAT)


def migrate(folder: Path, database: Database) -> None:
    """Brings the file to the present format; raises LibraryError for one that is not known."""
    if _format(database) in _STEPS:
        with database.transaction():
            # Another process may have done it while this one waited.
            while (found := _format(database)) in _STEPS:
                _step(found or "", database)
    found = _format(database)
    if found is None:
        raise damaged(folder, "it does not say its format")
    check_format(folder, found, FORMAT)


def _step(found: str, database: Database) -> None:
    following, statements = _STEPS[found]
    for statement in statements:
        database.run(statement)
    for statement in _statements():
        # The word index and what it is made from have no rows of their own.
        if statement.lstrip().startswith(("CREATE VIEW", "CREATE VIRTUAL TABLE")):
            database.run(statement)
    database.run("INSERT INTO words (words) VALUES ('rebuild')")
    database.run("UPDATE meta SET value = ? WHERE key = 'format'", following)


def _format(database: Database) -> str | None:
    if database.row("SELECT 1 FROM sqlite_master WHERE name = 'meta'") is None:
        return None
    row = database.row("SELECT value FROM meta WHERE key = 'format'")
    return None if row is None else str(row[0])


def _statements() -> Iterator[str]:
    statement = ""
    script = files("index").joinpath("schema.sql").read_text("utf-8")
    for line in script.splitlines(keepends=True):
        statement += "" if line.startswith("--") else line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
