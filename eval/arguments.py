"""The options of `footnoted eval`, in groups."""

import argparse
from pathlib import Path

from platformdirs import user_state_path

from eval.questions import SPLITS, TYPES
from rag.assembly import MODEL_FORMS, WRITER

FOLDER = user_state_path("footnoted", appauthor=False) / "eval"


def add_suite(command: argparse.ArgumentParser) -> None:
    """What is asked, and of which documents."""
    add = command.add_argument_group("what is asked").add_argument
    add("--suite", type=Path, metavar="FILE", help="your own questions (default: the program's)")
    add("--documents", type=Path, metavar="PATH", help="the documents that the suite asks about")
    words = "an empty library to ask: a folder, NAME.db or milvus://HOST:PORT/NAME, which is kept"
    add("--suite-library", type=Path, metavar="PLACE", help=words)
    kinds = ", ".join(TYPES)
    add("--types", type=types, default=(), metavar="TYPE,...", help=f"only these types: {kinds}")
    add("--split", choices=SPLITS, help="only this split")
    add("--sample", type=count, metavar="N", help="at most N questions, spread over the types")


def add_comparison(command: argparse.ArgumentParser) -> None:
    """What else is run, and what it is held against."""
    add = command.add_argument_group("beside it").add_argument
    add("--compare", action="store_true", help="run the baselines `quoted` and `plain` as well")
    add("--metamorphic", action="store_true", help="also ask changed documents what must follow")
    add("--against", type=Path, metavar="REPORT.json", help="show what changed since that report")
    add("--gates", type=Path, metavar="FILE", help="other floors and ceilings (TOML)")


def add_keeping(command: argparse.ArgumentParser) -> None:
    """Where results go, and whether those of earlier runs count."""
    group = command.add_argument_group("reports")
    words = "where reports and results are kept (default: %(default)s)"
    group.add_argument("--report", type=Path, metavar="DIR", default=FOLDER, help=words)
    again = group.add_mutually_exclusive_group()
    words = "go on where an earlier run stopped (the default)"
    again.add_argument("--resume", action="store_true", default=True, help=words)
    again.add_argument("--fresh", action="store_true", help="forget the results of earlier runs")


def add_build(command: argparse.ArgumentParser) -> None:
    """What is drafted, from which documents, into which file."""
    add = command.add_argument
    add("path", type=Path, metavar="PATH", help="a file or folder of documents")
    words = "the file to write (default: %(default)s)"
    add("--out", type=Path, default=Path("suite.jsonl"), metavar="FILE", help=words)
    add("--questions", type=count, default=40, metavar="N", help="how many (default: %(default)s)")


def add_model(command: argparse.ArgumentParser) -> None:
    """--model."""
    words = "what writes; none quotes the evidence (default: %(default)s)"
    command.add_argument("--model", default=WRITER, metavar=MODEL_FORMS, help=words)


def types(text: str) -> tuple[str, ...]:
    """Types of question, comma-separated."""
    named = tuple(word.strip() for word in text.split(",") if word.strip())
    if not named or set(named) - set(TYPES):
        raise argparse.ArgumentTypeError(f"{text!r}: give some of {', '.join(TYPES)}")
    return named


def count(text: str) -> int:
    """A whole number above 0."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)
