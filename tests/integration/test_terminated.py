"""Ended by SIGTERM or Ctrl-C: one line, the exit status a shell expects, and nothing lost."""

import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from fakes.fake_encoder import FakeEncoder
from index import database, indexer
from index.indexer import Indexer
from index.library import Library
from ui import library_commands, start, ui_commands

ROOT = Path(__file__).parents[2]
LINE = "footnoted: interrupted: what was reported as done is kept\n"
ARTICLES = 12


@pytest.fixture(autouse=True)
def signals_as_they_were() -> Iterator[None]:
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 1), (signal.SIGTERM, 143)])
def test_a_command_that_waits_ends_in_one_line(
    tmp_path: Path, sent: signal.Signals, code: int
) -> None:
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


def test_an_interruption_while_it_still_starts_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Sent:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "ui.cli":
                os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.delitem(sys.modules, "ui.cli", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Sent(), *sys.meta_path])
    assert start.main() == 143
    assert capsys.readouterr() == ("", LINE)


class TerminatedEncoder(FakeEncoder):
    """Encodes one batch and is terminated in the next."""

    def encode(self, texts: Any) -> Any:
        if self.encoded:
            os.kill(os.getpid(), signal.SIGTERM)
        return super().encode(texts)


def interrupted(function: Callable[..., Any], number: signal.Signals) -> Callable[..., Any]:
    """The function, which sends this process a signal at its 20th call."""
    calls = itertools.count(1)

    def wrapped(*values: Any) -> Any:
        if next(calls) == 20:
            os.kill(os.getpid(), number)
        return function(*values)

    return wrapped


def index_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoder: FakeEncoder
) -> tuple[int, list[str]]:
    """The exit status of indexing, a document a batch, and what the library holds after it."""
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(ARTICLES):
        (articles / f"{number:02}.txt").write_text(f"Ship {number} was hit in harbour on Monday.")
    monkeypatch.setattr(indexer, "BATCH_SENTENCES", 1)
    monkeypatch.setattr(library_commands, "open_indexer", lambda lib, *_: Indexer(lib, encoder))
    folder = tmp_path / "library"
    monkeypatch.setattr(
        sys, "argv", ["footnoted", "index", str(articles), "--library", str(folder)]
    )
    code = start.main()
    with Library.open(folder, thorough=True) as library:
        return code, [document.name for document, _ in library.documents()]


def test_terminated_between_two_batches_the_first_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert index_here(tmp_path, monkeypatch, TerminatedEncoder()) == (143, ["00.txt"])
    assert capsys.readouterr() == ("", LINE)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 1), (signal.SIGTERM, 143)])
def test_interrupted_within_a_statement_the_library_is_not_called_damaged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    sent: signal.Signals, code: int,
) -> None:  # fmt: skip
    with monkeypatch.context() as patched:
        patched.setattr(database, "sum_of", interrupted(database.sum_of, sent))
        found, names = index_here(tmp_path, patched, FakeEncoder())
    assert found == code
    assert 0 < len(names) < ARTICLES
    assert capsys.readouterr() == ("", LINE)


def test_the_app_is_meant_to_end_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[str] = []
    monkeypatch.setattr("ui.app_assembly.open_app", lambda *_: "app")
    monkeypatch.setattr("ui.app.launch", lambda *_, **__: "http://127.0.0.1:7860/")
    monkeypatch.setattr("ui.app.close", closed.append)
    monkeypatch.setattr(ui_commands, "_tell", lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    monkeypatch.setattr(sys, "argv", ["footnoted", "ui"])
    assert (start.main(), closed) == (0, ["app"])
    assert capsys.readouterr() == ("", "footnoted: the app has ended\n")
