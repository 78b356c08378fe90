"""A line of people before one thread: served in order, each told how many are ahead.

Whoever leaves (closes the iterator) is taken out of the line, or their work is interrupted: at the
next thing that it would report or where it looks itself. That frees the thread for the next.
"""

import queue
import threading
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Any

from rag.interruption import Interruption

BEAT = 0.4  # seconds between two signs of life, so that a caller can be stopped while it waits

Emit = Callable[[Any], None]
Work = Callable[[Emit], None]


@dataclass(frozen=True, slots=True)
class Beat:
    """A sign of life; `ahead` people come first, 0 for whoever is being served."""

    ahead: int


@dataclass(frozen=True, slots=True)
class _Done:
    error: BaseException | None


@dataclass(eq=False, slots=True)
class _Job:
    work: Work
    left: Interruption
    reports: "queue.SimpleQueue[Any]" = field(default_factory=queue.SimpleQueue)

    def emit(self, report: Any) -> None:
        self.left.check()
        self.reports.put(report)

    def run(self) -> None:
        try:
            self.work(self.emit)
            self.reports.put(_Done(None))
        except BaseException as error:  # handed to the one who waits, whatever it is
            self.reports.put(_Done(error))


class Line:
    """Runs the work of many callers one at a time, all in the same thread of its own."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._jobs: deque[_Job] = deque()  # the first is being served
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def serve(self, work: Work, left: Interruption | None = None) -> Generator[Any, None, None]:
        """What `work` emits, as it comes, with a Beat wherever that takes long.

        `left` is made when the iterator is closed. Raises what `work` raises.
        """
        job = _Job(work, left or Interruption())
        self._join(job)
        try:
            while True:
                try:
                    report = job.reports.get(timeout=BEAT)
                except queue.Empty:
                    yield Beat(self._ahead(job))
                    continue
                if isinstance(report, _Done):
                    if report.error is not None:
                        raise report.error
                    return
                yield report
        finally:
            self._leave(job)

    def _join(self, job: _Job) -> None:
        with self._changed:
            self._jobs.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
                self._thread.start()
            self._changed.notify()

    def _leave(self, job: _Job) -> None:
        job.left.make()
        with self._changed:
            if job in self._jobs and job is not self._jobs[0]:
                self._jobs.remove(job)

    def _ahead(self, job: _Job) -> int:
        with self._changed:
            return self._jobs.index(job) if job in self._jobs else 0

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._jobs)
                job = self._jobs[0]
            if not job.left.made:
                job.run()
            with self._changed:
                self._jobs.popleft()
