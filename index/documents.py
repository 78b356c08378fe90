"""Documents in: the files under the given paths, each read by the reader of its format."""

import hashlib
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index import confined, files, metadata
from index.draft import Draft
from index.errors import DocumentError
from index.files import Source, printable, read_bytes
from index.jsonl_reader import LONGEST_LINE, is_utf16, read_jsonl, read_lines
from index.readers import RISKY, reader
from index.titles import one_line
from index.vocabulary import Document

__all__ = [
    "Reading",
    "Source",
    "find",
    "fingerprint",
    "is_long",
    "read",
    "read_all",
    "read_long",
]

MOST_LINES = 2_000_000
LONG = 10 * files.MEGABYTE

_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
# A footnote links to it: nothing but a web address may pass.
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'`\x00-\x1f]{3,2000}", re.IGNORECASE)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """The documents of one file, and what of it could not be read (lines of a .jsonl file)."""

    documents: tuple[Document, ...]
    problems: tuple[DocumentError, ...] = ()


def find(paths: Sequence[Path]) -> Iterator[Source | DocumentError]:
    """The documents' files under `paths`, each once, folders recursively and in sorted order.

    In place of what cannot be used comes a DocumentError: see index.files.find; and what is wrong
    in a metadata.csv, which itself is never a document.
    """
    checked: set[Path] = set()
    for found in files.find(paths):
        yield found
        for table in metadata.tables(found) if isinstance(found, Source) else ():
            if table not in checked:
                checked.add(table)
                yield from metadata.problems(table)


def fingerprint(source: Source) -> str:
    """Hex SHA-256 of the file's bytes and of the metadata.csv rows that speak of it.

    Raises DocumentError when the file cannot be opened or is over its size limit.
    """
    digest = hashlib.sha256()
    for data in files.chunks(source.path):
        digest.update(data)
    for row in metadata.rows_of(source):
        digest.update(repr([row[column] for column in metadata.COLUMNS]).encode())
    return digest.hexdigest()


def read(source: Source) -> tuple[Document, ...]:
    """The documents of a file: one, or for a .jsonl file one a line.

    Lines that cannot be read are logged as warnings and left out; read_all returns them.
    Raises DocumentError when there is no document in the file.
    """
    reading = read_all(source)
    for problem in reading.problems:
        _log.warning("%s", problem)
    return reading.documents


def read_all(source: Source) -> Reading:
    """The documents of a file and what of it could not be read.

    Raises DocumentError when there is no document in the file.
    """
    place = printable(str(source.path))
    data = read_bytes(source.path)
    if not data.strip():
        raise DocumentError(f"{place} is empty: give a file with text in it")
    try:
        if source.path.suffix.lower() == ".jsonl":
            return _read_lines(source, data, place)
        draft = metadata.fill(_read_one(source, data), metadata.rows_of(source))
        return Reading((_document(draft, source, data),))
    except DocumentError as error:
        raise DocumentError(f"{place} {error}") from error
    except Exception as error:
        # The readers parse what strangers sent with libraries that may raise anything on it.
        raise DocumentError(
            f"{place} is damaged or no {source.path.suffix} file ({type(error).__name__}):"
            " open it in its program and save it again"
        ) from error


def is_long(source: Source) -> bool:
    """Whether the file is better read with read_long: a .jsonl file of more than LONG bytes."""
    if source.path.suffix.lower() != ".jsonl":
        return False
    try:
        large = source.path.stat().st_size > LONG
    except OSError:
        return False  # told when it is read
    return large and not is_utf16(next(files.chunks(source.path), b""))


def read_long(source: Source) -> Iterator[Document | DocumentError]:
    """The documents of a .jsonl file, one after the other; in place of a bad line, an error.

    Raises DocumentError when the file cannot be read.
    """
    place = printable(str(source.path))
    rows = metadata.rows_of(source)
    for found in read_lines(files.lines(source.path, LONGEST_LINE), source.path.name):
        try:
            if isinstance(found, DocumentError):
                raise found
            yield _document(metadata.fill(found, rows), source, b"")
        except DocumentError as error:
            yield DocumentError(f"{place} {error}")


def _read_one(source: Source, data: bytes) -> Draft:
    suffix = source.path.suffix.lower()
    draft = confined.read(suffix, data) if suffix in RISKY else reader(suffix)(data)
    if not draft.text.strip():
        raise DocumentError("has no text: give a file with text in it")
    return draft


def _read_lines(source: Source, data: bytes, place: str) -> Reading:
    rows = metadata.rows_of(source)
    documents: list[Document] = []
    problems: list[DocumentError] = []
    for found in read_jsonl(data, source.path.name):
        if isinstance(found, Draft):
            documents.append(_document(metadata.fill(found, rows), source, data))
        else:
            problems.append(DocumentError(f"{place} {found}"))
    if not documents:
        raise DocumentError(f"holds no document: {str(problems[0]).removeprefix(place).strip()}")
    return Reading(tuple(documents), tuple(problems))


def _document(draft: Draft, source: Source, data: bytes) -> Document:
    if max(draft.text.count("\n"), draft.text.count("\r")) > MOST_LINES:
        raise DocumentError(f"has more than {MOST_LINES} lines: split it into smaller files")
    return Document(
        name=printable(draft.name or source.path.name),
        text=_LONE_SURROGATE.sub("\ufffd", draft.text),
        sha256=draft.sha256 or hashlib.sha256(data).hexdigest(),
        title=one_line(draft.title or "") or None,
        publisher=one_line(draft.publisher or "") or None,
        published=draft.published,
        url=draft.url if draft.url and _WEB_ADDRESS.fullmatch(draft.url) else None,
    )
