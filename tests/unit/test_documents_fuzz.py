"""Whatever bytes a file of any format holds, reading it gives documents or one DocumentError."""

import io
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from index.documents import Source, read_all
from index.errors import DocumentError
from index.files import SUFFIXES

Edits = list[tuple[int, bytes]]

SETTINGS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
EDITS = st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=4)), min_size=1, max_size=8)


def _docx() -> bytes:
    document = docx.Document()
    document.add_paragraph("About 300 soldiers died.")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": "Rain"})
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


WHOLE = {
    ".txt": "Kim visits Moscow\n\nÜber 300 “soldiers” died.\n".encode(),
    ".md": b"---\ntitle: Rain\n---\n# Heading\n\n[It](https://example.org) rained.\n",
    ".html": b"<html><head><meta charset='utf-8'></head><body><p>It rained.</p></body></html>",
    ".htm": b'<script type="application/ld+json">{"@type": "Article"}</script><p>It rained.',
    ".pdf": _pdf(),
    ".docx": _docx(),
    ".jsonl": b'{"id": "a", "text": "It rained."}\n{"text": "It snowed."}\n',
}


def _read(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        reading = read_all(Source(path, path.parent))
    except DocumentError as error:
        assert "\n" not in str(error)
        assert str(error).startswith(str(path))
        return
    assert reading.documents
    for document in reading.documents:
        assert document.text.strip()
        document.text.encode("utf-8")
        assert document.name.isprintable()


@pytest.mark.parametrize("suffix", SUFFIXES)
@SETTINGS
@given(data=st.binary(max_size=2000))
def test_any_bytes(tmp_path: Path, suffix: str, data: bytes) -> None:
    _read(tmp_path / f"a{suffix}", data)


@pytest.mark.parametrize("suffix", SUFFIXES)
@SETTINGS
@given(edits=EDITS)
def test_damaged_files(tmp_path: Path, suffix: str, edits: Edits) -> None:
    data = WHOLE[suffix]
    for place, piece in edits:
        at = place % len(data)
        data = data[:at] + piece + data[at + len(piece) :]
    _read(tmp_path / f"a{suffix}", data)
