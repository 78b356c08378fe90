"""The last evaluation report as it lies on disk, and a new run of it as a program of its own."""

import os
import subprocess
import sys
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from ui.line import Beat, Emit, Line

FOLDER = "eval"
SHOWN_LINES = 40


@dataclass(frozen=True, slots=True)
class Run:
    """A run so far: its last lines, and its exit code once it has ended."""

    lines: tuple[str, ...]
    code: int | None = None


class EvalReport:
    """Reports in the `eval` folder of the library or of the user's data."""

    def __init__(self, library: Path, model: str) -> None:
        self._folders = (library / FOLDER, user_data_path("footnoted", appauthor=False) / FOLDER)
        self._command = [sys.executable, "-m", "ui.cli", "eval", "--model", model]
        self._line = Line("eval")

    def last(self) -> Path | None:
        """The newest report: an .html file, else a .json file."""
        for suffix in (".html", ".json"):
            found = [p for folder in self._folders for p in folder.glob(f"*{suffix}")]
            if found:
                return max(found, key=lambda path: path.stat().st_mtime)
        return None

    def run(self) -> Generator[Run, None, None]:
        """Runs the evaluation, one at a time; closing the iterator ends the program."""
        state = Run(())
        for report in self._line.serve(lambda emit: _run(self._command, emit)):
            state = state if isinstance(report, Beat) else report
            yield state


def _run(command: Sequence[str], emit: Emit) -> None:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    lines: tuple[str, ...] = ()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        encoding="utf-8", errors="replace", env=environment,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        try:
            for line in process.stdout:
                lines = (*lines, line.rstrip())[-SHOWN_LINES:]
                emit(Run(lines))
        finally:
            process.terminate()
        code = process.wait()
    emit(Run(lines, code))
