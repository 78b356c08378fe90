"""Plain text and Markdown: the stored text is the file's own decoded text."""

import re

from index.boilerplate import headline
from index.dates import iso_date
from index.decoding import decode
from index.draft import Draft
from index.paragraphs import paragraphs

_HEAD_CHARACTERS = 5000
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_FIELD = re.compile(r"^[ \t]*([A-Za-z_][\w -]{0,30}?)[ \t]*:[ \t]+(\S.*?)[ \t]*\r?$", re.MULTILINE)
_HEADING = re.compile(
    r"^#[ \t]+(\S.*?)[ \t#]*\r?$|^([^\s#>|*+-].*?)[ \t]*\r?\n=+[ \t]*\r?$", re.MULTILINE
)
_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`]{1,3}(?=\S)(.+?)(?<=\S)[*_`]{1,3}")
_NAMES = {
    "title": "title", "headline": "title",
    "publisher": "publisher", "publication": "publisher", "site_name": "publisher",
    "published": "published", "date": "published", "publish_date": "published",
    "date_published": "published", "datepublished": "published", "pubdate": "published",
    "url": "url", "link": "url", "canonical_url": "url", "source_url": "url",
}  # fmt: skip
_LABELS = {"title", "headline", "publisher", "publication", "published", "date", "url", "link"}


def read_text(data: bytes) -> Draft:
    """A .txt file: its headline if it plainly has one, and the labelled lines at its top.

    Raises DocumentError when the bytes are no text.
    """
    text = decode(data)
    fields = _labelled_lines(text)
    return _draft(text, fields, _headline(text))


def read_markdown(data: bytes) -> Draft:
    """A .md file: what its front matter says, else its first heading of the first level.

    Raises DocumentError when the bytes are no text.
    """
    text = decode(data)
    front = _FRONT_MATTER.match(text)
    body = text[front.end() :] if front else text
    fields = _fields(front[1]) if front else _labelled_lines(text)
    heading = _HEADING.search(body[:_HEAD_CHARACTERS])
    title = _unmarked(heading[1] or heading[2]) if heading else _headline(body)
    return _draft(text, fields, title)


def _draft(text: str, fields: dict[str, str], title: str | None) -> Draft:
    return Draft(
        text=text,
        title=fields.get("title", title),
        publisher=fields.get("publisher"),
        published=iso_date(fields.get("published")),
        url=fields.get("url"),
    )


def _headline(text: str) -> str | None:
    head = text[:_HEAD_CHARACTERS]
    return headline([head[start:end] for start, end in paragraphs(head)])


def _fields(block: str) -> dict[str, str]:
    """ "Name: value" lines as fields of a document, the first of each; empty values are none."""
    fields: dict[str, str] = {}
    for name, value in _FIELD.findall(block):
        field = _NAMES.get(re.sub(r"[ -]", "_", name.casefold()))
        plain = value.strip("\"'").strip()
        if field and plain and plain.casefold() not in {"null", "~", "none"}:
            fields.setdefault(field, plain)
    return fields


def _labelled_lines(text: str) -> dict[str, str]:
    """Fields from lines such as "Publisher: Reuters" that stand together at the very top."""
    lines = []
    for line in text[:_HEAD_CHARACTERS].lstrip().splitlines():
        field = _FIELD.match(line)
        if field is None or field[1].casefold() not in _LABELS:
            break
        lines.append(line)
    return _fields("\n".join(lines))


def _unmarked(heading: str) -> str:
    """A heading without Markdown's links and emphasis."""
    return _MARKS.sub(lambda match: match[1] or match[2] or "", heading).strip()
