"""The report as one self-contained HTML page: no script, style or picture from anywhere else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import Any

from eval.html_questions import question
from eval.measures import BY_NAME
from eval.plots import bars, risk_coverage, strips
from eval.questions import SPLITS
from eval.table import aim, figure

Report = Mapping[str, Any]

TILES = {
    "cited_correctness": "right with a right citation",
    "unsupported": "unsupported sentences",
    "refused_or_corrected": "near-misses and false premises refused or corrected",
    "disagreement_recall": "of differing figures shown with their source",
    "seconds_p50": "a question, median",
}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


def page(report: Report) -> str:
    """The whole page."""
    style, script = (files("eval").joinpath(f"report.{kind}").read_text() for kind in ("css", "js"))
    title = f"Grounding of {report['suite']['name']}"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body><main>"
        f"<h1>{escape(title)}</h1>{''.join(_sections(report))}</main>"
        f"<script>{script}</script></body></html>\n"
    )


def _sections(report: Report) -> Iterator[str]:
    systems = report["systems"]
    suite = report["suite"]
    asked = max((len(system["questions"]) for system in systems), default=0)
    part = f"{asked} of " if report["limited"] else ""
    yield (
        f'<p class="soft">{part}{suite["questions"]} questions, {len(suite["documents"])} '
        f"documents, model {escape(report['model'])}, footnoted {escape(report['version'])}</p>"
    )
    yield f'<div class="tiles">{"".join(_tiles(report))}</div>'
    if report.get("gates"):
        yield f"<h2>Gates</h2>{_gates(report['gates'])}"
    yield "<h2>Measures</h2>"
    yield from (_measures(systems, s) for s in SPLITS if any(s in x["splits"] for x in systems))
    yield f"<h2>Plots</h2>{_key(systems)}{_plots(systems)}"
    if report.get("metamorphic"):
        yield f"<h2>Changed worlds</h2>{_metamorphic(report['metamorphic'])}"
    if report.get("against"):
        yield f"<h2>Since the earlier report</h2>{_against(report['against'])}"
    yield f"<h2>Questions</h2>{_questions(systems)}"


def _tiles(report: Report) -> Iterator[str]:
    found = report["systems"][0]["splits"]
    split = "test" if "test" in found else next(iter(found), "test")
    bounds = {(g["measure"], g["split"]): g["verdict"] for g in report.get("gates", ())}
    for name, words in TILES.items():
        estimate = found.get(split, {}).get(name)
        if estimate is None or estimate["value"] is None:
            continue
        verdict = bounds.get((name, split))
        mood = {"passed": "good", "FAILED": "bad"}.get(verdict or "", "")
        ends = " to ".join(figure(name, estimate[end], plain=True) for end in ("low", "high"))
        yield (
            f'<div class="tile"><b class="{mood}">{figure(name, estimate["value"])}</b>'
            f"<span>{words}</span><br><small>{split}, 95 %: {ends}</small></div>"
        )


def _gates(gates: Sequence[Report]) -> str:
    rows = []
    for gate in gates:
        name = gate["measure"]
        floor = gate["floor"] is not None
        bound = figure(name, gate["floor" if floor else "ceiling"])
        value = "–" if gate["value"] is None else figure(name, gate["value"])
        mood = {"passed": "good", "FAILED": "bad"}.get(gate["verdict"], "mild")
        verdict = f'<b class="{mood}">{escape(gate["verdict"])}</b>'
        side = "at least" if floor else "at most"
        row = [escape(name), gate["split"], f"{side} {bound}", value, verdict, escape(aim(gate))]
        rows.append(row)
    return _table(["measure", "split", "bound", "value", "verdict", "aim"], rows)


def _measures(systems: Sequence[Report], split: str) -> str:
    rows = []
    for name in BY_NAME:
        found = [system["splits"].get(split, {}).get(name) for system in systems]
        if any(found):
            rows.append([escape(name), *(_estimate(name, estimate) for estimate in found)])
    return _table([split, *(escape(system["name"]) for system in systems)], rows)


def _estimate(name: str, estimate: Report | None) -> str:
    if estimate is None:
        return "–"
    unjudged = f", {estimate['unjudged']} not judged" if estimate["unjudged"] else ""
    if estimate["value"] is None:
        return f"–<small>{unjudged}</small>"
    low, high = (figure(name, estimate[end], plain=True) for end in ("low", "high"))
    note = f"[{low}, {high}] n={estimate['questions']}{unjudged}"
    return f"{figure(name, estimate['value'])} <small>{note}</small>"


def _key(systems: Sequence[Report]) -> str:
    names = (
        f'<span><i class="s{n}"></i>{escape(system["name"])}</span>'
        for n, system in enumerate(systems, start=1)
    )
    return f'<div class="key">{"".join(names)}</div>'


def _plots(systems: Sequence[Report]) -> str:
    cards = [
        (
            f"Risk over coverage, {split}",
            risk_coverage([(s["name"], s["curves"][split]) for s in systems]),
        )
        for split in SPLITS
        if any(s["curves"].get(split) for s in systems)
    ]
    types = [(kind, [_whiskered(s, kind) for s in systems]) for kind in systems[0]["types"]]
    cards.append(("Correctness by type, dev and test", bars(types)))
    seconds = [(s["name"], [q["seconds"] for q in s["questions"]]) for s in systems]
    cards.append(("Time, dev and test", strips(seconds)))
    inside = (f'<div class="card"><h3>{title}</h3>{plot}</div>' for title, plot in cards)
    return f'<div class="cards">{"".join(inside)}</div>'


def _whiskered(system: Report, kind: str) -> tuple[float, float, float] | None:
    found = system["types"].get(kind, {}).get("correctness")
    if found is None or found["value"] is None:
        return None
    return found["value"], found["low"], found["high"]


def _metamorphic(metamorphic: Report) -> str:
    rows = [
        [escape(name.replace("_", " ")), _estimate("correctness", estimate)]
        for name, estimate in metamorphic["relations"].items()
    ]
    broken = [
        [escape(case["id"]), _words(case["question"]), _words(case["expects"]),
         _words(case["answer"]), _words(case["explanation"])]
        for case in metamorphic["cases"] if case["kept"] is not True
    ]  # fmt: skip
    kept = _table(["relation", "kept"], rows)
    if not broken:
        return kept
    names = ["case that did not keep", "asked", "must follow", "answer", "why"]
    return kept + _table(names, broken)


def _against(against: Report) -> str:
    rows = []
    for change in against["measures"]:
        name = change["measure"]
        ends = ("–" if v is None else figure(name, v) for v in (change["earlier"], change["now"]))
        mood = {"better": "good", "worse": "bad"}.get(change["verdict"], "soft")
        verdict = f'<span class="{mood}">{escape(change["verdict"])}</span>'
        counts = (str(change["better"]), str(change["worse"]))
        rows.append([escape(f"{name} ({change['split']})"), *ends, *counts, verdict])
    moved = [
        [escape(row["id"]), escape(row["measure"]), f"{row['earlier']:g} → {row['now']:g}",
         f'<span class="{"good" if row["verdict"] == "better" else "bad"}">{row["verdict"]}</span>',
         _words(row["explanation"])]
        for row in against["changed"]
    ]  # fmt: skip
    compared = _table(["measure", "earlier", "now", "better", "worse", "verdict"], rows)
    return compared + _table(["question", "measure", "change", "", "why"], moved)


def _questions(systems: Sequence[Report]) -> str:
    rows = zip(*(system["questions"] for system in systems), strict=True)
    shown = [question([s["name"] for s in systems], row) for row in rows]
    return (
        '<div class="tools"><input id="words" type="search" placeholder="words in question, '
        'evidence or answer" aria-label="words">'
        f"{_select('type', systems[0]['types'])}"
        f"{_select('verdict', ('right', 'wrong', 'not judged'))}"
        '<span class="soft" id="count"></span></div>'
        f'<div id="questions">{"".join(shown)}</div>'
    )


def _select(name: str, options: Iterable[str]) -> str:
    inside = "".join(f'<option value="{escape(o)}">{escape(o)}</option>' for o in options)
    anything = f'<option value="">any {name}</option>'
    return f'<select id="{name}" aria-label="{name}">{anything}{inside}</select>'


def _words(text: str) -> str:
    return f"\0{escape(text)}"


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Cells are HTML; one that begins with a NUL holds running words and may wrap."""
    head = "".join(f"<th>{name}</th>" for name in names)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f'<div class="wide"><table><tr>{head}</tr>{body}</table></div>'


def _cell(inside: str) -> str:
    if inside.startswith("\0"):
        return f'<td class="words">{inside[1:]}</td>'
    return f"<td>{inside}</td>"
