"""The last evaluation report as it lies on disk, and a new run of it as a program of its own."""

import codecs
import os
import re
import subprocess
import sys
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_state_path

from index.milvus_place import folder_of
from ui.line import Beat, Emit, Line

FOLDER = "eval"
SHOWN_LINES = 40
ROWS_AND_COLUMNS = (24, 80)
Process = subprocess.Popen[bytes]

_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Run:
    """A run so far: its last lines, and its exit code once it has ended."""

    lines: tuple[str, ...]
    code: int | None = None


class EvalReport:
    """Reports in the `eval` folder of the library or, from the command line, of the user's state.

    `command` is the program that writes report.html into the first of them.
    """

    def __init__(self, library: Path, model: str, command: Sequence[str] | None = None) -> None:
        self._folders = (
            folder_of(library) / FOLDER,
            user_state_path("footnoted", appauthor=False) / FOLDER,
        )
        self._command = command or (
            sys.executable, "-m", "ui.cli", "eval",
            "--model", model, "--report", str(self._folders[0]),
        )  # fmt: skip
        self._line = Line("eval")

    def last(self) -> Path | None:
        """The newest report: an .html file, else a .json file."""
        for suffix in (".html", ".json"):
            found = [p for folder in self._folders for p in folder.glob(f"*{suffix}")]
            if found:
                return max(found, key=lambda path: path.stat().st_mtime)
        return None

    def run(self, sample: int | None = None) -> Generator[Run, None, None]:
        """Runs the evaluation, one at a time; closing the iterator ends the program.

        `sample` is the most questions that are asked, None all.
        """
        limit = () if sample is None else ("--sample", str(sample))
        command = (*self._command, *limit)
        state = Run(())
        started: list[Process] = []
        try:
            for report in self._line.serve(lambda emit: _run(command, emit, started)):
                state = state if isinstance(report, Beat) else report
                yield state
        finally:
            for process in started:
                process.terminate()


def _run(command: Sequence[str], emit: Emit, started: list[Process]) -> None:
    reading, writing = _terminal()
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    with subprocess.Popen(command, stdout=writing, stderr=writing, env=environment) as process:
        os.close(writing)
        started.append(process)
        lines: tuple[str, ...] = ()
        try:
            emit(Run(lines))
            for lines in _screens(reading):
                emit(Run(lines))
            code = process.wait()
        finally:
            process.terminate()
            os.close(reading)
    emit(Run(lines, code))


def _terminal() -> tuple[int, int]:
    """The reading and the writing end of a terminal, for programs show their progress to nothing
    else; where there are none, of a pipe."""
    if not hasattr(os, "openpty"):
        return os.pipe()
    import termios

    reading, writing = os.openpty()
    termios.tcsetwinsize(writing, ROWS_AND_COLUMNS)  # into none at all, nothing is drawn
    return reading, writing


def _screens(reading: int) -> Iterator[tuple[str, ...]]:
    """The last lines after each piece of output; a line written over itself shows as it is now."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    lines: tuple[str, ...] = ()
    pending = ""
    while data := _read(reading):
        pending += _ANSI.sub("", decoder.decode(data)).replace("\r\n", "\n")
        *ended, pending = pending.split("\n")
        lines = (*lines, *(_current(line) for line in ended))[-SHOWN_LINES:]
        yield (*lines, _current(pending)) if _current(pending) else lines


def _current(line: str) -> str:
    return line.rstrip("\r").rpartition("\r")[2].rstrip()


def _read(reading: int) -> bytes:
    try:
        return os.read(reading, 4096)
    except OSError:  # how a terminal says that its other side is gone
        return b""
