"""A progress bar on a terminal; elsewhere, or when quiet, nothing."""

import sys
from typing import Any, Self

from tqdm import tqdm


class ProgressBar:
    """Counts questions, or the bytes of a weight that is fetched."""

    def __init__(self, *, quiet: bool) -> None:
        self._silent = quiet or not sys.stderr.isatty()
        self._bar: Any = None

    def questions(self, what: str, done: int, total: int) -> None:
        """Progress of asking."""
        self._show(what, done, total, "question")

    def weights(self, name: str, done: int, total: int) -> None:
        """Progress of fetching a weight."""
        self._show(f"fetching {name}", done, total, "B")

    def close(self) -> None:
        """Leaves the last bar standing and begins a new line."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _show(self, what: str, done: int, total: int, unit: str) -> None:
        if self._silent:
            return
        if self._bar is None or self._bar.desc != what:
            self.close()
            self._bar = tqdm(desc=what, total=total, unit=unit, unit_scale=unit == "B")
        self._bar.update(done - self._bar.n)
