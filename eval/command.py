"""The command `footnoted eval`, found by the command line through an entry point."""

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval import gates, report
from eval.against import against
from eval.arguments import add_build, add_comparison, add_keeping, add_model, add_suite
from eval.building import BuildOrder, build_suite
from eval.html_report import page
from eval.progress_bar import ProgressBar
from eval.session import Order, Session
from eval.table import table

WORK = "footnoted-eval-"


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declares the command; `commands` are argparse's subparsers, `common` their shared parent."""
    command = commands.add_parser(
        "eval", parents=[common], help="measure whether answers stay grounded"
    )
    for group in (add_suite, add_comparison, add_keeping, add_model):
        group(command)
    command.set_defaults(run=run_eval)
    verbs = command.add_subparsers(metavar="build")
    build = verbs.add_parser("build", parents=[common], help="draft a suite from any documents")
    add_build(build)
    add_model(build)
    build.set_defaults(run=run_build)


def run_eval(options: argparse.Namespace) -> int:
    """Runs the suite, prints the table or the JSON report; 1 when a gate fails."""
    # Before anything runs: the report may be about to be overwritten, or be none.
    earlier = None if options.against is None else report.read(options.against)
    with TemporaryDirectory(prefix=WORK) as work, ProgressBar(quiet=options.quiet) as bar:
        found = Session(_order(options), Path(work), bar.questions, bar.weights).run()
    if earlier is not None:
        found["against"] = against(earlier, found)
    report.save(found, options.report / "report.json")
    report.save_text(page(found), options.report / "report.html")
    print(f"{json.dumps(found, ensure_ascii=False)}\n" if options.json else table(found), end="")
    for line in (failed := gates.failures(found["gates"])):
        print(f"footnoted: gate failed: {line}", file=sys.stderr)
    if not options.quiet:
        print(f"report: {options.report / 'report.html'}", file=sys.stderr)
    return 1 if failed else 0


def run_build(options: argparse.Namespace) -> int:
    """Drafts a suite; what it prints says how to run it."""
    with TemporaryDirectory(prefix=WORK) as work, ProgressBar(quiet=options.quiet) as bar:
        order = BuildOrder(options.path, options.out, options.questions, options.model)
        count = build_suite(order, Path(work), bar.questions, bar.weights)
    if options.json:
        print(json.dumps({"suite": str(options.out), "questions": count}))
    else:
        print(f"{count} questions, machine-made: read them, edit them, then run")
        print(f"  footnoted eval --suite {options.out} --documents {options.path}")
    return 0


def _order(options: argparse.Namespace) -> Order:
    return Order(
        model=options.model,
        folder=options.report,
        suite=options.suite,
        documents=options.documents,
        library=options.suite_library,
        types=options.types,
        split=options.split,
        sample=options.sample,
        compare=options.compare,
        metamorphic=options.metamorphic,
        fresh=options.fresh,
        gates=options.gates,
    )
