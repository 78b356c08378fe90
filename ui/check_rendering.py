"""A checked draft as HTML: each sentence by its verdict, the evidence a click away; pure."""

from collections.abc import Mapping
from typing import Any

from ui.html_rendering import escaped, footnote, source_line

Record = Mapping[str, Any]

# What a verdict looks like: class and a sign, so that colour is never alone.
LOOKS = {
    "supported": ("supported", "✓"),
    "contradicted": ("contradicted", "✗"),
    "not found": ("not-found", "?"),
}


def checked(record: Record) -> str:
    """The draft as it was given, coloured, a count of the verdicts, and the evidence."""
    if not record["sentences"]:
        return '<p class="empty">There is no sentence to check in this text.</p>'
    sections = "".join(_evidence(n, s) for n, s in enumerate(record["sentences"]))
    return (
        f'<div class="check">{_counts(record)}<div class="draft">{_draft(record)}</div>'
        f'<div aria-live="polite" class="evidence">'
        f'<p class="hint">Choose a sentence to see its evidence.</p>{sections}</div></div>'
    )


def _counts(record: Record) -> str:
    verdicts = [s["label"] for s in record["sentences"]]
    parts = [
        f'<li class="{look}"><span aria-hidden="true">{sign}</span> '
        f"{verdicts.count(name)} {name}</li>"
        for name, (look, sign) in LOOKS.items()
    ]
    return f'<ul class="verdicts">{"".join(parts)}</ul>'


def _draft(record: Record) -> str:
    """The text with every sentence made clickable; what lies between stays as it is."""
    text, at, parts = record["text"], 0, []
    for number, sentence in enumerate(record["sentences"]):
        parts += [escaped(text[at : sentence["start"]]), _sentence(number, sentence)]
        at = sentence["end"]
    return "".join([*parts, escaped(text[at:])])


def _sentence(number: int, sentence: Record) -> str:
    look, sign = LOOKS[sentence["label"]]
    return (
        f'<span role="button" tabindex="0" class="verdict {look}" aria-expanded="false"'
        f' data-evidence="{number}">{escaped(sentence["text"])}'
        f'<span class="sign" aria-label=" ({sentence["label"]})">{sign}</span></span>'
    )


def _evidence(number: int, sentence: Record) -> str:
    look, sign = LOOKS[sentence["label"]]
    why = str(sentence["reason"] or "")
    reason = f'<p class="reason">{escaped(why[:1].upper())}{escaped(why[1:])}.</p>' if why else ""
    rows = "".join(
        f"<li>{footnote(c)}<div><blockquote>{escaped(c['quote'])}</blockquote>"
        f'<p class="source">{source_line(c)}</p></div></li>'
        for c in sentence["evidence"]
    )
    found = f"<ol>{rows}</ol>" if rows else "<p>Nothing in the library comes near it.</p>"
    return (
        f'<section class="footnotes {look}" data-evidence-of="{number}" hidden>'
        f"<h3>{sign} {escaped(sentence['label']).capitalize()}</h3>"
        f"<p><q>{escaped(sentence['text'])}</q></p>{reason}{found}</section>"
    )
