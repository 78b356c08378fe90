"""A document as an article with one passage highlighted; pure, and all of it escaped."""

import re
from collections.abc import Iterator, Sequence

from index.paragraphs import Span, paragraphs
from index.vocabulary import Document, Sentence
from ui.html_rendering import day, escaped
from ui.page_rendering import problem

_WEB = re.compile(r"https?://", re.IGNORECASE)


def article(
    document: Document,
    sentences: Sequence[Sentence] = (),
    start: int | None = None,
    end: int | None = None,
) -> str:
    """Title, publisher, date and file, and the stored text with [start:end] marked.

    Paragraphs that hold none of the `sentences` that are evidence are set apart.
    """
    used = [(s.start, s.end) for s in sentences if s.evidence]
    rows = [
        f"<p{_class(span, used)}>{_marked(document.text, *span, start, end)}</p>"
        for span in _spans(document, start)
    ]
    text = '<div class="text" tabindex="0" role="region" aria-label="Text of the document">'
    return f"{_head(document)}{text}{''.join(rows)}</div>"


def changed(document: Document, sentences: Sequence[Sentence], quote: str) -> str:
    """A document that no longer has what was cited, and what that was."""
    told = "This document has changed since; what was cited no longer stands in it."
    return f"{problem(told)}{_quoted(quote)}{article(document, sentences)}"


def gone(name: str, quote: str | None = None) -> str:
    """In place of a document that is not in the library any more; `quote` was cited of it."""
    told = problem("This document is no longer in the library.")
    return f'<h2 tabindex="-1">{escaped(name)}</h2>{told}{_quoted(quote)}'


def _quoted(quote: str | None) -> str:
    if quote is None:
        return ""
    return f'<p class="about">When it was cited, it said: <q>{escaped(quote)}</q></p>'


def _class(span: Span, used: Sequence[Span]) -> str:
    apart = used and not any(first < span[1] and last > span[0] for first, last in used)
    return ' class="apart"' if apart else ""


def _head(document: Document) -> str:
    title = escaped(document.title or document.name)
    about = [escaped(part) for part in (document.publisher, day(document.published)) if part]
    if document.title:
        about.append(f'<span class="file">{escaped(document.name)}</span>')
    if document.url and _WEB.match(document.url):
        link = escaped(document.url)
        about.append(f'<a href="{link}" target="_blank" rel="noopener noreferrer">original</a>')
    return f'<h2 tabindex="-1">{title}</h2><p class="about">{" · ".join(about)}</p>'


def _spans(document: Document, start: int | None) -> Iterator[Span]:
    """The paragraphs, without a first one that repeats the title, unless the passage is there."""
    for number, (first, last) in enumerate(paragraphs(document.text)):
        repeats = number == 0 and document.text[first:last] == document.title
        if not repeats or (start is not None and start < last):
            yield first, last


def _marked(text: str, first: int, last: int, start: int | None, end: int | None) -> str:
    """The paragraph text[first:last] with its part of the passage in a <mark>."""
    if start is None or end is None or start >= last or end <= first:
        return escaped(text[first:last])
    begin, stop = max(start, first), min(end, last)
    return (
        f"{escaped(text[first:begin])}<mark>{escaped(text[begin:stop])}</mark>"
        f"{escaped(text[stop:last])}"
    )
