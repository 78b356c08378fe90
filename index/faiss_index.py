"""The vector index on FAISS: exact inner product (Johnson et al., arXiv 1702.08734)."""

import os
from collections.abc import Collection
from pathlib import Path
from typing import Any, Self

import faiss
import numpy as np

from index.encoder import Vectors
from index.errors import LibraryError
from index.vector_index import Ids


class FaissIndex:
    """A flat inner-product index with an id for each row."""

    def __init__(self, dimension: int) -> None:
        self._index: Any = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))

    @classmethod
    def read(cls, path: Path, dimension: int) -> Self:
        """Reads what `write` wrote; raises LibraryError when the file is missing or damaged."""
        found = cls(dimension)
        try:
            loaded = faiss.read_index(str(path))
        except RuntimeError as error:
            raise LibraryError(f"the vector index {path} is missing or damaged") from error
        if not isinstance(loaded, faiss.IndexIDMap2) or loaded.d != dimension:
            raise LibraryError(f"the vector index {path} is of another kind")
        found._index = loaded
        return found

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        if len(ids):
            self._index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), ids)

    def remove(self, ids: Collection[int]) -> None:
        if ids and len(self):
            self._index.remove_ids(np.fromiter(ids, dtype=np.int64, count=len(ids)))

    def search(
        self, vector: Vectors, k: int, exclude: Collection[int] = ()
    ) -> list[tuple[int, float]]:
        k = min(k, len(self))
        if k < 1:
            return []
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        scores, ids = self._index.search(query, k, params=_without(exclude))
        return [(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i != -1]

    def write(self, path: Path) -> None:
        partial = path.with_name(path.name + ".partial")
        faiss.write_index(self._index, str(partial))
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.replace(path)


def _without(exclude: Collection[int]) -> Any:
    if not exclude:
        return None
    ids = np.fromiter(exclude, dtype=np.int64, count=len(exclude))
    batch = faiss.IDSelectorBatch(ids)
    parameters: Any = faiss.SearchParameters
    return parameters(sel=faiss.IDSelectorNot(batch))
