"""Whatever lies in a folder, the good documents go in whole and each bad file is told of once."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fakes.fake_encoder import FakeEncoder
from fakes.strangers_files import BAD, GOOD, ODD, RAIN, docx_of, docx_with, pdf_text
from index import confined, reader_process
from index.database import FILE
from index.errors import DocumentError
from index.files import printable
from index.indexer import Indexer, IndexReport
from index.library import Library

# Lines of a .jsonl file that are no document, each told of besides the file's good ones.
BAD_LINES = {"bad_lines.jsonl": 9}
DOCUMENTS = {"lines.jsonl": 2, "odd_fields.jsonl": 3}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("strangers") / "in"
    folder.mkdir()
    for name, make in (GOOD | BAD).items():
        (folder / name).write_bytes(make())
    for name, put in ODD.items():
        put(folder / name)
    (folder / os.fsdecode(b"not \xff utf-8.txt")).write_text(RAIN)
    return folder


@pytest.fixture(scope="module")
def library(folder: Path) -> Iterator[Library]:
    with Library.create(folder.parent / "library") as made:
        yield made


@pytest.fixture(scope="module")
def report(folder: Path, library: Library) -> IndexReport:
    return Indexer(library, FakeEncoder()).index([folder])


def about(report: IndexReport, folder: Path, name: str) -> list[str]:
    return [x for x in report.failed if x.startswith(f"{folder}/{printable(name)} ")]


def test_every_good_file_goes_in(report: IndexReport, folder: Path) -> None:
    assert report.added == len(GOOD) + 1
    for name in GOOD:
        assert len(about(report, folder, name)) == BAD_LINES.get(name, 0), name


def test_every_bad_file_is_told_of_in_one_printable_line(report: IndexReport, folder: Path) -> None:
    for name in (*BAD, *ODD):
        told = [] if name == "folder.txt" else about(report, folder, name)
        assert len(told) == (0 if name == "folder.txt" else 1), name
    assert len(report.failed) == len(BAD) + len(ODD) - 1 + sum(BAD_LINES.values())
    assert all(line.isprintable() and len(line) < 500 for line in report.failed)


def test_every_offset_is_exact(report: IndexReport, library: Library) -> None:
    documents = library.documents()
    assert len(documents) == len(GOOD) + 1 + sum(n - 1 for n in DOCUMENTS.values())
    for document, _ in documents:
        assert document.name.isprintable()
        for sentence in library.sentences(document.name):
            assert document.text[sentence.start : sentence.end] == sentence.text


def test_the_rain_of_every_good_file_is_found_word_for_word(
    report: IndexReport, folder: Path, library: Library
) -> None:
    without = {"invisible.txt", "endless_word.txt"}
    for document, _ in library.documents():
        if document.name in GOOD and document.name not in without:
            assert RAIN in document.text, document.name


def test_a_second_run_reads_nothing_again(
    report: IndexReport, folder: Path, library: Library
) -> None:
    again = Indexer(library, FakeEncoder()).index([folder])
    assert (again.added, again.updated, again.unchanged) == (0, 0, report.added)


def test_nothing_was_written_or_run_by_a_file(report: IndexReport, folder: Path) -> None:
    assert not Path("/tmp/owned.txt").exists()
    assert not Path("owned").exists()
    with sqlite3.connect(folder.parent / "library" / FILE) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone()[0] > 0


def test_a_folder_that_links_to_itself_is_walked_once(tmp_path: Path) -> None:
    (tmp_path / "in" / "a").mkdir(parents=True)
    (tmp_path / "in" / "a" / "b.txt").write_text(RAIN)
    (tmp_path / "in" / "a" / "again").symlink_to(tmp_path / "in")
    with Library.create(tmp_path / "library") as library:
        report = Indexer(library, FakeEncoder()).index([tmp_path / "in"])
    assert (report.added, len(report.failed)) == (1, 1)
    assert "is a link to a folder: give that folder itself" in report.failed[0]


def test_many_tiny_files_and_deep_folders(tmp_path: Path) -> None:
    deep = tmp_path.joinpath("in", *["d" * 20] * 60)
    deep.mkdir(parents=True)
    for number in range(500):
        (tmp_path / "in" / f"{number}.txt").write_text(f"Man {number} was seen in Oslo.")
    (deep / "a.txt").write_text(RAIN)
    with Library.create(tmp_path / "library") as library:
        report = Indexer(library, FakeEncoder()).index([tmp_path / "in"])
        assert (report.added, report.failed, library.count()) == (501, [], 501)


def test_one_process_reads_all_risky_files() -> None:
    confined.read(".docx", docx_of(RAIN))
    first = confined._reader._process
    assert confined.read(".pdf", pdf_text(RAIN)).text == RAIN
    assert confined._reader._process is first


def test_a_hanging_reader_is_stopped_and_the_next_file_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(confined, "SECONDS", 0.2)
    process = confined._reader._started()
    process.send_signal(signal.SIGSTOP)
    with pytest.raises(DocumentError, match=r"^takes over 0\.2 s to read: save it as \.txt$"):
        confined.read(".docx", docx_of(RAIN))
    monkeypatch.undo()
    assert confined.read(".docx", docx_of(RAIN)).text == RAIN


def test_a_crashing_reader_takes_nobody_along(monkeypatch: pytest.MonkeyPatch) -> None:
    process = confined._reader._started()
    monkeypatch.setattr(confined, "send", lambda *_: process.kill())
    with pytest.raises(DocumentError, match="makes its reader crash: open it in its program"):
        confined.read(".docx", docx_of(RAIN))
    monkeypatch.undo()
    assert confined.read(".docx", docx_of(RAIN)).text == RAIN


def test_a_reader_that_needs_too_much_memory_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    confined._reader.close()
    monkeypatch.setattr(confined, "MEMORY_BYTES", 200_000_000)
    with pytest.raises(DocumentError, match=r"needs over 0 GB of memory|makes its reader crash"):
        confined.read(".docx", docx_with("word/document.xml", b" " * 250_000_000))
    confined._reader.close()


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 9)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open('written', 'w')",
        "import pathlib; pathlib.Path('written').write_text('x')",
    ],
)
def test_a_reader_may_not_reach_out(tmp_path: Path, code: str) -> None:
    start = f"import sys; sys.path[:] = {sys.path!r}; from index import reader_process as r;"
    start += "sys.addaudithook(r._refuse)\n"
    done = subprocess.run(
        [sys.executable, "-c", start + code], cwd=tmp_path, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert "PermissionError: a reader may not: " in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_reader_ends_with_its_parent(tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path[:] = {sys.path!r}; from index import confined; import os;"
        f"confined.read('.docx', open({str(tmp_path / 'a.docx')!r}, 'rb').read());"
        "print(confined._reader._process.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    (tmp_path / "a.docx").write_bytes(docx_of(RAIN))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL
    number = int(done.stdout)
    for _ in range(100):
        if not Path(f"/proc/{number}/cmdline").exists() or not _cmdline(number):
            return
        time.sleep(0.05)
    pytest.fail("the reader is still there")


def _cmdline(number: int) -> bytes:
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return b""


def test_a_reply_that_is_too_long_or_torn_is_none(tmp_path: Path) -> None:
    path = tmp_path / "reply"
    with path.open("wb") as file:
        reader_process.send(file, {"draft": "x" * 100})
    with path.open("rb") as file:
        assert reader_process.receive(file, 50) is None
    path.write_bytes(path.read_bytes()[:20])
    with path.open("rb") as file:
        assert reader_process.receive(file, 1000) is None
