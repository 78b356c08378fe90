"""What the command line shows while it works, on standard error and only where somebody looks."""

import sys
from types import TracebackType
from typing import Any, Self

from tqdm import tqdm


class Progress:
    """A bar that counts bytes or files; nothing is shown when quiet or not on a terminal."""

    def __init__(self, unit: str, *, quiet: bool) -> None:
        self._unit = unit
        self._silent = quiet or not sys.stderr.isatty()
        self._bar: Any = None

    def weights(self, name: str, done: int, total: int) -> None:
        """Progress of fetching a weight."""
        self._show(f"fetching {name}", done, total)

    def files(self, done: int, total: int) -> None:
        """Progress of indexing."""
        self._show("indexing", done, total)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def _show(self, what: str, done: int, total: int) -> None:
        if self._silent:
            return
        if self._bar is None or self._bar.desc != what:
            if self._bar is not None:
                self._bar.close()
            scaled = self._unit == "B"
            self._bar = tqdm(desc=what, total=total, unit=self._unit, unit_scale=scaled)
        self._bar.update(done - self._bar.n)


class PhaseLine:
    """One line that says what is going on and is wiped before anything else is printed."""

    def __init__(self, *, quiet: bool) -> None:
        self._silent = quiet or not sys.stderr.isatty()
        self._shown = False

    def show(self, phase: str) -> None:
        if not self._silent:
            self.clear()
            print(f"{phase}…", end="", file=sys.stderr, flush=True)
            self._shown = True

    def clear(self) -> None:
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
            self._shown = False
