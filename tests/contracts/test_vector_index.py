"""What every vector index does, with exact values."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from fakes.exact_index import ExactIndex
from index.faiss_index import FaissIndex
from index.vector_index import VectorIndex

Make = Callable[[int], VectorIndex]
VECTORS = np.array([[1.0, 0.0], [0.0, 1.0], [0.6, 0.8]], dtype=np.float32)
EAST = np.array([1.0, 0.0], dtype=np.float32)


@pytest.fixture(params=[FaissIndex, ExactIndex])
def index(request: Any) -> VectorIndex:
    made: VectorIndex = request.param(2)
    made.add(np.array([10, 20, 30], dtype=np.int64), VECTORS)
    return made


def found(index: VectorIndex, k: int, **options: Any) -> list[tuple[int, float]]:
    return [(i, round(score, 5)) for i, score in index.search(EAST, k, **options)]


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
