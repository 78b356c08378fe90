"""What a metadata.csv beside the files says of them, where they do not say it themselves."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from index.dates import iso_date
from index.decoding import decode
from index.draft import Draft
from index.errors import DocumentError
from index.files import Source, leads_out, printable, read_bytes

FILE_NAME = "metadata.csv"
COLUMNS = ("file", "title", "publisher", "published", "url")

Row = Mapping[str, str]


def tables(source: Source) -> list[Path]:
    """The metadata.csv files that may speak of the file: its own folder's, then those above it.

    The root is the last; those that are links out of it are left out.
    """
    folders = [source.path.parent, *source.path.parent.parents]
    inside = [folder for folder in folders if folder.is_relative_to(source.root)]
    paths = [folder / FILE_NAME for folder in inside]
    return [path for path in paths if path.is_file() and not leads_out(path, source.root)]


def rows_of(source: Source) -> list[Row]:
    """The rows that speak of the file, the nearest table's first; then their `file` is "".

    `file` is the path from the table's folder. For a .jsonl file it may also name one of its
    documents, so every other row is given too. A table that cannot be read has no rows.
    """
    found: list[Row] = []
    for table in tables(source):
        name = source.path.relative_to(table.parent).as_posix()
        for row in _read(table)[0]:
            if row["file"] == name:
                found.append({**row, "file": ""})
            elif source.path.suffix.lower() == ".jsonl":
                found.append(row)
    return found


def problems(table: Path) -> tuple[DocumentError, ...]:
    """What is wrong in a metadata.csv, for a line each."""
    return _read(table)[1]


def fill(draft: Draft, rows: Sequence[Row]) -> Draft:
    """The draft with its empty fields filled: from rows of its own name, then from its file's."""
    own = [row for row in rows if row["file"] == draft.name]
    for row in own + [row for row in rows if not row["file"]]:
        draft = replace(
            draft,
            title=draft.title or row["title"] or None,
            publisher=draft.publisher or row["publisher"] or None,
            published=draft.published or iso_date(row["published"]),
            url=draft.url or row["url"] or None,
        )
    return draft


def _read(table: Path) -> tuple[tuple[Row, ...], tuple[DocumentError, ...]]:
    try:
        status = table.stat()
    except OSError:
        return (), ()
    return _parse(table, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=64)
def _parse(
    table: Path, _modified: int, _size: int
) -> tuple[tuple[Row, ...], tuple[DocumentError, ...]]:
    """Rows and problems; time and size are there for the cache to see a change."""
    rows: list[Row] = []
    wrong: list[DocumentError] = []
    place = printable(str(table))
    try:
        text = decode(read_bytes(table))
        for line, row in _rows(text):
            if row["published"] and iso_date(row["published"]) is None:
                wrong.append(
                    DocumentError(f"{place} line {line}: `published` is no date: write YYYY-MM-DD")
                )
            rows.append(row)
    except (DocumentError, csv.Error) as error:
        wrong.append(DocumentError(f"{place} cannot be used: {printable(str(error))}"))
    return tuple(rows), tuple(wrong)


def _rows(text: str) -> Iterator[tuple[int, Row]]:
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = [name.strip().casefold() for name in next(reader, [])]
    if "file" not in names:
        raise DocumentError(f"it has no column `file`: head it {','.join(COLUMNS)}")
    for cells in reader:
        values = dict(zip(names, (" ".join(cell.split()) for cell in cells), strict=False))
        if values.get("file"):
            yield reader.line_num, {column: values.get(column, "") for column in COLUMNS}
