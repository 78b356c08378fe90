"""Argument types and option groups that several commands share."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from rag.assembly import MODEL_FORMS, WRITER

Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"


def iso_date(text: str) -> str:
    """An ISO date (YYYY-MM-DD); argparse turns the error into exit code 2."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date: write it as 2024-12-31") from error


def positive(text: str) -> int:
    """A whole number above 0."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def path(text: str) -> Path:
    """A path; an empty one, as of a variable that is not set, does not mean this very folder."""
    if not text:
        raise argparse.ArgumentTypeError("the path is empty: name a file or folder")
    return Path(text)


class _Bound(argparse.Action):
    """One of --since and --until; which of them comes first on the line does not matter."""

    def __call__(
        self, parser: argparse.ArgumentParser, options: argparse.Namespace, value: Any, *_: Any
    ) -> None:
        setattr(options, self.dest, value)
        if options.since and options.until and options.since > options.until:
            parser.error(f"--since {options.since} is after --until {options.until}: exchange them")


def add_dates(command: argparse.ArgumentParser) -> None:
    """--as-of, --since and --until."""
    command.add_argument("--as-of", type=iso_date, metavar="DATE",
                         help="the reader's today; later documents are left out")  # fmt: skip
    command.add_argument("--since", type=iso_date, action=_Bound, metavar="DATE",
                         help="published on or after")  # fmt: skip
    command.add_argument("--until", type=iso_date, action=_Bound, metavar="DATE",
                         help="published on or before")  # fmt: skip


def add_model(command: argparse.ArgumentParser) -> None:
    """--model."""
    what = "what writes; none quotes the evidence (default: %(default)s)"
    command.add_argument("--model", default=WRITER, metavar=MODEL_FORMS, help=what)
