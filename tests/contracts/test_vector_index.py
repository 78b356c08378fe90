"""What every vector index does, with exact values."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fakes.exact_index import ExactIndex
from index.faiss_index import FaissIndex
from index.vector_index import VectorIndex

VECTORS = np.array([[1.0, 0.0], [0.0, 1.0], [0.6, 0.8]], dtype=np.float32)
EAST = np.array([1.0, 0.0], dtype=np.float32)


IDS = np.array([10, 20, 30], dtype=np.int64)


@pytest.fixture(params=["memory", "file", "both", "sixteen bits", "fake"])
def index(request: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> VectorIndex:
    if request.param == "sixteen bits":
        monkeypatch.setattr("index.faiss_index.EXACT_UP_TO", 1)
    made: VectorIndex = ExactIndex(2) if request.param == "fake" else FaissIndex(2)
    in_file = {"file": 3, "both": 2, "sixteen bits": 2}.get(request.param, 0)
    if in_file:
        made.add(IDS[:1], VECTORS[:1])
        made.add(IDS[1:in_file], VECTORS[1:in_file])
        made.write(tmp_path / "index")
        made = FaissIndex.read(tmp_path / "index", 2)
    made.add(IDS[in_file:], VECTORS[in_file:])
    return made


def found(index: VectorIndex, k: int, **options: Any) -> list[tuple[int, float]]:
    return [(i, round(score, 3)) for i, score in index.search(EAST, k, **options)]


def test_the_nearest_come_first_by_inner_product(index: VectorIndex) -> None:
    assert found(index, 3) == [(10, 1.0), (30, 0.6), (20, 0.0)]
    assert found(index, 1) == [(10, 1.0)]


def test_asking_for_more_than_there_is_gives_all(index: VectorIndex) -> None:
    assert len(index) == 3
    assert len(found(index, 99)) == 3


def test_excluded_ids_give_their_places_to_others(index: VectorIndex) -> None:
    assert found(index, 2, exclude=[10]) == [(30, 0.6), (20, 0.0)]
    assert found(index, 2, exclude=[10, 20, 30]) == []


def test_removed_ids_are_gone_and_unknown_ones_ignored(index: VectorIndex) -> None:
    index.remove([10, 99])
    assert found(index, 3) == [(30, 0.6), (20, 0.0)]


def test_an_empty_index_finds_nothing(index: VectorIndex) -> None:
    index.remove([10, 20, 30])
    assert found(index, 3) == []


def test_what_is_written_is_read_back_without_what_was_removed(tmp_path: Path) -> None:
    made = FaissIndex(2)
    made.add(IDS[:2], VECTORS[:2])
    made.write(tmp_path / "first")
    changed = FaissIndex.read(tmp_path / "first", 2)
    changed.remove([10])
    changed.add(IDS[2:], VECTORS[2:])
    changed.add(np.array([40], dtype=np.int64), VECTORS[:1])
    changed.remove([40])
    changed.write(tmp_path / "second")
    again = FaissIndex.read(tmp_path / "second", 2)
    assert len(again) == 2
    assert found(again, 9) == found(changed, 9) == [(30, 0.6), (20, 0.0)]
    # The first file is as it was.
    assert found(FaissIndex.read(tmp_path / "first", 2), 9) == [(10, 1.0), (20, 0.0)]
