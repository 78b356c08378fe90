"""A vector index that compares with every vector, in numpy."""

from collections.abc import Collection
from pathlib import Path

import numpy as np

from index.encoder import Vectors
from index.vector_index import Ids


class ExactIndex:
    """The plainest thing that does what a VectorIndex does."""

    def __init__(self, dimension: int) -> None:
        self._rows: dict[int, Vectors] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        self._rows |= {int(i): v for i, v in zip(ids, vectors, strict=True)}

    def remove(self, ids: Collection[int]) -> None:
        for i in ids:
            self._rows.pop(i, None)

    def search(
        self, vector: Vectors, k: int, exclude: Collection[int] = ()
    ) -> list[tuple[int, float]]:
        scores = [(i, float(np.dot(v, vector))) for i, v in self._rows.items() if i not in exclude]
        return sorted(scores, key=lambda pair: -pair[1])[:k]

    def write(self, path: Path) -> None:
        path.write_bytes(b"")
