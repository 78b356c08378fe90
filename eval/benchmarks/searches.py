"""`python -m eval.benchmarks.searches LIBRARY N`: the time and the memory that searches take.

Run in a process of its own, so that the memory is that of a program that only searches. Queries
are the commonest words of a made library's sentences: no stopwords, so BM25 has the most to do.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from eval.benchmarks.made import made_texts
from index.faiss_index import FaissIndex
from index.library import Library
from index.retriever import LocalCandidates, Retriever, word_query
from index.snapshot import load_index
from index.weights import Weights
from rag.assembly import NO_MODEL, open_engines

WORDS = 6
NEAREST = 50


def main(arguments: Sequence[str]) -> int:
    """Prints one JSON object: milliseconds (median and 95th percentile), megabytes."""
    place, count = Path(arguments[0]), int(arguments[1])
    engines = open_engines(Weights(), model=NO_MODEL)
    queries = [" ".join(text.split()[:WORDS]) for text in made_texts(count + 1, seed=5)]
    with Library.open(place) as library:
        before = _megabytes()
        index = load_index(library, engines.encoder.dimension, FaissIndex)
        candidates = LocalCandidates(library, index)
        found = Retriever(library, engines.encoder, candidates)
        reranked = Retriever(library, engines.encoder, candidates, engines.reranker)
        ways: dict[str, Callable[[str], object]] = {
            "encode": lambda query: engines.encoder.encode([query]),
            "bm25": lambda query: library.match_words(word_query(query), NEAREST),
            "retrieve": lambda query: found.search(query, NEAREST),
            "reranked": lambda query: reranked.search(query, NEAREST),
        }
        times = {name: _times(task, queries) for name, task in ways.items()}
        memory = {"loaded_mb": before, "peak_mb": _megabytes()}
    print(json.dumps(times | memory))
    return 0


def _times(task: Callable[[str], object], queries: Sequence[str]) -> dict[str, float]:
    task(queries[0])
    spent = []
    for query in queries[1:]:
        started = time.perf_counter()
        task(query)
        spent.append(1000 * (time.perf_counter() - started))
    median, high = np.percentile(spent, [50, 95])
    return {"p50_ms": round(float(median), 1), "p95_ms": round(float(high), 1)}


def _megabytes() -> float | None:
    """The most memory this program has held, mapped files it has read included; None elsewhere.

    The system's count for a process (getrusage) begins with what its parent held.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    (line,) = [row for row in status.read_text().splitlines() if row.startswith("VmHWM:")]
    return round(int(line.split()[1]) * 1024 / 1_000_000, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
