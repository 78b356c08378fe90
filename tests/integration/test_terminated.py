"""Ended by SIGTERM or Ctrl-C: one line, the exit status that a shell expects, and nothing lost."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from signal import SIGINT, SIGTERM, Signals, default_int_handler, signal

import pytest

from index.library import Library
from ui.start import LINE

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "tests" / "fakes" / "interrupted_program.py"
ARTICLES = 12
# Who dies of a signal has no exit status; a shell writes 143 for this one.
CODES = [(SIGINT, 1), (SIGTERM, -SIGTERM)]


@pytest.fixture(autouse=True)
def heeded() -> Iterator[None]:
    """Children of a program that ignores Ctrl-C, as those started in the background, do so too."""
    before = signal(SIGINT, default_int_handler)
    yield
    signal(SIGINT, before)


def interrupted(where: str, sent: Signals, *arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output and error of the command that sends itself a signal."""
    done = subprocess.run(
        [sys.executable, str(PROGRAM), where, str(int(sent)), *arguments],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(("sent", "code"), CODES)
def test_a_command_that_waits_ends_in_one_line(tmp_path: Path, sent: Signals, code: int) -> None:
    questions = tmp_path / "questions.jsonl"
    os.mkfifo(questions)
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "ask", "--batch", str(questions)], cwd=ROOT,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    writing = opened_by(process, questions)
    process.send_signal(sent)
    said = process.communicate(timeout=60)
    os.close(writing)
    assert (process.returncode, *said) == (code, "", LINE)


def opened_by(process: "subprocess.Popen[str]", pipe: Path) -> int:
    """The pipe's other end, which opens once the program reads."""
    while process.poll() is None:
        with suppress(OSError):
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        time.sleep(0.01)
    raise AssertionError("the program ended before it read")


@pytest.mark.parametrize(("sent", "code"), CODES)
def test_a_program_that_still_starts_ends_in_one_line(sent: Signals, code: int) -> None:
    assert interrupted("import", sent, "documents") == (code, "", LINE)


@pytest.mark.parametrize(("sent", "code"), CODES)
@pytest.mark.parametrize("where", ["encoder", "callback", "statement"])
def test_an_interrupted_index_holds_what_was_stored_and_is_not_called_damaged(
    tmp_path: Path, where: str, sent: Signals, code: int
) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(ARTICLES):
        (articles / f"{number:02}.txt").write_text(f"Ship {number} was hit in harbour on Monday.")
    folder = tmp_path / "library"
    found = interrupted(where, sent, "index", str(articles), "--library", str(folder))
    assert found == (code, "", LINE)
    with Library.open(folder, thorough=True) as library:
        names = [document.name for document, _ in library.documents()]
    assert names == [f"{n:02}.txt" for n in range(len(names))]
    assert 0 < len(names) < ARTICLES
    assert len(names) == 1 or where == "statement"


def test_the_app_closes_on_ctrl_c_which_is_how_it_is_meant_to_end() -> None:
    assert interrupted("app", SIGINT, "ui") == (0, "closed\n", "footnoted: the app has ended\n")
    assert interrupted("app", SIGTERM, "ui") == (-SIGTERM, "", LINE)
