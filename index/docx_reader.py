"""Word files (.docx): the visible text of paragraphs and tables by python-docx."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from index.draft import Draft
from index.errors import DocumentError
from index.titles import usable_title

MOST_UNPACKED_BYTES = 300_000_000
MOST_ENTRIES = 10_000

_OLD_WORD = b"\xd0\xcf\x11\xe0"
_PARAGRAPH, _TABLE, _RUN = qn("w:p"), qn("w:tbl"), qn("w:r")
_PRINTED = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    _PARAGRAPH: "\n",
}
_UNSEEN = {
    qn("w:pPr"),
    qn("w:moveFrom"),
    qn("w:del"),
    # Word writes drawings twice, for itself and for older programs.
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}


def read_docx(data: bytes) -> Draft:
    """A Word file's text, a paragraph or table row a line; deleted and hidden text is left out.

    The title is the document property, else the first paragraph of the style Title. The dates of
    creation and change are no publication date.
    Raises DocumentError when the file is no .docx or unpacks to too much.
    """
    _check(data)
    document = docx.Document(io.BytesIO(data))
    blocks = list(_blocks(document.element.body))
    names = {style.style_id: str(style.name) for style in document.styles}
    styles = [names.get(_style_id(block), "") for block in blocks]
    text = "\n".join(
        line for block, style in zip(blocks, styles, strict=True) for line in _lines(block, style)
    )
    if not text.strip():
        raise DocumentError("has no text: give a file with text in it")
    titled = [_text(block) for block, style in zip(blocks, styles, strict=True) if style == "Title"]
    title = usable_title(document.core_properties.title) or usable_title(
        titled[0] if titled else None
    )
    return Draft(text=text, title=title)


def _check(data: bytes) -> None:
    if data.startswith(_OLD_WORD):
        raise DocumentError("is protected or of an older Word: save it as an open .docx")
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile:
        raise DocumentError("is no Word file or is damaged: save it again as .docx") from None
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED_BYTES or len(entries) > MOST_ENTRIES:
        raise DocumentError("unpacks to far more than a document holds: save it again as .docx")


def _blocks(container: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also those inside content controls."""
    for child in container:
        if child.tag in {_PARAGRAPH, _TABLE}:
            yield child
        elif child.tag not in _UNSEEN:
            yield from _blocks(child)


def _style_id(block: Any) -> str | None:
    # Asking python-docx for each paragraph's style takes milliseconds, minutes for a book.
    style = block.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") if block.tag == _PARAGRAPH else None
    return None if style is None else style.get(qn("w:val"))


def _lines(block: Any, style: str) -> Iterator[str]:
    if block.tag == _PARAGRAPH:
        yield ("- " if style.startswith("List") else "") + _text(block)
        return
    for row in block.iter(qn("w:tr")):
        cells = (" ".join(_text(cell).split()) for cell in row.iter(qn("w:tc")))
        yield f"| {' | '.join(cells)} |"


def _text(element: Any) -> str:
    return "".join(_pieces(element)).strip("\n")


def _pieces(element: Any) -> Iterator[str]:
    """What a reader sees of the element, in order."""
    for child in element:
        if child.tag in _UNSEEN or _is_hidden(child):
            continue
        yield _PRINTED.get(child.tag, "")
        if child.tag == qn("w:t"):
            yield child.text or ""
        yield from _pieces(child)


def _is_hidden(element: Any) -> bool:
    properties = element.find(qn("w:rPr")) if element.tag == _RUN else None
    return properties is not None and properties.find(qn("w:vanish")) is not None
