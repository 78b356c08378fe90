"""Seconds by phase, for the record's timings."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

_Item = TypeVar("_Item")


class Stopwatch:
    """Adds up the seconds spent in named phases."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._phases: dict[str, float] = {}

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Counts the block's time towards `name`."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.add(name, time.perf_counter() - started)

    def each(self, name: str, items: Iterable[_Item]) -> Iterator[_Item]:
        """The items, with the time that making them takes counted towards `name`."""
        left = iter(items)
        while True:
            with self.phase(name):
                item = next(left, None)
            if item is None:
                return
            yield item

    def add(self, name: str, seconds: float) -> None:
        self._phases[name] = self._phases.get(name, 0.0) + seconds

    def timings(self, *names: str) -> dict[str, float]:
        """Seconds for each of `names`, 0.0 where a phase did not happen, and the total."""
        total = time.perf_counter() - self._started
        return {name: self._phases.get(name, 0.0) for name in names} | {"total": total}
