"""Several processes at one library: nothing is lost, and whoever must wait too long is told so."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from fakes.fake_encoder import DIMENSION, FakeEncoder
from index.database import FILE
from index.errors import LibraryError
from index.faiss_index import FaissIndex
from index.indexer import Indexer
from index.library import Library
from index.repair import repair
from index.retriever import LocalCandidates, Retriever
from index.snapshot import load_index
from ui.shelf import Shelf

PROGRAM = Path(__file__).parents[1] / "fakes" / "killed_program.py"
ARTICLES = 30


def articles(folder: Path, first: int) -> Path:
    folder.mkdir()
    for number in range(first, first + ARTICLES):
        (folder / f"{number:03}.txt").write_text(
            f"Man {number} was seen in Oslo. He left town {number} on Monday."
        )
    return folder


def start(what: str, library: Path, folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), what, str(library), str(folder)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip


def finish(*processes: "subprocess.Popen[str]") -> None:
    for process in processes:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said


def retriever(library: Library) -> Retriever:
    index = load_index(library, DIMENSION, FaissIndex)
    return Retriever(library, FakeEncoder(), LocalCandidates(library, index))


def whole(folder: Path) -> list[str]:
    with Library.open(folder, thorough=True) as library:
        assert len(load_index(library, DIMENSION, FaissIndex)) == library.count()
        assert len(library.match_words('"man" OR "town"', 10_000)) == library.count()
        return [document.name for document, _ in library.documents()]


def test_three_indexers_lose_nothing(tmp_path: Path) -> None:
    folders = [articles(tmp_path / f"in{n}", n * 100) for n in range(3)]
    finish(*(start("index", tmp_path / "library", folder) for folder in folders))
    assert len(whole(tmp_path / "library")) == 3 * ARTICLES


def test_two_indexers_of_the_same_folder_agree(tmp_path: Path) -> None:
    folder = articles(tmp_path / "in", 0)
    finish(*(start("index", tmp_path / "library", folder) for _ in range(2)))
    assert len(whole(tmp_path / "library")) == ARTICLES


def test_searching_while_others_add_and_remove(tmp_path: Path) -> None:
    library = tmp_path / "library"
    finish(start("index", library, articles(tmp_path / "in0", 0)))
    adding = start("index", library, articles(tmp_path / "in1", 100))
    removing = start("remove", library, tmp_path)
    searches = 0
    while adding.poll() is None or removing.poll() is None or not searches:
        with Library.open(library) as opened:
            index = load_index(opened, DIMENSION, FaissIndex)
            for one in Retriever(opened, FakeEncoder(), LocalCandidates(opened, index)).search(
                "man seen in Oslo", 5
            ):
                first, end = one.sentence.start, one.sentence.end
                assert one.document.text[first:end] == one.sentence.text
        searches += 1
    finish(adding, removing)
    assert searches
    whole(library)


def test_the_app_beside_the_command_line(tmp_path: Path) -> None:
    library = tmp_path / "library"
    shelf = Shelf(library, lambda opened: Indexer(opened, FakeEncoder()))
    adding = start("index", library, articles(tmp_path / "in", 0))
    uploads = sorted(articles(tmp_path / "uploads", 500).iterdir())
    for upload in uploads[:10]:
        *_, last = shelf.add([upload])
        assert last.report is not None
        assert last.report.failed == []
        shelf.listing()
    finish(adding)
    assert len(whole(library)) == ARTICLES + 10


def test_whoever_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.database.BUSY_SECONDS", 0.05)
    folder = articles(tmp_path / "in", 0)
    with Library.create(tmp_path / "library") as library:
        Indexer(library, FakeEncoder()).index([folder])
        held, done = threading.Event(), threading.Event()

        def hold() -> None:
            with Library.open(library.folder) as other, other.transaction():
                held.set()
                done.wait(20)

        holding = threading.Thread(target=hold)
        holding.start()
        held.wait(20)
        try:
            with pytest.raises(LibraryError, match="is busy: try again when the other is done"):
                library.remove("000.txt")
            assert len(library.documents()) == ARTICLES
        finally:
            done.set()
            holding.join()
        library.remove("000.txt")
    assert len(whole(tmp_path / "library")) == ARTICLES - 1


needs_root = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="needs root to mount"
)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)],
        check=False, capture_output=True,
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip("cannot mount here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False)


@needs_root
def test_a_full_disk_is_one_line_and_loses_nothing(tmp_path: Path, small_disk: Path) -> None:
    library = small_disk / "library"
    first = articles(tmp_path / "in", 0)
    with Library.create(library) as opened:
        Indexer(opened, FakeEncoder()).index([first])
    long = tmp_path / "long.txt"
    long.write_text(" ".join(f"Man {n} was seen in Oslo on Monday." for n in range(20_000)))
    with Library.open(library) as opened, pytest.raises(LibraryError) as caught:
        Indexer(opened, FakeEncoder()).index([long])
    assert str(caught.value).endswith("cannot be used (database or disk is full): check folder"
                                      " and disk")  # fmt: skip
    assert len(whole(library)) == ARTICLES


@needs_root
def test_a_library_that_cannot_be_written_to_is_answered_from(
    tmp_path: Path, small_disk: Path
) -> None:
    library = small_disk / "library"
    with Library.create(library) as opened:
        Indexer(opened, FakeEncoder()).index([articles(tmp_path / "in", 0)])
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with Library.open(library) as opened:
        index = load_index(opened, DIMENSION, FaissIndex)
        assert Retriever(opened, FakeEncoder(), LocalCandidates(opened, index)).search(
            "man seen", 3
        )
        with pytest.raises(LibraryError, match=r"cannot be used \(attempt to write a readonly"):
            opened.remove("000.txt")
    with pytest.raises(LibraryError, match=r"cannot repair .* \(Read-only file system\): check"):
        repair(library, FakeEncoder())
    assert (library / FILE).is_file()


def test_a_file_that_vanishes_while_indexing_is_told_of(tmp_path: Path) -> None:
    folder = articles(tmp_path / "in", 0)

    def vanish(done: int, total: int) -> None:
        (folder / "029.txt").unlink(missing_ok=True)

    with Library.create(tmp_path / "library") as library:
        from index import indexer

        size, indexer.BATCH_SENTENCES = indexer.BATCH_SENTENCES, 4
        try:
            report = Indexer(library, FakeEncoder()).index([folder], vanish)
        finally:
            indexer.BATCH_SENTENCES = size
    assert report.added == ARTICLES - 1
    assert report.failed == [
        f"{folder}/029.txt cannot be read (No such file or directory): check its permissions"
    ]
