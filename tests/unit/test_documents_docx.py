"""Word files: the visible text in order; properties that software filled in are not titles."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from index import docx_reader
from index.docx_reader import read_docx
from index.errors import DocumentError


def _saved(document: "docx.document.Document") -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _document(*paragraphs: str) -> "docx.document.Document":
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return document


def test_paragraphs_lists_and_tables_in_order() -> None:
    document = _document("About 300 soldiers died.")
    document.add_paragraph("One point", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["Side", "Killed", "North Korea", "300"], strict=True):
        cell.text = text
    document.add_paragraph("He left.")
    assert read_docx(_saved(document)).text == (
        "About 300 soldiers died.\n- One point\n| Side | Killed |\n| North Korea | 300 |\nHe left."
    )


def test_hidden_and_deleted_text_is_left_out_and_inserted_text_is_read() -> None:
    document = _document("Seen. ")
    paragraph = document.paragraphs[0]
    paragraph.add_run("Hidden.").font.hidden = True
    for name, tag, text in (("ins", "t", "Inserted."), ("del", "delText", "Deleted.")):
        paragraph._p.append(
            parse_xml(
                f"<w:{name} {nsdecls('w')} w:id='1' w:author='x'>"
                f"<w:r><w:{tag}>{text}</w:{tag}></w:r></w:{name}>"
            )
        )
    assert read_docx(_saved(document)).text == "Seen. Inserted."


def test_text_in_content_controls_is_read() -> None:
    document = _document("Outside.")
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Inside.</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    document.element.body.insert(0, parse_xml(control))
    assert read_docx(_saved(document)).text == "Inside.\nOutside."


@pytest.mark.parametrize(
    ("written", "title"),
    [("Kim visits Moscow", "Kim visits Moscow"), ("Word Document", None), ("", None)],
)
def test_titles(written: str, title: str | None) -> None:
    document = _document("It rained.")
    document.core_properties.title = written
    assert read_docx(_saved(document)).title == title


def test_the_title_paragraph_where_the_property_is_none() -> None:
    document = docx.Document()
    document.core_properties.title = "untitled"
    document.add_heading("Kim visits Moscow", 0)
    document.add_paragraph("It rained.")
    draft = read_docx(_saved(document))
    assert draft.title == "Kim visits Moscow"
    assert (draft.publisher, draft.published) == (None, None)


def test_what_is_no_word_file(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DocumentError, match="is no Word file or is damaged"):
        read_docx(_saved(_document("It rained."))[:500])
    with pytest.raises(DocumentError, match="is protected or of an older Word"):
        read_docx(b"\xd0\xcf\x11\xe0" + b"\0" * 500)
    with pytest.raises(DocumentError, match="has no text"):
        read_docx(_saved(_document()))
    monkeypatch.setattr(docx_reader, "MOST_UNPACKED_BYTES", 1000)
    with pytest.raises(DocumentError, match="unpacks to far more than a document holds"):
        read_docx(_saved(_document("It rained.")))


def test_a_bomb_is_not_unpacked() -> None:
    bomb = io.BytesIO()
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as entry,
    ):
        for _ in range(31):
            entry.write(b"0" * 10_000_000)
    with pytest.raises(DocumentError, match="unpacks to far more than a document holds"):
        read_docx(bomb.getvalue())
