"""A reader for which a passage answers by one figure alone."""

from collections.abc import Sequence


class TellingReader:
    """Finds that what has the figure answers beyond doubt, and never has to choose."""

    def __init__(self, figure: str) -> None:
        self._figure = figure

    def choice(self, article: str, options: Sequence[str]) -> tuple[str, float]:
        raise AssertionError("nothing is to be chosen")

    def surely(self, passage: str) -> bool:
        return self._figure in passage

    def answers(self, passage: str) -> float:
        return 9.0 if self._figure in passage else 0.0

    def gives(self, passage: str, other: str | None = None) -> float:
        del other
        return self.answers(passage)
