"""PDF: wrapped lines become paragraphs; dates of creation are not dates of publication."""

import io
from collections.abc import Sequence

import pytest
from pypdf import PdfReader, PdfWriter

from index import pdf_reader
from index.errors import DocumentError
from index.pdf_reader import read_pdf


def _pdf(pages: Sequence[Sequence[str]], information: str = "") -> bytes:
    """A PDF with the given lines on its pages (ISO 32000-1, 7.5), and its information entries."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {information} >>",
    ]
    for number, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        content = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {6 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    body, offsets = "%PDF-1.4\n", []
    for number, entry in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{entry}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    return (
        f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\n"
        f"startxref\n{len(body)}\n%%EOF"
    ).encode("cp1252")


PAGES = [
    [
        "The Daily Report",
        "Soldiers at the front",
        "The North Korean soldiers who were sent to the Kursk",
        "region have suffered heavy losses, the U.S. govern-",
        "ment said on Friday. About 1,000 were killed or",
        "wounded in one week, according to offi-",
        "cials, and a long-",
        "term plan is missing. The term was long.",
        "Page 1",
    ],
    ["The Daily Report", "The government will go on with this in", "the next line.", "Page 2"],
    ["The Daily Report", "Nobody else spoke.", "Page 3"],
]


def test_paragraphs_are_whole_and_running_heads_are_gone() -> None:
    assert read_pdf(_pdf(PAGES)).text == (
        "Soldiers at the front\n\n"
        "The North Korean soldiers who were sent to the Kursk region have suffered heavy losses,"
        " the U.S. government said on Friday. About 1,000 were killed or wounded in one week,"
        " according to officials, and a long-term plan is missing. The term was long."
        " The government will go on with this in the next line.\n\n"
        "Nobody else spoke."
    )


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Kim visits Moscow", "Kim visits Moscow"),
        ("Microsoft Word - report.doc", None),
        ("untitled", None),
        ("report_final.indd", None),
        ("PowerPoint Presentation", None),
        ("Document1", None),
        ("2025-01-13", None),
    ],
)
def test_titles(written: str, title: str | None) -> None:
    assert read_pdf(_pdf(PAGES, f"/Title ({written})")).title == title


def test_the_creation_date_is_not_used() -> None:
    draft = read_pdf(_pdf(PAGES, "/CreationDate (D:20250113120000Z) /Producer (x) /Author (Jane)"))
    assert (draft.published, draft.publisher, draft.title) == (None, None, None)


def test_an_encrypted_file_is_read_only_without_a_password() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_pdf([["It rained."]]))))
    writer.encrypt(user_password="", owner_password="secret", algorithm="RC4-128")
    opened = io.BytesIO()
    writer.write(opened)
    assert read_pdf(opened.getvalue()).text == "It rained."
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_pdf([["It rained."]]))))
    writer.encrypt(user_password="secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(DocumentError, match="is protected by a password: save a copy without one"):
        read_pdf(locked.getvalue())


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DocumentError, match=r"has no text, only images: run text recognition"):
        read_pdf(_pdf([[]]))
    monkeypatch.setattr(pdf_reader, "MOST_PAGES", 2)
    with pytest.raises(DocumentError, match="has more than 2 pages: split it into smaller files"):
        read_pdf(_pdf(PAGES))
