"""Answer records as text: pure functions from the record to what is shown."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

WIDTH = 80

Record = Mapping[str, Any]


def answer_text(record: Record, width: int = WIDTH) -> str:
    """The whole answer for a terminal: sentences, footnotes, disagreements, what was withheld."""
    body = abstention(record, width) if record["status"] == "abstained" else _said(record, width)
    return "\n\n".join(part for part in (body, notes(record, width)) if part) + "\n"


def statement(text: str, numbers: Sequence[int], width: int = WIDTH) -> str:
    """One sentence with its footnote marks."""
    return _wrap(marked(text, numbers), width)


def marked(text: str, numbers: Sequence[int]) -> str:
    """The sentence followed by its footnote numbers in brackets."""
    return f"{plain(text)} " + "".join(f"[{n}]" for n in numbers)


def under(record: Record, width: int = WIDTH) -> str:
    """What follows the sentences where those are on the screen already."""
    parts = [abstention(record, width)] if record["status"] == "abstained" else []
    return "\n" + "\n\n".join(part for part in (*parts, notes(record, width)) if part)


def notes(record: Record, width: int = WIDTH) -> str:
    """Everything that stands under the sentences."""
    parts = (
        _footnotes(record["citations"], width),
        _disagreements(record, width),
        _withheld(record["withheld"], width),
    )
    return "\n\n".join(part for part in parts if part)


def abstention(record: Record, width: int = WIDTH) -> str:
    """That there is no answer, why, and what came nearest."""
    lines = [_wrap(f"No answer: {plain(record['reason'])}.", width)]
    if record["nearest"]:
        lines += ["", "Nearest in the sources:"]
        lines += [_footnote(c, width) for c in record["nearest"]]
    return "\n".join(lines)


def evidence_text(evidence: Sequence[Record], width: int = WIDTH) -> str:
    """Ranked evidence, one footnote each."""
    if not evidence:
        return "Nothing found.\n"
    return "\n".join(_footnote(c, width) for c in evidence) + "\n"


def checked_text(sentences: Sequence[Record], width: int = WIDTH) -> str:
    """A checked draft: each sentence with its verdict and the nearest evidence."""
    blocks = []
    for sentence in sentences:
        reason = f": {plain(sentence['reason'])}" if sentence["reason"] else ""
        lines = [_wrap(plain(sentence["text"]), width)]
        lines.append(_wrap(f"{sentence['label'].upper()}{reason}", width, "  ", "    "))
        lines += [_footnote(c, width) for c in sentence["evidence"]]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def document_line(document: Record) -> str:
    """One line of the list of documents."""
    about = [document["title"], document["publisher"], document["published"]]
    known = " · ".join(plain(x) for x in about if x)
    line = f"{plain(document['document'])}  {document['sentences']} sentences"
    return f"{line}  {known}" if known else line


def plain(text: str) -> str:
    """The text on one line without control characters, which a terminal would obey."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _said(record: Record, width: int) -> str:
    lines = [statement(s["text"], s["citations"], width) for s in record["answer"]]
    if record["mode"] == "quoted":
        lines.insert(0, "In the sources' own words:")
    return "\n".join(lines)


def _footnotes(citations: Sequence[Record], width: int) -> str:
    return "\n".join(_footnote(c, width) for c in citations)


def _footnote(citation: Record, width: int) -> str:
    about = [citation["title"], citation["publisher"], citation["published"]]
    known = [plain(x) for x in (*about, citation["document"]) if x]
    mark = f"[{citation['id']}] "
    head = _wrap(", ".join(known), width, first=mark, rest=" " * len(mark))
    indent = " " * len(mark)
    quote = _wrap(f"“{plain(citation['quote'])}”", width, first=indent, rest=indent)
    return f"{head}\n{quote}"


def _disagreements(record: Record, width: int) -> str:
    return "\n\n".join(_disagreement(d, record, width) for d in record["disagreements"])


def _disagreement(found: Record, record: Record, width: int) -> str:
    titles = {c["id"]: c for c in record["citations"]}
    head = f"Sources compared on {plain(found['about'])}: {found['relation']}"
    count = found["independent_sources"]
    head += f" (at most {count} independent source{'' if count == 1 else 's'})"
    lines = [_wrap(head, width)]
    for figure in found["figures"]:
        cited = titles[figure["citation"]]
        who = figure["speaker"] or "no speaker named"
        scope = f", {plain(figure['scope'])}" if figure["scope"] else ""
        line = f"{plain(figure['value'])}{scope} — {plain(who)}, in "
        line += f"{plain(cited['publisher'] or cited['title'] or cited['document'])}"
        lines.append(_wrap(f"{line} [{figure['citation']}]", width, first="  ", rest="    "))
    return "\n".join(lines)


def _withheld(withheld: Sequence[Record], width: int) -> str:
    if not withheld:
        return ""
    lines = ["Withheld:"]
    for w in withheld:
        line = f"“{plain(w['text'])}” ({plain(w['reason'])})"
        lines.append(_wrap(line, width, first="  ", rest="    "))
    return "\n".join(lines)


def _wrap(text: str, width: int, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=rest,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
