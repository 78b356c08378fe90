"""Damage is found, not served: flipped bytes, torn files, older and newer formats."""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from fakes.fake_encoder import DIMENSION, FakeEncoder
from index import integrity
from index.database import FILE, Database
from index.errors import LibraryError
from index.faiss_index import FaissIndex
from index.indexer import Indexer
from index.library import Library
from index.repair import repair
from index.snapshot import load_index

SEEDS = Path(__file__).parents[2] / "seeds"
FLIPS = 250
QUERY = '"wounded" OR "300"'


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "library"
    with Library.create(folder) as library:
        Indexer(library, FakeEncoder()).index([SEEDS])
        load_index(library, DIMENSION, FaissIndex)
    return folder


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "library", copy_function=shutil.copy2))


def flip(path: Path, at: int, *, unseen: bool = False) -> None:
    """Changes one bit; `unseen` keeps the time of change, as a failing disk does."""
    status = path.stat()
    data = bytearray(path.read_bytes())
    data[at] ^= 1 << at % 8
    path.write_bytes(data)
    if unseen:
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def places(path: Path) -> Iterator[int]:
    size = path.stat().st_size
    return iter(range(0, size, max(1, size // FLIPS)))


def served(folder: Path) -> dict[str, Any]:
    """All that answers are made of."""
    with Library.open(folder) as library:
        index = load_index(library, DIMENSION, FaissIndex)
        listed = library.documents()
        return {
            "documents": listed,
            "sentences": [library.sentences(d.name) for d, _ in listed],
            "near": index.search(FakeEncoder().encode(["wounded in action"])[0], 5),
            "words": library.match_words(QUERY, 9),
        }


def change(folder: Path, *statements: str) -> None:
    connection = sqlite3.connect(folder / FILE)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_no_flipped_byte_of_the_library_is_served(whole: Path, copy: Path) -> None:
    expected = served(whole)
    found = 0
    for at in places(whole / FILE):
        shutil.copy2(whole / FILE, copy / FILE)
        flip(copy / FILE, at)
        try:
            assert served(copy) == expected, at
        except LibraryError as error:
            assert "\n" not in str(error)
            found += 1
    # What is not found lies between the rows, where nothing is read.
    assert found > FLIPS // 3


def test_nor_one_that_left_no_trace_in_the_time_of_change(whole: Path, copy: Path) -> None:
    expected = served(whole)
    documents = [document for document, _ in expected["documents"]]
    sentences = {sentence for some in expected["sentences"] for sentence in some}
    for at in places(whole / FILE):
        shutil.copy2(whole / FILE, copy / FILE)
        shutil.copy2(whole / integrity.STAMP, copy / integrity.STAMP)
        flip(copy / FILE, at + 7 if at else 0, unseen=True)
        try:
            found = served(copy)
        except LibraryError as error:
            assert "\n" not in str(error)
        else:
            # A row may be missed until the whole is checked; none is given that was not stored.
            assert all(document in documents for document, _ in found["documents"]), at
            assert sentences.issuperset(s for some in found["sentences"] for s in some), at


def test_a_flipped_byte_of_the_vector_index_changes_nothing(whole: Path, copy: Path) -> None:
    expected = served(whole)
    [path] = copy.glob("vectors-*.faiss")
    data = path.read_bytes()
    for at in range(0, len(data), len(data) // 40):
        path.write_bytes(data)
        flip(path, at)
        assert served(copy) == expected
        [path] = copy.glob("vectors-*.faiss")


def test_a_torn_or_missing_vector_index_is_built_again(whole: Path, copy: Path) -> None:
    expected = served(whole)
    [path] = copy.glob("vectors-*.faiss")
    path.write_bytes(path.read_bytes()[:100])
    assert served(copy) == expected
    for path in copy.glob("vectors-*.faiss"):
        path.unlink()
    assert served(copy) == expected


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sentences SET text = replace(text, '300', '900')",
        "UPDATE documents SET text = replace(text, '300', '900')",
        "UPDATE documents SET title = 'Another'",
        "UPDATE documents SET published = '2020-01-01'",
        'UPDATE sentences SET "start" = "start" + 1',
        "UPDATE sentences SET vector = x'0011' WHERE id = 3",
        "UPDATE sentences SET vector = NULL WHERE vector IS NOT NULL AND id > 9",
        "DELETE FROM documents WHERE id = 1",
        "INSERT INTO words (rowid, text) VALUES (9999, 'wounded')",
        "DROP TABLE sentences",
        "DROP TABLE words",
        "DELETE FROM files",
    ],
)
def test_a_changed_row_is_found_and_repaired(whole: Path, copy: Path, statement: str) -> None:
    change(copy, "PRAGMA foreign_keys = OFF", statement)
    with pytest.raises(LibraryError, match=r"is damaged \(.*run `footnoted index --repair`"):
        Library.open(copy)
    report = repair(copy, FakeEncoder())
    assert report.damaged is not None
    assert (report.damaged / FILE).is_file()
    with Library.open(copy) as library:
        Indexer(library, FakeEncoder()).index([*report.lost, SEEDS])
        assert library.documents() == served(whole)["documents"]


@pytest.mark.parametrize("data", [b"", b"\0" * 5000, b"no database " * 500])
def test_a_file_that_is_no_library_is_refused_and_replaced(
    whole: Path, copy: Path, data: bytes
) -> None:
    (copy / FILE).write_bytes(data)
    for opened in (Library.open, Library.create):
        with pytest.raises(LibraryError, match=r"is damaged \(.*index --repair"):
            opened(copy)
    assert repair(copy, FakeEncoder()).kept == 0
    with Library.open(copy) as library:
        assert library.documents() == []


def test_what_is_whole_is_carried_over_without_the_files(tmp_path: Path) -> None:
    article, notes = tmp_path / "a.txt", tmp_path / "b.txt"
    article.write_text("Two men were seen in Rome. One of them fled to Paris.")
    notes.write_text("It rained for three days in Oslo. Nobody was hurt.")
    folder = tmp_path / "library"
    with Library.create(folder) as library:
        Indexer(library, FakeEncoder()).index([article, notes])
        expected = library.document("a.txt"), library.sentences("a.txt")
    article.unlink()
    notes.unlink()
    change(folder, "UPDATE documents SET text = 'It snowed.' WHERE name = 'b.txt'")
    encoder = FakeEncoder()
    report = repair(folder, encoder)
    assert (report.kept, report.lost) == (1, [notes])
    assert encoder.encoded == []
    with Library.open(folder) as library:
        assert (library.document("a.txt"), library.sentences("a.txt")) == expected


def test_a_whole_library_is_left_as_it_is(copy: Path) -> None:
    before = (copy / FILE).read_bytes()
    report = repair(copy, FakeEncoder())
    assert (report.kept, report.lost, report.damaged) == (0, [], None)
    assert (copy / FILE).read_bytes() == before


def test_format_1_becomes_format_2(whole: Path, copy: Path) -> None:
    expected = served(whole)
    change(
        copy,
        "UPDATE meta SET value = '1' WHERE key = 'format'",
        "DROP TABLE words",
        "DROP VIEW evidence",
        "CREATE VIRTUAL TABLE words USING fts5 (text, content = 'sentences', content_rowid = 'id',"
        ' tokenize = "porter unicode61 remove_diacritics 2")',
        "INSERT INTO words (rowid, text) SELECT id, text FROM sentences WHERE vector IS NOT NULL",
        "ALTER TABLE documents DROP COLUMN sum",
        "ALTER TABLE sentences DROP COLUMN text_sum",
        "ALTER TABLE sentences DROP COLUMN vector_sum",
    )
    assert served(copy) == expected
    with sqlite3.connect(copy / FILE) as connection:
        found = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    assert found == ("2",)


@pytest.mark.parametrize("newer", ["3", "10", "two"])
def test_a_newer_format_is_refused_and_left_alone(copy: Path, newer: str) -> None:
    change(copy, f"UPDATE meta SET value = '{newer}' WHERE key = 'format'")
    with pytest.raises(LibraryError, match=f"has format {newer}, this version reads 2: update"):
        Library.open(copy)
    with pytest.raises(LibraryError, match=f"has format {newer}"):
        repair(copy, FakeEncoder())


def test_a_library_as_it_was_left_is_not_read_through_again(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    monkeypatch.setattr(integrity, "check", lambda folder, _: read.append(folder))
    Library.open(copy).close()
    with Library.open(copy) as library:
        library.remove(library.documents()[0][0].name)
    Library.open(copy).close()
    assert read == []
    stamp = json.loads((copy / integrity.STAMP).read_text())
    (copy / integrity.STAMP).write_text(json.dumps([stamp[0], stamp[1] + 1]))
    Library.open(copy).close()
    assert read == [copy]


def test_text_that_no_function_can_read_is_damage_and_no_interruption(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="is damaged"), closing(Database.connect(tmp_path)) as db:
        db.rows("SELECT sum_of(CAST(x'ff' AS TEXT))")
