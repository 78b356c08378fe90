"""Nearest-neighbour search over sentence vectors; derived from the library, never the record."""

from collections.abc import Collection
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors

Ids = NDArray[np.int64]


class VectorIndex(Protocol):
    """Sentence ids and their unit vectors, searched by inner product."""

    def __len__(self) -> int: ...

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Adds rows; ids are unique, shapes (n,) and (n, dimension)."""

    def remove(self, ids: Collection[int]) -> None:
        """Takes ids out; unknown ids are ignored."""

    def search(
        self, vector: Vectors, k: int, exclude: Collection[int] = ()
    ) -> list[tuple[int, float]]:
        """The k nearest (id, inner product), best first; `vector` has shape (dimension,)."""

    def write(self, path: Path) -> None:
        """Writes the index to `path`, complete or not at all."""
