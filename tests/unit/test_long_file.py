"""A .jsonl file that is stored as it is read: the same documents as of a short one."""

import json
from pathlib import Path

import pytest

from fakes.fake_encoder import FakeEncoder
from index import documents
from index.files import lines
from index.indexer import Indexer
from index.library import Library


def write(path: Path, rows: dict[str, str]) -> None:
    path.write_text("".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in rows.items()))


def test_a_long_file_is_added_updated_and_skipped_like_a_short_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "LONG", 10)
    monkeypatch.setattr("index.indexer.BATCH_SENTENCES", 1)
    file = tmp_path / "news.jsonl"
    with Library.create(tmp_path / "library") as library:
        indexer = Indexer(library, FakeEncoder())
        write(file, {"a": "Snow fell on Lima.", "b": "Rain fell on Quito."})
        first = indexer.index([file])
        assert (first.added, first.sentences, first.failed) == (1, 2, [])
        assert indexer.index([file]).unchanged == 1
        write(file, {"b": "Rain fell on Quito.", "c": "Hail fell on Cusco."})
        assert indexer.index([file]).updated == 1
        assert [(d.name, n) for d, n in library.documents()] == [("b", 1), ("c", 1)]


def test_lines_are_cut_behind_the_longest(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"one\nlonger than that\n\nend")
    assert list(lines(file, 5)) == [b"one", b"longer", b"", b"end"]
