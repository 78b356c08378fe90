"""The vector index on FAISS: exact inner product (Johnson et al., arXiv 1702.08734).

Every vector is looked at, by as many threads as there are cores, and rows come and go without
anything to rebuild. Above EXACT_UP_TO rows the numbers are kept in 16 bits, half the memory and
half the time. A file is mapped, not loaded; what was added and removed since stands
beside it in memory.
"""

import os
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

import faiss
import numpy as np

from index.encoder import Vectors
from index.errors import LibraryError
from index.vector_index import Ids

EXACT_UP_TO = 100_000
ROWS_AT_ONCE = 20_000


class FaissIndex:
    """Rows of a file that is never changed, and rows in memory, with an id for each."""

    def __init__(self, dimension: int) -> None:
        self._stored: Any = _empty(dimension, 0)
        self._shares: Sequence[Any] = (None,)  # what each thread looks at; None: everything
        self._gone: set[int] = set()  # of the stored rows
        self._recent: Any = _empty(dimension, 0)

    @classmethod
    def read(cls, path: Path, dimension: int) -> Self:
        """Maps what `write` wrote; raises LibraryError when the file is missing or damaged."""
        found = cls(dimension)
        try:
            found._stored = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError as error:
            raise LibraryError(f"the vector index {path} is missing or damaged") from error
        if type(found._stored) is not faiss.IndexIDMap or found._stored.d != dimension:
            raise LibraryError(f"the vector index {path} is of another kind")
        found._shares = _shares(_ids(found._stored))
        return found

    def __len__(self) -> int:
        return int(self._stored.ntotal) - len(self._gone) + int(self._recent.ntotal)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        if not len(ids):
            return
        if self._recent.ntotal <= EXACT_UP_TO < self._recent.ntotal + len(ids):
            whole = _empty(self._recent.d, EXACT_UP_TO + 1)
            for some, rows in _rows(self._recent):
                whole.add_with_ids(rows, some)
            self._recent = whole
        self._recent.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), ids)

    def remove(self, ids: Collection[int]) -> None:
        if not ids:
            return
        out = np.fromiter(ids, dtype=np.int64, count=len(ids))
        self._recent.remove_ids(out)
        self._gone.update(out[np.isin(out, _ids(self._stored))].tolist())

    def search(
        self, vector: Vectors, k: int, exclude: Collection[int] = ()
    ) -> list[tuple[int, float]]:
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        without = _without({*exclude, *self._gone})
        first, *others = (_both(share, without) for share in self._shares)
        with ThreadPoolExecutor(len(self._shares)) as threads:
            beside = [threads.submit(_nearest, self._stored, query, k, only) for only in others]
            found = _nearest(self._stored, query, k, first)
            found += _nearest(self._recent, query, k, _without(exclude))
            found += [pair for share in beside for pair in share.result()]
        return sorted(found, key=lambda pair: -pair[1])[:k]

    def write(self, path: Path) -> None:
        partial = path.with_name(path.name + ".partial")
        try:
            faiss.write_index(self._whole(), str(partial))
        except RuntimeError as error:
            partial.unlink(missing_ok=True)
            raise LibraryError(f"cannot write {path}: check folder and disk") from error
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.replace(path)

    def _whole(self) -> Any:
        """All rows in one index, of the kind that suits their number."""
        if not self._stored.ntotal:
            return self._recent
        whole, gone = _empty(self._recent.d, len(self)), np.array([*self._gone], dtype=np.int64)
        for part in (self._stored, self._recent):
            for ids, rows in _rows(part):
                here = ~np.isin(ids, gone) if part is self._stored else np.full(len(ids), True)
                whole.add_with_ids(rows[here], ids[here])
        return whole


def _empty(dimension: int, rows: int) -> Any:
    """An index without rows, of the kind for that many."""
    if rows <= EXACT_UP_TO:
        return faiss.IndexIDMap(faiss.IndexFlatIP(dimension))
    sixteen = faiss.ScalarQuantizer.QT_fp16
    inner = faiss.METRIC_INNER_PRODUCT
    return faiss.IndexIDMap(faiss.IndexScalarQuantizer(dimension, sixteen, inner))


def _ids(index: Any) -> Ids:
    ids: Ids = faiss.vector_to_array(index.id_map)
    return ids


def _rows(index: Any) -> Iterator[tuple[Ids, Vectors]]:
    ids = _ids(index)
    for start in range(0, len(ids), ROWS_AT_ONCE):
        some = ids[start : start + ROWS_AT_ONCE]
        yield some, index.index.reconstruct_n(start, len(some))


def _shares(ids: Ids) -> list[Any]:
    """What selects for each core about as many ids; a few are left to one."""
    cores = os.cpu_count() or 1
    if len(ids) <= EXACT_UP_TO or cores == 1:
        return [None]
    inner = np.quantile(ids, np.linspace(0, 1, cores + 1)[1:-1]).astype(int).tolist()
    bounds = (int(ids.min()), *inner, int(ids.max()) + 1)
    return [faiss.IDSelectorRange(*share) for share in pairwise(bounds)]


def _nearest(index: Any, query: Vectors, k: int, only: Any) -> list[tuple[int, float]]:
    k = min(k, int(index.ntotal))
    if k < 1:
        return []
    parameters: Any = faiss.SearchParameters
    scores, ids = index.search(query, k, params=parameters(sel=only) if only else None)
    return [(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i != -1]


def _both(one: Any, other: Any) -> Any:
    """What selects the ids that both select; None selects all."""
    if one is None or other is None:
        return one or other
    return faiss.IDSelectorAnd(one, other)


def _without(exclude: Collection[int]) -> Any:
    """What selects all other ids; None where that is all."""
    if not exclude:
        return None
    return faiss.IDSelectorNot(
        faiss.IDSelectorBatch(np.fromiter(exclude, dtype=np.int64, count=len(exclude)))
    )
