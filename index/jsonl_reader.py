"""JSON Lines: a document a line, with id, text, title, publisher, published and url."""

import codecs
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from index.dates import iso_date
from index.decoding import decode
from index.draft import Draft
from index.errors import DocumentError
from index.titles import usable_title

LONGEST_LINE = 20_000_000


def read_jsonl(data: bytes, file_name: str) -> Iterator[Draft | DocumentError]:
    """The documents of a file's bytes: see read_lines."""
    if is_utf16(data):
        data = decode(data).encode(errors="replace")
    return read_lines(data.split(b"\n"), file_name)


def is_utf16(start: bytes) -> bool:
    """Whether a file that begins so has lines that do not end in the byte of a line feed."""
    return start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def read_lines(lines: Iterable[bytes], file_name: str) -> Iterator[Draft | DocumentError]:
    """The documents of the lines, in order; in place of a line that is none, a DocumentError.

    A document is named by its `id`; without one, or where an earlier line has the same, by the
    file's name and the line's number ("news.jsonl:7").
    """
    names: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            draft = _read_line(line)
        except (DocumentError, RecursionError) as error:
            what = error if isinstance(error, DocumentError) else "is nested too deep: flatten it"
            yield DocumentError(f"line {number} {what}")
            continue
        name = draft.name if draft.name and draft.name not in names else f"{file_name}:{number}"
        names.add(name)
        yield replace(draft, name=name)


def _read_line(line: bytes) -> Draft:
    if len(line) > LONGEST_LINE:
        raise DocumentError(f"is longer than {LONGEST_LINE // 1_000_000} MB: split its text")
    try:
        record = json.loads(decode(line))
    except ValueError as error:
        raise DocumentError(f"is no JSON ({error}): correct or remove it") from error
    if not isinstance(record, dict):
        raise DocumentError("is no JSON object: give it a `text`")
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise DocumentError("has no text: give it a `text` that is a string")
    return Draft(
        text=text,
        title=usable_title(record.get("title")),
        publisher=_string(record.get("publisher")),
        published=iso_date(record.get("published")),
        url=_string(record.get("url")),
        name=_name(record.get("id")),
        sha256=hashlib.sha256(line.strip()).hexdigest(),
    )


def _name(identifier: object) -> str | None:
    if isinstance(identifier, int) and not isinstance(identifier, bool):
        return str(identifier)
    return _string(identifier)


def _string(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
