"""Indexing on a Ray cluster: files are read, split and encoded there, and stored from here.

Any node may read any file, so their paths hold on every node. A worker that dies is replaced and
its files are done again; they are stored by one process, each file once and whole, in the order in
which one machine would have stored them.
"""

import logging
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index import documents
from index.documents import Source
from index.encoder import Encoder, Vectors
from index.errors import DocumentError, RequestError
from index.indexer import Apart, Indexer, IndexReport, Progress, Reading, taken_apart
from index.network import offline, on_this_machine
from index.store import Store

FILES_AT_ONCE = 8  # that one encoder is given
READING = 0.25  # of a processor: it waits for files most of the time
ENCODING = 1 - READING  # an encoder on each processor must leave room to read, or all would wait

# Nothing of what is done here is told to Ray's makers.
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

Row = dict[str, Any]
Batch = dict[str, Any]


class RayIndexer(Indexer):
    """Adds and updates documents of one library with the encoders of a cluster.

    `load` makes an encoder, on a worker; it must be the one that `encoder` is.
    """

    def __init__(
        self, library: Store, encoder: Encoder, address: str, load: Callable[[], Encoder]
    ) -> None:
        super().__init__(library, encoder)
        self._address = address
        self._load = load
        self._rows: Iterator[Row] = iter(())
        self._arrived: dict[str, bytes] = {}
        self._vectors: dict[str, Vectors] = {}

    def index(self, paths: Sequence[Path], progress: Progress | None = None) -> IndexReport:
        """As Indexer's; raises RequestError where there is no cluster at the address."""
        with _cluster(self._address) as ray:
            self._ray = ray
            try:
                return super().index(paths, progress)
            finally:
                self._rows = iter(())

    def _found(self, paths: Sequence[Path], report: IndexReport) -> Iterator[Source]:
        sources = list(super()._found(paths, report))
        changed = [source for source in sources if self._changed(source)]
        self._rows = _worked(self._ray, changed, self._load) if changed else iter(())
        return iter(sources)

    def _changed(self, source: Source) -> bool:
        try:
            return self._library.fingerprint(source.path) != documents.fingerprint(source)
        except DocumentError:
            return False  # told when it is read

    def _is_long(self, source: Source) -> bool:
        del source
        return False  # the workers send each file whole

    def _taken_apart(self, source: Source) -> Apart:
        while str(source.path) not in self._arrived:
            row = next(self._rows, None)
            if row is None:  # it changed since: rare enough to be done here
                return super()._taken_apart(source)
            self._arrived[row["path"]] = row["done"]
        apart, vectors = pickle.loads(self._arrived.pop(str(source.path)))
        if isinstance(apart, DocumentError):
            raise apart
        self._vectors |= vectors
        found: Apart = apart
        return found

    def _encode(self, readings: Sequence[Reading]) -> dict[str, Vectors]:
        texts = [t for r in readings for t in r.texts]
        left = list(dict.fromkeys(t for t in texts if t not in self._vectors))
        encoded = dict(zip(left, self._encoder.encode(left), strict=True)) if left else {}
        known, self._vectors = self._vectors | encoded, {}
        return known


class _Encoding:
    """A worker that has loaded the encoder; what it is given comes back with vectors."""

    def __init__(self, load: Callable[[], Encoder]) -> None:
        self._encoder = load()

    def __call__(self, batch: Batch) -> Batch:
        aparts = [pickle.loads(data) for data in batch["apart"]]
        texts = list(dict.fromkeys(t for apart in aparts for t in _evidence(apart)))
        vectors = dict(zip(texts, self._encoder.encode(texts), strict=True)) if texts else {}
        done = [
            pickle.dumps((apart, {t: vectors[t] for t in _evidence(apart)})) for apart in aparts
        ]
        return {"path": batch["path"], "done": done}


def _worked(ray: Any, sources: Sequence[Source], load: Callable[[], Encoder]) -> Iterator[Row]:
    """The sources, each with its documents, sentences and vectors, in order."""
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.execution_options.preserve_order = True
    most = max(1, int(ray.cluster_resources().get("CPU", 1)))
    pool = ray.data.ActorPoolStrategy(min_size=1, max_size=most)
    rows = ray.data.from_items([{"source": pickle.dumps(source)} for source in sources])
    read = rows.map(_read, num_cpus=READING)
    encoded = read.map_batches(
        _Encoding,
        fn_constructor_args=(load,),
        batch_size=FILES_AT_ONCE,
        compute=pool,
        num_cpus=ENCODING,
    )
    return iter(encoded.iter_rows())


def _read(row: Row) -> Row:
    source: Source = pickle.loads(row["source"])
    try:
        apart: Any = taken_apart(source)
    except DocumentError as error:
        apart = error
    return {"path": str(source.path), "apart": pickle.dumps(apart)}


def _evidence(apart: Any) -> Iterator[str]:
    if not isinstance(apart, DocumentError):
        for _, sentences in apart[0]:
            yield from (s.text for s in sentences if s.evidence)


@contextmanager
def _cluster(address: str) -> Iterator[Any]:
    host = address.removeprefix("ray://").rpartition(":")[0] or address
    if offline() and address != "local" and not on_this_machine(host.strip("[]")):
        raise RequestError(
            f"FOOTNOTED_OFFLINE is set and {host} is another machine: unset it, or leave out --ray"
        )
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise RequestError('--ray needs a package more: pip install "footnoted[ray]"') from error
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    try:
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
    except (ConnectionError, OSError, ValueError, RuntimeError) as error:
        raise RequestError(
            f"there is no Ray cluster at {address}: start one with `ray start`, or leave out --ray"
        ) from error
    try:
        yield ray
    finally:
        ray.shutdown()
