"""How retrieval grows: time, memory, disk and recall at growing numbers of made sentences."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from eval.benchmarks.made import made_library, made_vectors
from index.encoder import Encoder, Vectors
from index.faiss_index import FaissIndex
from index.library import Library
from index.snapshot import load_index
from index.vector_index import Ids

NEAREST = 10


def growth(
    real: Vectors, sizes: list[int], queries: int, folder: Path, encoder: Encoder
) -> dict[str, Any]:
    """For each size: the index alone, and searches of a whole library in a process of its own.

    `real` holds vectors of real sentences; `folder` is empty again afterwards.
    """
    return {str(size): _at(real, size, queries, folder / str(size), encoder) for size in sizes}


def _at(real: Vectors, size: int, queries: int, place: Path, encoder: Encoder) -> dict[str, Any]:
    try:
        made_library(place, real, size, encoder)
        asked = next(made_vectors(real, queries, seed=1))[1]
        found = _index(real, size, asked, place, encoder.dimension)
        found |= {"disk_bytes_a_sentence": round(_bytes(place) / size, 1)}
        return found | _searches(place, queries)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _index(
    real: Vectors, size: int, asked: Vectors, place: Path, dimension: int
) -> dict[str, float]:
    """Writes the index, opens it again and measures it against exact search."""
    exact = _Exact(asked)
    for ids, rows in made_vectors(real, size, seed=2):
        exact.see(ids, rows)
    with Library.open(place) as library:
        load_index(library, dimension, FaissIndex)  # made and written
        first = next(library.vectors())[0][0]
        opened, opening = _timed(lambda: load_index(library, dimension, FaissIndex))
    opened.search(exact.queries[0], NEAREST)
    found = [_timed(lambda q=query: opened.search(q, NEAREST)) for query in exact.queries]
    more = next(made_vectors(real, NEAREST * 10, seed=3))[1]
    _, adding = _timed(lambda: opened.add(np.arange(len(more)) + first + size, more))
    _, removing = _timed(lambda: opened.remove(range(first, first + len(more))))
    hits = [
        len({i - first for i, _ in result} & set(nearest.tolist())) / NEAREST
        for (result, _), nearest in zip(found, exact.nearest(), strict=True)
    ]
    (path,) = place.glob("vectors-*")
    return {
        "index_p95_ms": round(float(np.percentile([ms for _, ms in found], 95)), 1),
        "recall@10": round(float(np.mean(hits)), 4),
        "index_bytes_a_sentence": round(path.stat().st_size / size, 1),
        "open_ms": round(opening, 1),
        "add_100_ms": round(adding, 1),
        "remove_100_ms": round(removing, 1),
    }


def _searches(place: Path, queries: int) -> dict[str, Any]:
    """Time and memory of searches in a process that does nothing else."""
    command = [sys.executable, "-m", "eval.benchmarks.searches", str(place), str(queries)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


class _Exact:
    """The true nearest of every query, kept while rows go by."""

    def __init__(self, queries: Vectors) -> None:
        self.queries = queries
        self._ids = np.zeros((len(queries), 0), dtype=np.int64)
        self._scores = np.zeros((len(queries), 0), dtype=np.float32)

    def see(self, ids: Ids, rows: Vectors) -> None:
        scores = np.concatenate([self._scores, self.queries @ rows.T], axis=1)
        every = np.concatenate([self._ids, np.tile(ids, (len(self.queries), 1))], axis=1)
        best = np.argsort(-scores, axis=1)[:, :NEAREST]
        self._scores = np.take_along_axis(scores, best, axis=1)
        self._ids = np.take_along_axis(every, best, axis=1)

    def nearest(self) -> Ids:
        return self._ids


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


def _timed(task: Any) -> tuple[Any, float]:
    started = time.perf_counter()
    result = task()
    return result, 1000 * (time.perf_counter() - started)
