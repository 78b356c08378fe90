"""The library on real SQLite and FAISS files."""

import os
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from fakes.fake_encoder import DIMENSION, FakeEncoder
from index.errors import LibraryError
from index.faiss_index import FaissIndex
from index.library import FILE, Entry, Library
from index.snapshot import load_index
from index.vocabulary import Document, Sentence
from index.weight_folder import sha256_of


def entry(name: str, *texts: str, published: str | None = None) -> Entry:
    text = " ".join(texts)
    sentences, at = [], 0
    for position, one in enumerate(texts):
        sentences.append(Sentence(name, position, at, at + len(one), one))
        at += len(one) + 1
    vectors = FakeEncoder().encode(texts)
    return Entry(Document(name, text, "aa", published=published), tuple(sentences), vectors)


def put(library: Library, *entries: Entry) -> None:
    with library.transaction():
        for one in entries:
            library.put_file(Path("/articles") / one.document.name, "print", [one])


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library.create(tmp_path / "library")
    put(made, entry("a.txt", "Two men were seen.", "One fled."), entry("b.txt", "It rained."))
    return made


def test_documents_and_sentences_come_back_as_they_went_in(library: Library) -> None:
    assert [(d.name, n) for d, n in library.documents()] == [("a.txt", 2), ("b.txt", 1)]
    assert library.document("a.txt").text == "Two men were seen. One fled."
    assert library.sentences("a.txt") == (
        Sentence("a.txt", 0, 0, 18, "Two men were seen."),
        Sentence("a.txt", 1, 19, 28, "One fled."),
    )
    assert library.count() == 3


def test_an_unknown_document_is_named_in_one_line(library: Library) -> None:
    with pytest.raises(LibraryError, match=r"^there is no document 'c.txt': `footnoted documents`"):
        library.document("c.txt")
    with pytest.raises(LibraryError, match=r"'c\.txt'"):
        library.remove("c.txt")


def test_removing_takes_words_vectors_and_sentences_along(library: Library) -> None:
    library.remove("a.txt")
    assert [d.name for d, _ in library.documents()] == ["b.txt"]
    assert library.match_words('"men"', 5) == []
    assert len(load_index(library, DIMENSION, FaissIndex)) == 1
    assert library.fingerprint(Path("/articles/a.txt")) == ""


def test_a_changed_file_replaces_what_it_held(library: Library) -> None:
    put(library, entry("a.txt", "Three men were seen."))
    assert [s.text for s in library.sentences("a.txt")] == ["Three men were seen."]
    assert library.count() == 2


def test_a_failed_transaction_leaves_nothing(library: Library) -> None:
    before = library.digest()
    with pytest.raises(ValueError, match="cut"), library.transaction():
        library.put_file(Path("/articles/c.txt"), "p", [entry("c.txt", "New.")])
        raise ValueError("cut")
    assert library.digest() == before
    assert library.count() == 3


def test_words_are_stemmed_and_operators_are_only_words(library: Library) -> None:
    assert [library.sentences_by_id(library.match_words('"raining"', 5))[3].text] == ["It rained."]
    assert library.match_words('"NEAR" OR "NOT"', 5) == []


def test_dates_leave_out_later_documents_and_never_undated_ones(library: Library) -> None:
    put(library, entry("c.txt", "It snowed.", published="2024-05-01"))
    assert library.published_outside(None, "2024-04-30") == [3]
    assert library.published_outside(None, "2024-05-01") == []
    assert library.published_outside("2024-05-02", None) == [3]
    assert library.sentence_ids([3]) == [4]
    assert library.match_words('"snow"', 5, exclude=[3]) == []


def test_the_index_is_read_from_its_file_and_caught_up(library: Library) -> None:
    load_index(library, DIMENSION, FaissIndex)
    files = sorted(library.folder.glob("vectors-*.faiss"))
    put(library, entry("c.txt", "It snowed."))
    library.remove("b.txt")
    index = load_index(library, DIMENSION, FaissIndex)
    assert len(index) == 3
    assert [i for i, _ in index.search(FakeEncoder().encode(["It snowed."])[0], 1)] == [4]
    # A change this small is not worth a new file.
    assert sorted(library.folder.glob("vectors-*.faiss")) == files


def test_a_large_index_file_is_hashed_only_when_it_changed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_index(library, DIMENSION, FaissIndex)
    (file,) = library.folder.glob("vectors-*.faiss")
    hashed: list[Path] = []

    def remembered(path: Path) -> str:
        hashed.append(path)
        return sha256_of(path)

    monkeypatch.setattr("index.snapshot._sha256", remembered)
    monkeypatch.setattr("index.snapshot.HASHED_ALWAYS", 0)
    assert len(load_index(library, DIMENSION, FaissIndex)) == 3
    assert hashed == []
    os.utime(file, ns=(0, 0))
    assert len(load_index(library, DIMENSION, FaissIndex)) == 3
    assert hashed == [file]


@pytest.mark.parametrize("damage", ["gone", "torn", "flipped", "another"])
def test_a_damaged_index_file_is_built_again(library: Library, damage: str) -> None:
    load_index(library, DIMENSION, FaissIndex)
    (file,) = library.folder.glob("vectors-*.faiss")
    data = bytearray(file.read_bytes())
    if damage == "gone":
        file.unlink()
    elif damage == "torn":
        file.write_bytes(data[: len(data) // 2])
    elif damage == "flipped":
        data[-5] ^= 0xFF
        file.write_bytes(data)
    else:
        FaissIndex(DIMENSION).write(file)
    index = load_index(library, DIMENSION, FaissIndex)
    assert len(index) == 3
    query = FakeEncoder().encode(["It rained."])[0]
    assert [(i, round(s, 5)) for i, s in index.search(query, 1)] == [(3, 1.0)]


def test_another_encoder_is_refused_with_the_command_that_mends_it(library: Library) -> None:
    with library.transaction():
        library.claim_encoder(FakeEncoder("1" * 64))
    library.check_encoder(FakeEncoder("1" * 64))
    with pytest.raises(LibraryError, match="footnoted index --re-encode"):
        library.check_encoder(FakeEncoder("2" * 64))


def test_no_library_a_newer_one_and_a_damaged_one_each_say_so(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="add documents with `footnoted index PATH`"):
        Library.open(tmp_path)
    made = Library.create(tmp_path)
    with made.transaction():
        made.set_meta("format", "99")
    made.close()
    with pytest.raises(LibraryError, match="has format 99, this version reads 2"):
        Library.open(tmp_path)
    for file in tmp_path.glob("library.sqlite*"):
        file.unlink()
    (tmp_path / FILE).write_bytes(b"no database" * 100)
    with pytest.raises(LibraryError, match="is damaged"):
        Library.open(tmp_path)


def test_writing_waits_for_nobody_forever(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.database.BUSY_SECONDS", 0.01)
    other = Library.open(library.folder)
    with library.transaction(), pytest.raises(LibraryError, match="is busy: try again"):
        other.remove("a.txt")


def test_the_digest_follows_texts_and_metadata(library: Library) -> None:
    before = library.digest()
    put(library, entry("b.txt", "It rained.", published="2024-01-01"))
    after = library.digest()
    assert before != after
    put(library, entry("b.txt", "It rained."))
    assert library.digest() == before


def test_vectors_come_back_bit_for_bit(library: Library) -> None:
    ((ids, vectors),) = library.vectors()
    assert ids.tolist() == [1, 2, 3]
    expected = FakeEncoder().encode(["Two men were seen.", "One fled.", "It rained."])
    assert np.array_equal(vectors, expected)


def test_a_library_file_is_sqlite(library: Library) -> None:
    library.close()
    with sqlite3.connect(library.folder / FILE) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
