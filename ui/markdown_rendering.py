"""Answer records as Markdown with footnotes: pure; no text of a record can act as Markdown."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ui.records import verbatim

Record = Mapping[str, Any]

_ACTIVE = re.compile(r"([\\`*_{}\[\]()#+!|<>~&$:@])")


def plain(text: object) -> str:
    """The text on one line with every character that Markdown acts on escaped."""
    line = _ACTIVE.sub(r"\\\1", " ".join(str(text).split()))
    # A leading "1." or "-" would begin a list.
    return re.sub(r"^(\d+)\.|^-", lambda m: f"{m[1]}\\." if m[1] else "\\-", line)


def markdown(record: Record) -> str:
    """Question, answer, disagreements, what was withheld, and the footnotes."""
    parts = [f"**{plain(record['question'])}**", _body(record)]
    parts += [_disagreement(d) for d in record["disagreements"]]
    parts += [_withheld(record["withheld"]), _footnotes(record["citations"])]
    return "\n\n".join(part for part in parts if part) + "\n"


def _body(record: Record) -> str:
    if record["status"] == "abstained":
        nearest = [f"- “{plain(c['quote'])}” ({_source(c)})" for c in record["nearest"]]
        heading = ["", "Nearest in the sources:", "", *nearest] if nearest else []
        return "\n".join([f"No answer: {plain(record['reason'])}.", *heading])
    quoted = [verbatim(s, record) for s in record["answer"]]
    said = [_sentence(s, q) for s, q in zip(record["answer"], quoted, strict=True)]
    return ("*In the sources’ own words:* " if all(quoted) else "") + " ".join(said)


def _sentence(sentence: Record, quoted: bool) -> str:
    text = plain(sentence["text"])
    marks = "".join(f"[^{n}]" for n in sentence["citations"])
    return f"“{text}”{marks}" if quoted else f"{text}{marks}"


def _disagreement(found: Record) -> str:
    lines = [f"Sources compared on {plain(found['about'])}: {plain(found['relation'])}", ""]
    for figure in found["figures"]:
        scope = f", {plain(figure['scope'])}" if figure["scope"] else ""
        who = plain(figure["speaker"] or "no speaker named")
        lines.append(f"- {plain(figure['value'])}{scope} — {who}[^{figure['citation']}]")
    return "\n".join(lines)


def _withheld(withheld: Sequence[Record]) -> str:
    if not withheld:
        return ""
    return "\n".join(
        ["Withheld:", "", *(f"- “{plain(w['text'])}” ({plain(w['reason'])})" for w in withheld)]
    )


def _footnotes(citations: Sequence[Record]) -> str:
    return "\n".join(f"[^{c['id']}]: “{plain(c['quote'])}” {_source(c)}" for c in citations)


def _source(citation: Record) -> str:
    about = [citation["title"], citation["publisher"], citation["published"], citation["document"]]
    return ", ".join(plain(part) for part in about if part)
