"""ask and search: questions to the library."""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from index.errors import RequestError
from index.weights import Weights
from rag.answer import Numbering, citation, record
from rag.assembly import NO_MODEL, Desk, open_desk
from rag.pipeline import Question
from rag.progress import Phase
from rag.question_text import usable
from rag.receipt import sealed
from rag.vocabulary import Answer, Citation, Statement
from ui.arguments import add_dates, add_model, iso_date, positive
from ui.rendering import answer_text, evidence_text, statement, under
from ui.terminal import PhaseLine, Progress


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declares the commands."""
    ask = commands.add_parser("ask", parents=[common], help="answer a question")
    what = ask.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="?", metavar="QUESTION")
    what.add_argument("--batch", type=Path, metavar="FILE", help="JSONL with a question a line")
    add_dates(ask)
    add_model(ask)
    ask.add_argument("--verbose", action="store_true", help="say where the time went")
    ask.set_defaults(run=run_ask)
    search = commands.add_parser("search", parents=[common], help="the ranked evidence alone")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("-k", type=positive, default=10, help="how many (default: %(default)s)")
    add_dates(search)
    search.set_defaults(run=run_search)


def run_ask(options: argparse.Namespace) -> int:
    """Answers one question, or one for each line of a file."""
    questions = list(_batch(options)) if options.batch else [_question(options, options.question)]
    started = time.perf_counter()
    with Progress("B", quiet=options.quiet) as fetching:
        desk = open_desk(options.library, Weights(), model=options.model, progress=fetching.weights)
    loading = time.perf_counter() - started
    with desk.library:
        _answer_all(desk, questions, loading, options)
    return 0


def _answer_all(
    desk: Desk, questions: Sequence[Question], loading: float, options: argparse.Namespace
) -> None:
    for question in questions:
        answer = _ask(desk, question, options)
        result = sealed(_timed(record(answer, desk.receipt()), loading))
        if options.json or options.batch:
            print(json.dumps(result, ensure_ascii=False), flush=True)
        elif sys.stdout.isatty():
            print(under(result))
        else:
            print(answer_text(result), end="")
        if options.verbose:
            _explain(result["timings"])
        loading = 0.0


def run_search(options: argparse.Namespace) -> int:
    """Prints the best evidence sentences."""
    question = _question(options, options.query)
    with Progress("B", quiet=options.quiet) as fetching:
        desk = open_desk(options.library, Weights(), model=NO_MODEL, progress=fetching.weights)
    with desk.library:
        found = desk.pipeline.search(question, options.k)
    rows = [
        citation(Citation(e.document, e.sentence), n) | {"score": round(e.score, 6)}
        for n, e in enumerate(found, start=1)
    ]
    if options.json:
        print(json.dumps({"evidence": rows}, ensure_ascii=False))
    else:
        print(evidence_text(rows), end="")
    return 0


def _ask(desk: Desk, question: Question, options: argparse.Namespace) -> Answer:
    """Runs the pipeline, showing on a terminal each sentence that has passed the gate."""
    live = sys.stdout.isatty() and not (options.json or options.batch)
    line = PhaseLine(quiet=options.quiet)
    numbering = Numbering()
    for event in desk.pipeline.answer(question):
        if isinstance(event, Answer):
            line.clear()
            return event
        if isinstance(event, Phase):
            line.show(event.name)
        elif isinstance(event, Statement) and live:
            line.clear()
            print(statement(event.text, [numbering.number(c) for c in event.citations]))
    raise AssertionError("the pipeline ends with an answer")


def _question(options: argparse.Namespace, text: str) -> Question:
    return Question(usable(text), options.as_of, options.since, options.until)


def _batch(options: argparse.Namespace) -> Iterator[Question]:
    try:
        lines = options.batch.read_text("utf-8-sig").split("\n")
    except (OSError, ValueError) as error:
        raise RequestError(f"{options.batch} cannot be read: give a JSONL file") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _batch_question(options, line, f"{options.batch}, line {number}")


def _batch_question(options: argparse.Namespace, line: str, where: str) -> Question:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RequestError(f"{where}: this is no JSON object") from error
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        raise RequestError(f"{where}: give an object with a `question` text")
    as_of = row.get("as_of") or options.as_of
    try:
        as_of = None if as_of is None else iso_date(str(as_of))
        text = usable(row["question"])
    except (argparse.ArgumentTypeError, RequestError) as error:
        raise RequestError(f"{where}: {error}") from error
    return Question(text, as_of, options.since, options.until)


def _timed(result: dict[str, Any], loading: float) -> dict[str, Any]:
    timings = result["timings"] | {"load": round(loading, 3)}
    timings["total"] = round(timings["total"] + loading, 3)
    return result | {"timings": timings}


def _explain(timings: dict[str, float]) -> None:
    meaning = {
        "load": "loading encoder, reranker and model",
        "retrieve": "searching the library",
        "generate": "reading the prompt and writing",
        "verify": "deciding whether to answer, and the gate",
        "total": "all of it",
    }
    for name, seconds in timings.items():
        print(f"{seconds:7.2f} s  {name}: {meaning[name]}", file=sys.stderr)
