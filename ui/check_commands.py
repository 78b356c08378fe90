"""check and verify: a draft against the library, a saved answer against the library."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from index.errors import RequestError
from index.store import open_store
from index.weights import Weights
from rag.answer import citation
from rag.assembly import open_desk, open_judge
from rag.check import CheckedSentence
from rag.passages import sources_in
from rag.question_text import sound
from rag.verification import changed_since, problems
from ui.arguments import add_model
from ui.rendering import checked_text
from ui.terminal import Progress


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declares the commands."""
    check = commands.add_parser(
        "check", parents=[common], help="judge a draft, sentence by sentence"
    )
    what = check.add_mutually_exclusive_group(required=True)
    what.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a text")
    what.add_argument("--pairs", type=Path, metavar="FILE", help="JSONL with claim and evidence")
    add_model(check)
    check.set_defaults(run=run_check)
    verify = commands.add_parser(
        "verify", parents=[common], help="re-check a saved answer, or the whole library"
    )
    verify.add_argument("answer", nargs="?", type=Path, metavar="ANSWER.json")
    verify.set_defaults(run=run_verify)


def run_check(options: argparse.Namespace) -> int:
    """Judges the sentences of a text, or given pairs."""
    if options.pairs:
        return _check_pairs(options)
    text = _read(options.file)
    with Progress("B", quiet=options.quiet) as fetching:
        desk = open_desk(options.library, Weights(), model=options.model, progress=fetching.weights)
    with desk.library:
        checked = tuple(desk.check(text))
    if options.json:
        rows = [_checked_record(c) for c in checked]
        print(json.dumps({"sentences": rows}, ensure_ascii=False))
    else:
        print(checked_text([_checked_record(c) for c in checked]), end="")
    return 0


def run_verify(options: argparse.Namespace) -> int:
    """Says what of a saved answer no longer holds; 1 when something does not.

    Without an answer the whole library is read through.
    """
    if options.answer is None:
        return _verify_library(options)
    try:
        record = json.loads(_read(options.answer))
    except (ValueError, RecursionError) as error:
        raise RequestError(f"{options.answer} is damaged: it is no JSON") from error
    with open_store(options.library) as library:
        found = problems(record, library)
        changed = changed_since(record, library)
    if options.json:
        print(json.dumps({"holds": not found, "problems": found, "library_changed": changed}))
    else:
        for line in found:
            print(line)
        if not found:
            print(f"holds: {len(record['citations'])} footnotes checked")
        if changed:
            print("the library has changed since this answer was given", file=sys.stderr)
    if found:
        raise RequestError(f"{options.answer}: {len(found)} things no longer hold: ask again")
    return 0


def _verify_library(options: argparse.Namespace) -> int:
    with open_store(options.library, thorough=True) as library:
        count = len(library.documents())
    if options.json:
        print(json.dumps({"holds": True, "documents": count}))
    else:
        print(f"holds: {count} documents read through")
    return 0


def _check_pairs(options: argparse.Namespace) -> int:
    pairs = [_pair(options.pairs, n, line) for n, line in _lines(options.pairs)]
    with Progress("B", quiet=options.quiet) as fetching:
        judge = open_judge(Weights(), model=options.model, progress=fetching.weights)
    for claim, evidence in pairs:
        judged = judge.judge(claim, sources_in(evidence))
        row = {"score": round(judged.score, 6), "label": str(judged.verdict)}
        print(json.dumps(row), flush=True)
    return 0


def _pair(path: Path, number: int, line: str) -> tuple[str, str]:
    try:
        row = json.loads(line)
        claim, evidence = row["claim"], row["evidence"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RequestError(f"{path}, line {number}: give `claim` and `evidence`") from error
    if not isinstance(claim, str) or not isinstance(evidence, str):
        raise RequestError(f"{path}, line {number}: `claim` and `evidence` must be strings")
    return sound(claim), sound(evidence)


def _lines(path: Path) -> list[tuple[int, str]]:
    return [(n, line) for n, line in enumerate(_read(path).split("\n"), 1) if line.strip()]


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        raise RequestError(f"{path} cannot be read as UTF-8 text: check the file") from error


def _checked_record(checked: CheckedSentence) -> dict[str, Any]:
    return {
        "text": checked.text, "start": checked.start, "end": checked.end,
        "label": str(checked.verdict), "score": round(checked.score, 6), "reason": checked.reason,
        "evidence": [citation(c, n) for n, c in enumerate(checked.evidence, start=1)],
    }  # fmt: skip
