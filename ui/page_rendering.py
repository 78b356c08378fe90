"""The parts of the page around answers as HTML: phases, documents, models, notices; pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from index.indexer import IndexReport
from ui.html_rendering import day, escaped, table
from ui.model_fetching import WeightState

Record = Mapping[str, Any]

PHASES = ("searching", "reading", "writing", "checking")
MANY = 12  # documents: more are looked for by name

_FIND = (
    '<label class="find">Find by title or file'
    '<input type="search" data-find autocomplete="off"></label>'
)


def phases(current: str, ahead: int = 0, seconds: int = 0) -> str:
    """What is going on: one's place in line, or the phases with the current one marked."""
    if ahead or current not in PHASES:
        return _before(ahead, seconds)
    steps = "".join(
        f'<li aria-current="step">{name}</li>' if name == current else f"<li>{name}</li>"
        for name in PHASES
    )
    return (
        f'<div role="status" class="phases"><ol aria-label="What is going on">{steps}</ol>'
        f"{_clock(seconds)}</div>"
    )


def judging(phase: str, share: float, ahead: int = 0, seconds: int = 0) -> str:
    """How far a draft is judged, `share` being 0..1."""
    if ahead or phase not in PHASES:
        return _before(ahead, seconds)
    return (
        f'<div class="adding"><label>Checking sentence by sentence{_clock(seconds)}'
        f'<progress max="1" value="{share:.2f}"></progress></label></div>'
    )


def evaluating(done: int, total: int, gone: str) -> str:
    """How far the evaluation has come, and the time gone by as it counts it."""
    clock = f'<span class="clock" aria-hidden="true">{escaped(gone)}</span>'
    return (
        f'<div role="status" class="adding"><label>{done} of {_counted(total, "question")} asked '
        f"{clock}"
        f'<progress max="{max(total, 1)}" value="{done}"></progress></label></div>'
    )


def notice(text: str) -> str:
    """One line that tells what happened."""
    return _status(escaped(text)) if text else ""


def problem(text: str) -> str:
    """One line that tells what went wrong and what to do."""
    # A name stays as it is written.
    word = text.partition(" ")[0]
    told = f"{text[:1].upper()}{text[1:]}" if word.isalpha() else text
    return f'<p role="alert" class="problem">{escaped(told)}</p>'


def documents(rows: Sequence[Record]) -> str:
    """The documents of the library with their counts, each to be shown or removed."""
    if not rows:
        return '<p class="empty">The library is empty. Drop articles above to begin.</p>'
    find = _FIND if len(rows) > MANY else ""
    sentences = sum(row["sentences"] for row in rows)
    items = "".join(_document(row) for row in rows)
    return (
        f'<p class="counts">{_counted(len(rows), "document")}, {_counted(sentences, "sentence")}'
        f'</p>{find}<ul class="documents">{items}</ul>'
    )


def adding(done: int, total: int, ahead: int = 0) -> str:
    """How far adding has come."""
    if ahead:
        return _status("Other files are being added; yours come next.")
    return (
        f'<div role="status" class="adding"><label>Adding {done} of {total}'
        f'<progress max="{max(total, 1)}" value="{done}"></progress></label></div>'
    )


def added(report: IndexReport) -> str:
    """What adding did, with a line for each file that could not be read."""
    did = [
        f"{count} {word}"
        for count, word in (
            (report.added, "added"), (report.updated, "updated"), (report.unchanged, "unchanged"),
            (len(report.failed), "not read"),
        )
        if count
    ]  # fmt: skip
    done = ", ".join(did) or "Nothing added"
    failed = "".join(f"<li>{escaped(line)}</li>" for line in report.failed)
    trouble = f'<ul class="failed" role="alert">{failed}</ul>' if failed else ""
    return f"{_status(f'{done[:1].upper()}{done[1:]}.')}{trouble}"


def examples(questions: Sequence[str], count: int) -> str:
    """Questions to begin with, or what to begin with where there are none to `count` documents."""
    if not count:
        return (
            '<div class="begin"><p>The library is empty. Add the articles that answers may rest on.'
            '</p><button type="button" data-page="page-documents">Add documents</button></div>'
        )
    if not questions:
        return f'<p class="begin">Ask about the {_counted(count, "document")} in the library.</p>'
    buttons = "".join(
        f'<li><button type="button" data-ask="{escaped(q)}">{escaped(q)}</button></li>'
        for q in questions
    )
    return f'<section class="examples"><h3>For example</h3><ul>{buttons}</ul></section>'


def models(states: Sequence[WeightState], writer: str | None) -> str:
    """The weights: what each is for, its licence, and whether it is there."""
    by = f"Answers are written by {writer}." if writer else "No model writes: sources are quoted."
    heads = ("Model", "Role", "Size", "Licence", "State")
    return f'<p class="counts">{escaped(by)}</p>{table(heads, [_model(s) for s in states])}'


def fetching(states: Sequence[WeightState]) -> str:
    """A banner while weights that are needed are not there; nothing when all is well."""
    absent = [state for state in states if state.needed and state.state != "present"]
    if not absent:
        return ""
    if problems := [state.problem for state in absent if state.state == "failed"]:
        return problem(problems[0])
    total = sum(state.weight.bytes for state in states if state.needed)
    done = sum(state.done for state in states if state.needed)
    writer = all(state.weight.role == "writer" for state in absent)
    meanwhile = (
        "Until the model is here, answers are quoted from the sources."
        if writer
        else "Questions can be asked as soon as the encoder is here."
    )
    return (
        f'<div role="status" class="adding"><label>Fetching the models: {_size(done)} of '
        f'{_size(total)}. {meanwhile}<progress max="{total}" value="{done}"></progress>'
        "</label></div>"
    )


def _before(ahead: int, seconds: int) -> str:
    """That something must come first: other people's requests, or opening what answers them."""
    if not ahead:
        return _status(f"Opening the library and the model…{_clock(seconds)}")
    people = "1 request is" if ahead == 1 else f"{ahead} requests are"
    told = f"{people} ahead of yours. It is served as soon as the model is free."
    return _status(f"{told}{_clock(seconds)}")


def _clock(seconds: int) -> str:
    """The time gone by, which is not read aloud every second."""
    return f' <span class="clock" aria-hidden="true">{seconds} s</span>' if seconds else ""


def _document(row: Record) -> str:
    name, title = row["document"], row["title"] or row["document"]
    count = _counted(row["sentences"], "sentence")
    about = [row["publisher"], day(row["published"]), count, name if row["title"] else None]
    line = " · ".join(escaped(part) for part in about if part)
    return (
        f'<li><div><button type="button" class="title" data-document="{escaped(name)}">'
        f'{escaped(title)}</button><p class="source">{line}</p></div>'
        f'<button type="button" class="remove" data-remove="{escaped(name)}"'
        f' aria-label="Remove {escaped(title)}">Remove</button></li>'
    )


def _model(state: WeightState) -> list[str]:
    weight = state.weight
    how = {
        "present": "here",
        "missing": "missing" if state.needed else "not here, not needed",
        "fetching": f"fetching, {_size(state.done)}",
        "failed": state.problem,
    }[state.state]
    cells = (weight.name, weight.role, _size(weight.bytes), weight.licence, how)
    return [escaped(cell) for cell in cells]


def _status(text: str) -> str:
    return f'<p role="status" class="status">{text}</p>'


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"
