"""JSON Lines: a document a line; a bad line is named and the others are read."""

import hashlib
import json
from pathlib import Path

import pytest

from index.documents import Source, read, read_all
from index.draft import Draft
from index.errors import DocumentError
from index.jsonl_reader import read_jsonl


def _drafts(*lines: str | bytes) -> list[Draft | str]:
    data = b"\n".join(line.encode() if isinstance(line, str) else line for line in lines)
    return [
        str(found) if isinstance(found, DocumentError) else found
        for found in read_jsonl(data, "news.jsonl")
    ]


def test_all_fields() -> None:
    line = json.dumps(
        {
            "id": "a1",
            "text": " It rained.\n",
            "title": "Rain",
            "publisher": "The Times",
            "published": "2025-01-13T10:00:00Z",
            "url": "https://example.org/a",
            "extra": 1,
        }
    )
    assert _drafts(line) == [
        Draft(
            text=" It rained.\n",
            title="Rain",
            publisher="The Times",
            published="2025-01-13",
            url="https://example.org/a",
            name="a1",
            sha256=hashlib.sha256(line.encode()).hexdigest(),
        )
    ]


def test_names() -> None:
    drafts = _drafts(
        '{"text": "A."}',
        "",
        '{"id": 7, "text": "B."}',
        '{"id": 7, "text": "C."}',
        '{"id": "", "text": "D."}',
    )
    assert [draft.name for draft in drafts if isinstance(draft, Draft)] == [
        "news.jsonl:1",
        "7",
        "news.jsonl:4",
        "news.jsonl:5",
    ]


def test_line_separators_inside_a_text_do_not_end_the_line() -> None:
    (draft,) = _drafts('{"text": "One.\u2028Two.\x85Three."}')
    assert isinstance(draft, Draft)
    assert draft.text == "One.\u2028Two.\x85Three."


def test_bad_lines_are_named() -> None:
    assert _drafts(
        "[1]", '{"text": 5}', '{"text": " "}', "[" * 100_000, b"\x00\x01\x02\x03", '{"id": "x"'
    ) == [
        "line 1 is no JSON object: give it a `text`",
        "line 2 has no text: give it a `text` that is a string",
        "line 3 has no text: give it a `text` that is a string",
        "line 4 is nested too deep: flatten it",
        "line 5 holds binary data, not text: convert it to a text file",
        "line 6 is no JSON (Expecting ',' delimiter: line 1 column 11 (char 10)):"
        " correct or remove it",
    ]


def test_utf16_with_a_signature() -> None:
    assert [
        d.text
        for d in read_jsonl('{"text": "Été."}\n'.encode("utf-16"), "a")
        if isinstance(d, Draft)
    ] == ["Été."]


def test_documents_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(
        b'{"id": "a\\nb", "text": "A \\ud800."}\n{"text": "B.", "url": "javascript:alert(1)"}\n'
    )
    first, second = read(Source(path, tmp_path))
    assert (first.name, first.text) == ("a b", "A \ufffd.")
    assert (second.name, second.url) == ("news.jsonl:2", None)


def test_a_file_without_a_single_document(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(b"rubbish\n{}\n")
    with pytest.raises(DocumentError) as raised:
        read_all(Source(path, tmp_path))
    assert str(raised.value) == (
        f"{path} holds no document: line 1 is no JSON (Expecting value: line 1 column 1 (char 0)):"
        " correct or remove it"
    )
