"""Fetching the weights behind the app's back: it is usable meanwhile and can say how far it is."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.errors import FootnotedError
from index.weights import Weight, Weights

State = Literal["present", "missing", "fetching", "failed"]


@dataclass(frozen=True, slots=True)
class WeightState:
    """A weight and where it stands; `done` bytes of `weight.bytes`; `problem` is one line."""

    weight: Weight
    state: State
    needed: bool
    done: int = 0
    problem: str = ""


class Fetching:
    """Brings the weights called `names`, in that order, in a thread of its own."""

    def __init__(self, weights: Weights, names: Sequence[str]) -> None:
        self._weights = weights
        self._names = tuple(names)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._done: dict[str, int] = {}
        self._problems: dict[str, str] = {}

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def begin(self) -> None:
        """Starts fetching what is missing, unless that is already going on."""
        with self._lock:
            if not self.running and not all(self._weights.present(n) for n in self._names):
                self._problems = {}
                self._thread = threading.Thread(target=self._run, name="weights", daemon=True)
                self._thread.start()

    def states(self) -> list[WeightState]:
        """Every catalogued weight, those that are needed first."""
        found = [self._state(weight) for weight in self._weights.entries()]
        return sorted(found, key=lambda state: not state.needed)

    def _state(self, weight: Weight) -> WeightState:
        needed = weight.name in self._names
        if self._weights.present(weight.name):
            return WeightState(weight, "present", needed, weight.bytes)
        if weight.name in self._problems:
            return WeightState(weight, "failed", needed, problem=self._problems[weight.name])
        if self.running and weight.name in self._done:
            return WeightState(weight, "fetching", needed, self._done[weight.name])
        return WeightState(weight, "missing", needed)

    def _run(self) -> None:
        for name in self._names:
            self._done[name] = 0
            try:
                self._weights.ensure(name, self._count)
            except FootnotedError as error:
                self._problems[name] = " ".join(str(error).split())

    def _count(self, name: str, done: int, _: int) -> None:
        self._done[name] = done
