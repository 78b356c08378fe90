"""Answer records as HTML: pure functions; every text of a record is data and is escaped.

What is clickable carries what it opens in data attributes, which assets/app.js reads.
"""

import html
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rag.readable import undirected
from ui.disagreement_plot import plot
from ui.markdown_rendering import markdown
from ui.records import verbatim

Record = Mapping[str, Any]

LONG_WORD = 24  # letters; a longer one may have to be broken on a narrow screen

RELATIONS = {
    "same": "The sources agree",
    "compatible": "The figures fit together",
    "update": "A later figure replaces an earlier one",
    "different scope": "The figures count different things",
    "conflict": "The sources disagree",
    "echo": "Copies of one source",
}


def escaped(text: object) -> str:
    """Text as HTML shows it, safe in elements and in quoted attributes."""
    return html.escape(undirected(str(text)), quote=True)


def day(iso: str | None) -> str:
    """ "27 December 2024" for an ISO date; what is no date stays as it is."""
    try:
        found = date.fromisoformat(iso or "")
    except ValueError:
        return iso or ""
    return f"{found.day} {found:%B %Y}"


def source_line(record: Record) -> str:
    """Title, publisher, date and file of a citation or document, as far as they are known."""
    name = record["document"]
    title = f"<cite>{escaped(record['title'] or name)}</cite>"
    rest = [record["publisher"], day(record["published"]), name if record["title"] else None]
    return " · ".join([title, *(escaped(part) for part in rest if part)])


def footnote(citation: Record, label: str | None = None) -> str:
    """The button that opens the citation where it stands."""
    number = citation["id"]
    name = f"Footnote {number}: {citation['title'] or citation['document']}"
    return (
        f'<button type="button" class="fn" aria-label="{escaped(name)}"'
        f' data-document="{escaped(citation["document"])}" data-start="{int(citation["start"])}"'
        f' data-end="{int(citation["end"])}" data-quote="{escaped(citation["quote"])}">'
        f"{escaped(label or number)}</button>"
    )


def story(record: Record, asked: str, read_as: str, *, live: bool = False) -> str:
    """One question with its answer and everything that stands under it.

    `live` is an answer that is still being written: what is for finished ones is left out.
    """
    read = f'<p class="read-as">Read as: {escaped(read_as)}</p>' if read_as != asked else ""
    head = f'<h2 class="asked">{escaped(asked)}</h2>{read}'
    return f'<article class="story">{head}{said(record)}{"" if live else _under(record)}</article>'


def earlier(stories: Sequence[tuple[Record, str, str]]) -> str:
    """The conversation before the current question, the latest first, folded."""
    folded = [
        f'<details class="turn"><summary>{escaped(asked)}</summary>'
        f"{story(record, asked, read_as)}</details>"
        for record, asked, read_as in reversed(stories)
    ]
    if not folded:
        return ""
    return (
        f'<section class="earlier"><h3>Earlier in this conversation</h3>{"".join(folded)}</section>'
    )


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of cells that are HTML already, its first column naming the row.

    Each cell carries the head of its column, for windows too narrow for columns; the roles stay
    when the style sheet lays the table out as blocks.
    """
    top = "".join(f'<th role="columnheader" scope="col">{head}</th>' for head in heads)
    body = "".join(f'<tr role="row">{_cells(heads, row)}</tr>' for row in rows)
    return (
        f'<table role="table"><thead role="rowgroup"><tr role="row">{top}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def _cells(heads: Sequence[str], row: Sequence[str]) -> str:
    return "".join(
        f'<td role="cell" data-head="{head}"{"" if cell else " data-empty"}>'
        f"<span>{cell or '—'}</span></td>"
        for head, cell in zip(heads, row, strict=True)
    )


def said(record: Record) -> str:
    """The sentences of the answer with their footnote numbers, or why there are none.

    What stands so in a source is in quotation marks and a paragraph of its own.
    """
    if not record["answer"]:
        return _abstention(record) if record.get("reason") else ""
    known = {c["id"]: c for c in record["citations"]}
    quoted = [verbatim(s, record) for s in record["answer"]]
    sentences = [_sentence(s, known, q) for s, q in zip(record["answer"], quoted, strict=True)]
    if not any(quoted):
        return f'<p class="answer">{" ".join(sentences)}</p>'
    kicker = '<p class="kicker">In the sources’ own words</p>' if all(quoted) else ""
    return f'{kicker}<div class="answer">{"".join(f"<p>{s}</p>" for s in sentences)}</div>'


def _sentence(sentence: Record, known: Mapping[int, Record], quoted: bool) -> str:
    numbers = "".join(footnote(known[n]) for n in sentence["citations"])
    text = f"“{sentence['text']}”" if quoted else sentence["text"]
    return f'<span class="sentence">{_tied(text, f"<sup>{numbers}</sup>")}</span>'


def _tied(text: str, marks: str) -> str:
    """The text with footnote numbers that never begin a line, apart from its last word."""
    before, space, last = text.rpartition(" ")
    if len(last) > LONG_WORD:
        return f"{escaped(text)}{marks}"
    return f'{escaped(before)}{space}<span class="tied">{escaped(last)}{marks}</span>'


def _under(record: Record) -> str:
    parts = (
        "".join(_disagreement(d, record) for d in record["disagreements"]),
        _footnotes(record["citations"], "Footnotes"),
        _withheld(record["withheld"]),
        _tools(record),
    )
    return "".join(parts)


def _abstention(record: Record) -> str:
    nearest = _footnotes(record["nearest"], "Nearest in the sources")
    reason = escaped(record["reason"])
    return (
        '<div class="no-answer"><p class="kicker">No answer</p>'
        f"<p>{reason[:1].upper()}{reason[1:]}.</p></div>{nearest}"
    )


def _footnotes(citations: Sequence[Record], title: str) -> str:
    if not citations:
        return ""
    rows = "".join(
        f"<li>{footnote(c)}<div><blockquote>{escaped(c['quote'])}</blockquote>"
        f'<p class="source">{source_line(c)}</p></div></li>'
        for c in citations
    )
    return f'<section class="footnotes"><h3>{title}</h3><ol>{rows}</ol></section>'


def _disagreement(found: Record, record: Record) -> str:
    known = {c["id"]: c for c in record["citations"]}
    title = RELATIONS.get(found["relation"], str(found["relation"]))
    scoped = any(figure["scope"] for figure in found["figures"])
    rows = [_figure(f, known[f["citation"]], scoped) for f in found["figures"]]
    heads = ("Figure", "Who says so", *(("Of what",) if scoped else ()), "Source")
    count = int(found["independent_sources"])
    apart = " apart" if found["relation"] == "conflict" else ""
    return (
        f'<section class="disagreement{apart}"><h3>{escaped(title)}: {escaped(found["about"])}</h3>'
        f"{table(heads, rows)}{plot(found)}"
        f'<p class="source">At most {count} independent source{"" if count == 1 else "s"}.</p>'
        "</section>"
    )


def _figure(figure: Record, cited: Record, scoped: bool) -> list[str]:
    where = cited["publisher"] or cited["title"] or cited["document"]
    return [
        f"<strong>{escaped(figure['value'])}</strong>",
        escaped(figure["speaker"] or "no speaker named"),
        *([escaped(figure["scope"] or "")] if scoped else []),
        _tied(where, footnote(cited)),
    ]


def _withheld(withheld: Sequence[Record]) -> str:
    if not withheld:
        return ""
    rows = "".join(
        f"<li><del>{escaped(w['text'])}</del> <span>{escaped(w['reason'])}.</span></li>"
        for w in withheld
    )
    return (
        f'<details class="withheld"><summary>Withheld: {len(withheld)} '
        f"sentence{'' if len(withheld) == 1 else 's'} the sources do not carry</summary>"
        f"<ul>{rows}</ul></details>"
    )


def _tools(record: Record) -> str:
    text = escaped(markdown(record))
    data = escaped(json.dumps(record, ensure_ascii=False, indent=2))
    return (
        '<div class="tools">'
        f'<button type="button" data-copy="{text}">Copy with footnotes</button>'
        f'<button type="button" data-save="answer.md" data-content="{text}">Markdown</button>'
        f'<button type="button" data-save="answer.json" data-content="{data}">JSON record</button>'
        "</div>"
    )
