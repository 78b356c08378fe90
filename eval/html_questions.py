"""One question of the HTML report: its gold, and what each system answered, with the verdict."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

Row = Mapping[str, Any]


def question(systems: Sequence[str], rows: Sequence[Row]) -> str:
    """The question as something to open; `rows` are its results, one a system."""
    first = rows[0]
    verdict, mood = _verdict(first)
    answers = "".join(_answer(name, row) for name, row in zip(systems, rows, strict=True))
    return (
        f'<details id="{escape(first["id"])}" data-type="{escape(first["type"])}"'
        f' data-verdict="{verdict}"><summary><span class="id">{escape(first["id"])} · '
        f'{escape(first["split"])}</span><span class="asked">{escape(first["question"])}</span>'
        f'<span class="chip {mood}">{verdict}</span></summary>'
        f'<div class="inside">{"".join(_gold(first))}{answers}</div></details>'
    )


def _verdict(row: Row) -> tuple[str, str]:
    value = row["scores"].get("correctness", {}).get("value")
    if value is None:
        return "not judged", "mild"
    return ("right", "good") if value == 1.0 else ("wrong", "bad")


def _gold(row: Row) -> Iterator[str]:
    wanted = "; ".join(" / ".join(element[:3]) for element in row["answers"])
    yield f"<p><b>Gold</b> {escape(wanted) or 'no answer in the documents'}</p>"
    yield from (
        _quote(e["document"], e["quote"], "optional" * e["optional"]) for e in row["evidence"]
    )


def _answer(name: str, row: Row) -> str:
    verdict, mood = _verdict(row)
    record = row["record"]
    said = row["error"] or record.get("reason") or ""
    head = (
        f'<h3 style="margin-top:14px">{escape(name)}: <span class="{mood}">{verdict}</span>, '
        f"{row['seconds']:.1f} s</h3>"
    )
    sentences = " ".join(_sentence(s) for s in record.get("answer", ()))
    body = f"<p>{sentences}</p>" if sentences else f'<p class="soft">Abstained: {escape(said)}</p>'
    return head + body + "".join(_rests(record)) + _explained(row["scores"])


def _sentence(sentence: Row) -> str:
    notes = ", ".join(str(n) for n in sentence["citations"])
    return f"{escape(sentence['text'])}<sup>{notes}</sup>"


def _rests(record: Row) -> Iterator[str]:
    for citation in record.get("citations", ()):
        yield _quote(f"{citation['id']} {citation['document']}", citation["quote"])
    for found in record.get("disagreements", ()):
        figures = (f"{f['value']} ({f['speaker'] or '–'})" for f in found["figures"])
        yield f"<p>Sources on {escape(found['about'])}: {escape('; '.join(figures))}</p>"
    for kept in record.get("withheld", ()):
        text = f"Withheld: {kept['text']} ({kept['reason']})"
        yield f'<p class="mild">{escape(text)}</p>'


def _explained(scores: Mapping[str, Row]) -> str:
    words = (f"{name} {_value(s)}: {s['explanation']}" for name, s in _telling(scores))
    return f'<p class="soft"><small>{escape(" · ".join(words))}</small></p>'


def _telling(scores: Mapping[str, Row]) -> Iterable[tuple[str, Row]]:
    return ((name, s) for name, s in scores.items() if not name.startswith("seconds"))


def _value(score: Row) -> str:
    return "not judged" if score["value"] is None else f"{score['value']:.3g}"


def _quote(place: str, words: str, note: str = "") -> str:
    shown = escape(words if len(words) <= 600 else f"{words[:600]}…")
    return f"<blockquote><small>{escape(place)} {note}</small>{shown}</blockquote>"
