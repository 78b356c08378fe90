"""An answer while it is being put together."""

from rag.disagreements import Disagreement
from rag.vocabulary import Statement, Withheld


class Draft:
    """What has been decided so far; `reason` is why there will be no answer."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.withheld: list[Withheld] = []
        self.disagreements: tuple[Disagreement, ...] = ()
        self.reason: str | None = None
        self.confidence: float | None = None
        self.mode = "generated"

    def take(self, decided: Statement | Withheld) -> bool:
        """Keeps a decided sentence; False when it only repeats what is there."""
        if isinstance(decided, Withheld):
            new = decided not in self.withheld
            self.withheld += [decided] if new else []
        else:
            new = all(decided.text != s.text for s in self.statements)
            self.statements += [decided] if new else []
        return new
