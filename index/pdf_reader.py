"""PDF files: the text of their pages by pypdf, with wrapped lines made whole paragraphs."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pypdf import PasswordType, PdfReader

from index.draft import Draft
from index.errors import DocumentError
from index.paragraphs import paragraphs
from index.titles import usable_title

MOST_PAGES = 3000

_HYPHENATED = re.compile(r"(?<![\w.-])([^\W\d_]{2,})[-\u2010][ \t]*\n[ \t]*([^\W\d_]+)")
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|p\.)?\s*[-–—]?\s*\d{1,4}\s*(?:(?:/|of|von)\s*\d{1,4})?\s*[-–—]?", re.IGNORECASE
)
_REPLACED = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": None}
)
_REPLACED |= dict.fromkeys((*range(9), 11, *range(14, 32), 127), " ")

# pypdf logs each oddity of a file; what matters of it is raised.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(data: bytes) -> Draft:
    """A PDF's text. Its creation date is no publication date and is not used.

    Raises DocumentError when it is encrypted, has no text or too many pages.
    """
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise DocumentError("is protected by a password: save a copy without one")
    if len(reader.pages) > MOST_PAGES:
        raise DocumentError(f"has more than {MOST_PAGES} pages: split it into smaller files")
    text = _flowing("\n".join(_without_running_heads(_page_lines(reader))))
    if not text.strip():
        raise DocumentError("has no text, only images: run text recognition (OCR) on it first")
    metadata = reader.metadata
    return Draft(text=text, title=usable_title(metadata.title) if metadata else None)


def _page_lines(reader: PdfReader) -> list[list[str]]:
    pages = []
    for page in reader.pages:
        text = page.extract_text().translate(_REPLACED)
        pages.append([line.strip() for line in text.splitlines() if line.strip()])
    return pages


def _without_running_heads(pages: Sequence[list[str]]) -> Iterator[str]:
    """All lines but page numbers and the first and last lines that half of the pages share."""
    edges = Counter(_numberless(line) for page in pages for line in {*page[:1], *page[-1:]})
    often = max(3, len(pages) // 2)

    def runs(line: str) -> bool:
        return bool(_PAGE_NUMBER.fullmatch(line)) or edges[_numberless(line)] >= often

    for page in pages:
        first, last = 0, len(page)
        while first < last and runs(page[first]):
            first += 1
        while last > first and runs(page[last - 1]):
            last -= 1
        yield from page[first:last]


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _flowing(text: str) -> str:
    """The text with each paragraph on one line and words whole that were divided at line ends."""
    whole = {word.casefold() for word in re.findall(r"(?<!-)\b[^\W\d_]+\b(?!-)", text)}

    def join(match: re.Match[str]) -> str:
        first, second = match[1], match[2]
        compound = {first.casefold(), second.casefold()} <= whole or second[0].isupper()
        known = (first + second).casefold() in whole
        return first + second if known or not compound else f"{first}-{second}"

    lines = (_HYPHENATED.sub(join, text[start:end]) for start, end in paragraphs(text))
    return "\n\n".join(" ".join(line.split()) for line in lines)
