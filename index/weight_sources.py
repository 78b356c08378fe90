"""What a source of weights is, and what the sources share: counting bytes, running in parallel."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from threading import Event, Lock
from typing import Protocol, TypeVar

from index.weight_catalogue import WeightFile

Progress = Callable[[str, int, int], None]
"""Called with a weight's name, bytes done and bytes in all: from any thread, one call at a time."""

PARALLEL = 4
"""How many files or parts are fetched at once."""

Item = TypeVar("Item")


class SourceError(Exception):
    """A source cannot give what was asked of it; the message is one line that says why."""


class Tally:
    """Counts the bytes done of one weight, by part, and reports them."""

    def __init__(self, name: str, total: int, progress: Progress | None) -> None:
        self._name = name
        self._total = total
        self._progress = progress
        self._lock = Lock()
        self._parts: dict[str, int] = {}

    def restart(self, done: int) -> None:
        """Forgets every part: `done` bytes of the weight stand, the rest is still to come."""
        with self._lock:
            self._parts = {"": done}
            self._report()

    def count(self, part: str, done: int) -> None:
        with self._lock:
            self._parts[part] = done
            self._report()

    def _report(self) -> None:
        if self._progress:
            self._progress(self._name, min(sum(self._parts.values()), self._total), self._total)


class Source(Protocol):
    """A place to fetch files from. What it has fetched so far it keeps in the staging folder."""

    title: str
    """What a message calls it."""

    def room(self, files: Sequence[WeightFile], staging: Path) -> int:
        """The bytes of free disk that fetching the files still takes, at most."""
        ...

    def fetch(self, files: Sequence[WeightFile], staging: Path, tally: Tally) -> None:
        """Brings each file to `staging / file.path`; going on from what lies there.

        Raises SourceError when it cannot. The caller checks the sha256 of what it finds.
        """
        ...


def in_parallel(task: Callable[[Item, Event], None], items: Iterable[Item]) -> None:
    """Runs the task on every item, a few at once; the first error stops all and is raised.

    A task is handed an event that is set when it should give up.
    """
    stop = Event()
    with ThreadPoolExecutor(PARALLEL) as pool:
        futures = [pool.submit(task, item, stop) for item in items]
        try:
            for future in as_completed(futures):
                future.result()
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def one_line(message: object, limit: int = 200) -> str:
    """A message of other software as one line of bounded length."""
    line = " ".join(str(message).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
