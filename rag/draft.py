"""An answer while it is being put together."""

from rag.disagreements import Disagreement
from rag.parts import Part
from rag.vocabulary import Source, Statement, Withheld


class Draft:
    """What has been decided so far; `missing` are the parts that the sources do not answer.

    `written` counts the statements in the model's own words; the others are quotations. `rested_on`
    are the sources that withheld sentences named, `borne_out` those of which one bears out a
    withheld sentence but for words of the question.
    """

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.withheld: list[Withheld] = []
        self.disagreements: tuple[Disagreement, ...] = ()
        self.missing: list[Withheld] = []
        self.confidence: float | None = None
        self.written = 0
        self.rested_on: list[Source] = []
        self.borne_out: list[Source] = []

    def decide(self, part: Part, probability: float, missing: str | None) -> None:
        """Notes how likely the sources answer a part; what lacks is said even if others answer."""
        self.confidence = min(probability, 1.0 if self.confidence is None else self.confidence)
        if missing is not None:
            self.missing.append(Withheld(part.text, missing))

    @property
    def unanswered(self) -> bool:
        """Whether something was asked and nothing of it answered."""
        return bool(self.missing) and not self.statements

    def take(self, decided: Statement | Withheld) -> bool:
        """Keeps a decided sentence; False when it only repeats what is there."""
        if isinstance(decided, Withheld):
            new = decided not in self.withheld
            self.withheld += [decided] if new else []
            self.borne_out += decided.rests_on
        else:
            new = all(decided.text != s.text for s in self.statements)
            self.statements += [decided] if new else []
        return new
