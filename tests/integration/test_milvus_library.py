"""What is Milvus's own: addresses, a writer that is killed, and readers beside a writer."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fakes.fake_encoder import FakeEncoder
from fakes.libraries import any_name, candidates, made_at, milvus_server
from index.errors import LibraryError
from index.indexer import Indexer
from index.milvus_place import address, folder_of, is_milvus, shown
from index.retriever import Retriever
from index.store import Store, create_store, open_store

BEFORE = "Snow fell today. Nobody was hurt."
WRITES = 12  # calls that write, for a changed file
AFTER = "Rain fell there. Two were hurt. It dried."


class CutError(Exception):
    """The process is gone."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with milvus_server(tmp_path_factory.mktemp("milvus")) as place:
        yield place


def test_a_path_keeps_what_an_address_says() -> None:
    place = Path("milvus://127.0.0.1:19530/news")
    assert is_milvus(place)
    assert is_milvus(Path("some/news.db"))
    assert not is_milvus(Path("some/folder"))
    assert address(place) == ("127.0.0.1", 19530, "news")
    assert shown(place) == "milvus://127.0.0.1:19530/news"


def test_what_goes_with_a_library_lies_in_a_folder_of_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert folder_of(Path("some/folder")) == Path("some/folder")
    place = folder_of(Path("milvus://127.0.0.1:19530/news"))
    assert place.parts[-2:] == ("milvus", "127_0_0_1_19530_news")
    assert folder_of(Path("a.db")) != folder_of(Path("b.db"))
    assert folder_of(Path("a.db")).is_absolute()


@pytest.mark.parametrize(
    "place",
    ["milvus://", "milvus://host/news", "milvus://host:1/a/b", "milvus://host:1/a-b",
     "milvus://host:x/news"],
)  # fmt: skip
def test_what_is_no_address_is_refused(place: str) -> None:
    with pytest.raises(LibraryError, match="write milvus://HOST:PORT/NAME"):
        address(Path(place))


def test_offline_no_other_machine_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pymilvus")
    monkeypatch.setenv("FOOTNOTED_OFFLINE", "1")
    with pytest.raises(LibraryError, match=r"192\.0\.2\.1 is another machine"):
        open_store(Path("milvus://192.0.2.1:19530/news"))


def test_without_the_package_the_command_that_brings_it_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(LibraryError, match=r'pip install "footnoted\[milvus\]"'):
        create_store(tmp_path / "news.db")


def cut_at(library: Any, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Has the process die at its next writing call of that number."""
    left = [number]

    def dying(call: Any) -> Any:
        def called(*arguments: Any) -> None:
            if left[0] == 0:
                raise CutError
            left[0] -= 1
            call(*arguments)

        return called

    for name in ("put", "delete"):
        monkeypatch.setattr(library._milvus, name, dying(getattr(library._milvus, name)))


@pytest.mark.parametrize("number", range(WRITES))
def test_wherever_a_writer_is_killed_the_document_is_whole_and_heals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(BEFORE)
    with made_at("milvus", tmp_path) as library:
        Indexer(library, FakeEncoder()).index([file])
        file.write_text(AFTER)
        with monkeypatch.context() as patch:
            cut_at(library, patch, number)
            with pytest.raises(CutError):
                Indexer(library, FakeEncoder()).index([file])
    with open_store(tmp_path / "library.db") as library:
        text = library.document("a.txt").text
        assert text in (BEFORE, AFTER)
        assert shown_by(library) <= set(text.replace(". ", ".|").split("|"))
        Indexer(library, FakeEncoder()).index([file])
        assert library.document("a.txt").text == AFTER
        assert shown_by(library) == {"Rain fell there.", "Two were hurt.", "It dried."}
        assert library.count() == 3


def shown_by(library: Store) -> set[str]:
    """Every sentence that a search can bring up."""
    found = Retriever(library, FakeEncoder(), candidates(library)).search("fell hurt dried", 50)
    return {s.text for e in found for s in (e.sentence, *e.copies)}


def test_a_writer_that_is_not_killed_makes_no_more_calls_than_were_tried(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(BEFORE)
    calls: list[str] = []
    with made_at("milvus", tmp_path) as library:
        Indexer(library, FakeEncoder()).index([file])
        file.write_text(AFTER)
        connection: Any = library._milvus  # type: ignore[attr-defined]
        for name in ("put", "delete"):
            kept = getattr(connection, name)
            setattr(connection, name, lambda *a, c=kept, n=name: (calls.append(n), c(*a)))
        Indexer(library, FakeEncoder()).index([file])
    assert len(calls) == WRITES


def test_a_reader_finds_what_a_writer_adds_and_removes_meanwhile(
    server: str, tmp_path: Path
) -> None:
    place = Path(f"{server}/{any_name()}")
    file = tmp_path / "a.txt"
    file.write_text(BEFORE)
    with create_store(place) as writer:
        Indexer(writer, FakeEncoder()).index([file])
        with open_store(place) as reader:
            empty = reader.digest()
            assert shown_by(reader) == {"Snow fell today.", "Nobody was hurt."}
            file.write_text(AFTER)
            Indexer(writer, FakeEncoder()).index([file])
            assert shown_by(reader) == {"Rain fell there.", "Two were hurt.", "It dried."}
            assert reader.digest() == writer.digest() != empty
            writer.remove("a.txt")
            assert shown_by(reader) == set()


MAKE = """
from pathlib import Path
from fakes.fake_encoder import FakeEncoder
from index.indexer import Indexer
from index.store import create_store
with create_store(Path("library.db")) as library:
    Indexer(library, FakeEncoder()).index([Path("a.txt")])
"""
SHOW = "import sys; from ui.cli import main; sys.exit(main(sys.argv[1:]))"


def test_what_one_process_puts_into_a_file_the_next_reads(tmp_path: Path) -> None:
    pytest.importorskip("milvus_lite")
    (tmp_path / "a.txt").write_text(BEFORE)
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": f"{root}{os.pathsep}{root / 'tests'}"}
    said = [
        subprocess.run(
            [sys.executable, "-c", *script], cwd=tmp_path, env=environment, capture_output=True,
            text=True, check=False, timeout=300,
        )
        for script in ((MAKE,), (SHOW, "show", "a.txt", "--library", "library.db"))
    ]  # fmt: skip
    assert [(one.returncode, one.stderr) for one in said] == [(0, ""), (0, "")]
    assert said[1].stdout == f"{BEFORE}\n"


def test_libraries_on_one_server_are_apart(server: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(BEFORE)
    first, second = (Path(f"{server}/{any_name()}") for _ in range(2))
    with create_store(first) as one, create_store(second) as other:
        Indexer(one, FakeEncoder()).index([file])
        assert (one.count(), other.count()) == (2, 0)
    with pytest.raises(LibraryError, match="there is no library at milvus://127"):
        open_store(Path(f"{server}/{any_name()}"))


def test_a_server_that_is_not_there_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pymilvus")
    monkeypatch.setattr("index.milvus_connection.PATIENCE", 0.2)
    with pytest.raises(LibraryError, match=r"milvus://127\.0\.0\.1:9/news cannot be used") as told:
        open_store(Path("milvus://127.0.0.1:9/news"))
    assert "\n" not in str(told.value)
