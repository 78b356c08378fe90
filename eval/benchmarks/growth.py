"""How retrieval grows: time, disk and recall of the vector index at growing numbers of sentences.

Vectors of real sentences are few, so more are made: each lies between two real ones, nearer to one
of them, with a little noise.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from index.encoder import Vectors
from index.faiss_index import FaissIndex

QUERIES = 100
NEAREST = 10
ROWS_AT_ONCE = 20_000
NOISE = 0.01


def growth(real: Vectors, sizes: list[int], folder: Path) -> dict[str, Any]:
    """For each size: search time (95th percentile), recall@10 against exact, bytes, changes."""
    return {str(size): _at(real, size, folder / f"{size}.faiss") for size in sizes}


def _at(real: Vectors, size: int, path: Path) -> dict[str, float]:
    dimension = real.shape[1]
    index, exact = FaissIndex(dimension), _Exact(next(_made(real, QUERIES, seed=1))[1])
    for ids, rows in _made(real, size, seed=2):
        index.add(ids, rows)
        exact.see(ids, rows)
    index.write(path)
    del index
    opened, opening = _timed(lambda: FaissIndex.read(path, dimension))
    opened.search(exact.queries[0], NEAREST)
    found = [_timed(lambda q=query: opened.search(q, 50)) for query in exact.queries]
    more = next(_made(real, 100, seed=3))[1]
    _, adding = _timed(lambda: opened.add(np.arange(size, size + 100), more))
    _, removing = _timed(lambda: opened.remove(range(100)))
    hits = [
        len({i for i, _ in result[:NEAREST]} & set(nearest.tolist())) / NEAREST
        for (result, _), nearest in zip(found, exact.nearest(), strict=True)
    ]
    size_on_disk = path.stat().st_size
    path.unlink()
    return {
        "p95_ms": round(float(np.percentile([ms for _, ms in found], 95)), 1),
        "recall@10": round(float(np.mean(hits)), 4),
        "bytes_a_sentence": round(size_on_disk / size, 1),
        "open_ms": round(opening, 1),
        "add_100_ms": round(adding, 1),
        "remove_100_ms": round(removing, 1),
    }


class _Exact:
    """The true nearest of every query, kept while rows go by."""

    def __init__(self, queries: Vectors) -> None:
        self.queries = queries
        self._ids = np.zeros((len(queries), 0), dtype=np.int64)
        self._scores = np.zeros((len(queries), 0), dtype=np.float32)

    def see(self, ids: Any, rows: Vectors) -> None:
        scores = np.concatenate([self._scores, self.queries @ rows.T], axis=1)
        every = np.concatenate([self._ids, np.tile(ids, (len(self.queries), 1))], axis=1)
        best = np.argsort(-scores, axis=1)[:, :NEAREST]
        self._scores = np.take_along_axis(scores, best, axis=1)
        self._ids = np.take_along_axis(every, best, axis=1)

    def nearest(self) -> Any:
        return self._ids


def _made(real: Vectors, size: int, seed: int) -> Iterator[tuple[Any, Vectors]]:
    """Ids and unit vectors, `size` in all, the same for the same seed."""
    chance = np.random.default_rng(seed)
    for start in range(0, size, ROWS_AT_ONCE):
        count = min(ROWS_AT_ONCE, size - start)
        near, far = real[chance.integers(len(real), size=(2, count))]
        share = chance.uniform(0.5, 1.0, size=(count, 1))
        noise = chance.normal(scale=NOISE, size=near.shape)
        rows = (share * near + (1 - share) * far + noise).astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        yield np.arange(start, start + count, dtype=np.int64), rows


def _timed(task: Any) -> tuple[Any, float]:
    started = time.perf_counter()
    result = task()
    return result, 1000 * (time.perf_counter() - started)
