"""The command `footnoted eval`, found by the command line through an entry point."""

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from platformdirs import user_state_path
from tqdm import tqdm

from eval import gates, report
from eval.against import against
from eval.building import BuildOrder, build_suite
from eval.html_report import page
from eval.questions import SPLITS, TYPES
from eval.session import Order, Session
from eval.table import table
from rag.assembly import WRITER


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "eval", parents=[common], help="measure whether answers stay grounded"
    )
    command.add_argument(
        "--suite",
        type=Path,
        metavar="FILE",
        help="questions of your own (default: those that come with the program)",
    )
    command.add_argument(
        "--documents", type=Path, metavar="PATH", help="the documents the suite asks about"
    )
    command.add_argument(
        "--types",
        type=_types,
        default=(),
        metavar="TYPE,...",
        help=f"only these types: {', '.join(TYPES)}",
    )
    command.add_argument("--split", choices=SPLITS, help="only this split")
    command.add_argument(
        "--sample", type=_count, metavar="N", help="at most N questions, spread over the types"
    )
    command.add_argument(
        "--compare", action="store_true", help="the baselines `quoted` and `plain` in the same run"
    )
    command.add_argument(
        "--metamorphic", action="store_true", help="also ask of changed documents what must follow"
    )
    command.add_argument(
        "--against",
        type=Path,
        metavar="REPORT.json",
        help="show what got better and worse since an earlier report",
    )
    command.add_argument(
        "--gates",
        type=Path,
        metavar="FILE",
        help="floors and ceilings to keep (default: the program's own)",
    )
    command.add_argument(
        "--report",
        type=Path,
        metavar="DIR",
        default=user_state_path("footnoted", appauthor=False) / "eval",
        help="where reports and results are kept (default: %(default)s)",
    )
    again = command.add_mutually_exclusive_group()
    again.add_argument(
        "--resume",
        action="store_true",
        default=True,
        help="go on where an earlier run stopped (the default)",
    )
    again.add_argument("--fresh", action="store_true", help="forget results of earlier runs")
    command.add_argument(
        "--model",
        default=WRITER,
        metavar="NAME|PATH.gguf|none",
        help="what writes (default: %(default)s)",
    )
    command.set_defaults(run=run_eval)
    _add_build(command.add_subparsers(metavar="build"), common)


def _add_build(verbs: Any, common: argparse.ArgumentParser) -> None:
    build = verbs.add_parser("build", parents=[common], help="draft a suite from any documents")
    build.add_argument("path", type=Path, metavar="PATH", help="a file or folder of documents")
    build.add_argument(
        "--out", type=Path, default=Path("suite.jsonl"), help="the file (default: %(default)s)"
    )
    build.add_argument(
        "--questions", type=_count, default=40, metavar="N", help="how many (default: %(default)s)"
    )
    build.add_argument("--model", default=WRITER, metavar="NAME|PATH.gguf", help="what writes them")
    build.set_defaults(run=run_build)


def run_eval(options: argparse.Namespace) -> int:
    """Runs the suite, prints the table or the JSON report; 1 when a gate fails."""
    # Before anything runs: the report may be about to be overwritten, or be none.
    earlier = None if options.against is None else report.read(options.against)
    with TemporaryDirectory(prefix="footnoted-eval-") as work, _Bar(options.quiet) as bar:
        found = Session(_order(options), Path(work), bar.questions, bar.weights).run()
    if earlier is not None:
        found["against"] = against(earlier, found)
    report.save(found, options.report / "report.json")
    report.save_text(page(found), options.report / "report.html")
    print(json.dumps(found, ensure_ascii=False) if options.json else table(found), end="")
    for line in (failed := gates.failures(found["gates"])):
        print(f"footnoted: gate failed: {line}", file=sys.stderr)
    if not options.quiet:
        print(f"report: {options.report / 'report.html'}", file=sys.stderr)
    return 1 if failed else 0


def run_build(options: argparse.Namespace) -> int:
    """Drafts a suite; the line it prints says how to run it."""
    with TemporaryDirectory(prefix="footnoted-eval-") as work, _Bar(options.quiet) as bar:
        request = BuildOrder(options.path, options.out, options.questions, options.model)
        count = build_suite(request, Path(work), bar.questions, bar.weights)
    if options.json:
        print(json.dumps({"suite": str(options.out), "questions": count}))
    else:
        print(f"{count} questions, machine-made: read them, edit them, then run")
        print(f"  footnoted eval --suite {options.out} --documents {options.path}")
    return 0


class _Bar:
    """A progress bar on a terminal; elsewhere, or when quiet, nothing."""

    def __init__(self, quiet: bool) -> None:
        self._silent = quiet or not sys.stderr.isatty()
        self._bar: Any = None

    def questions(self, what: str, done: int, total: int) -> None:
        self._show(what, done, total, "question")

    def weights(self, name: str, done: int, total: int) -> None:
        self._show(f"fetching {name}", done, total, "B")

    def __enter__(self) -> "_Bar":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def _show(self, what: str, done: int, total: int, unit: str) -> None:
        if self._silent:
            return
        if self._bar is None or self._bar.desc != f"{what}: ":
            self.__exit__()
            self._bar = tqdm(desc=what, total=total, unit=unit, unit_scale=unit == "B")
        self._bar.update(done - self._bar.n)


def _order(options: argparse.Namespace) -> Order:
    return Order(
        model=options.model,
        folder=options.report,
        suite=options.suite,
        documents=options.documents,
        types=options.types,
        split=options.split,
        sample=options.sample,
        compare=options.compare,
        metamorphic=options.metamorphic,
        fresh=options.fresh,
        gates=options.gates,
    )


def _types(text: str) -> tuple[str, ...]:
    named = tuple(word.strip() for word in text.split(",") if word.strip())
    if not named or set(named) - set(TYPES):
        raise argparse.ArgumentTypeError(f"{text!r}: give some of {', '.join(TYPES)}")
    return named


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)
