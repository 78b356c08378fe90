"""Indexing on a Ray cluster from a process of its own, as `footnoted index --ray` does."""

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from fakes.dying_encoder import DyingEncoder
from fakes.fake_encoder import FakeEncoder
from index import indexer
from index.indexer import IndexReport
from index.ray_indexer import RayIndexer
from index.store import create_store

ATTEMPTS = 3


@dataclass(frozen=True)
class ClusterIndexing:
    """What to index and where; `mark` is where a dying worker notes that it has died.

    The node whose process is `raylet`, a child of the caller's that it has not waited for, is
    killed after `lasts` files.
    """

    address: str
    place: Path
    paths: tuple[Path, ...]
    mark: Path
    raylet: int | None = None
    lasts: int = 0

    def run(self) -> IndexReport:
        """The report of the run that came to its end.

        Ray ends the whole process that drives it when it loses sight of its own node. What was
        stored stays, so the process is started again, as a user would.
        """
        for _ in range(ATTEMPTS):
            with ProcessPoolExecutor(1, get_context("spawn")) as apart, suppress(BrokenProcessPool):
                return apart.submit(_index, self).result()
        raise AssertionError(f"the process that indexes died {ATTEMPTS} times")


def _index(work: ClusterIndexing) -> IndexReport:
    indexer.BATCH_SENTENCES = 8

    def lose_a_node(done: int, _: int) -> None:
        if work.raylet is not None and done >= work.lasts:
            os.kill(work.raylet, signal.SIGKILL)

    with create_store(work.place) as library:
        load = partial(DyingEncoder, work.mark)
        return RayIndexer(library, FakeEncoder(), work.address, load).index(work.paths, lose_a_node)
