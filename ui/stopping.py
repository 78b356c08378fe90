"""Stopping what is done for somebody: they raise their sign, and the next view is the last."""

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any


@dataclass(slots=True)
class StopSign:
    """One for each person and thing that can be stopped; what begins last is what it stops."""

    raised: bool = False
    begun: int = 0

    def raise_it(self) -> None:
        self.raised = True

    def begin(self) -> int:
        """Lowers the sign for something new, whose number it returns."""
        self.raised = False
        self.begun += 1
        return self.begun


def until_raised(
    views: Generator[Any, None, None], sign: StopSign, said: str
) -> Generator[Any, None, None]:
    """The views up to the raising of the sign; then the last one again, with `said` as its status.

    Something newer under the same sign ends this one without a word, for what is shown is its own
    now. Closes `views`, which ends the work behind them. A view is a dataclass with `status` and
    `running`.
    """
    number = sign.begin()
    with closing(views):
        for view in views:
            if sign.begun != number:
                return
            if sign.raised and view.running:
                views.close()  # before anybody is told: the model is free again by then
                yield replace(view, status=said, running=False)
                return
            yield view
