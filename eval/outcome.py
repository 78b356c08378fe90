"""What a system gave for one question: everything that is measured, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Span:
    """A passage that was ranked or cited, verbatim in its document."""

    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that was shown and what it cites."""

    text: str
    citations: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer record of one question with what it does not hold.

    `ranked` are the places of the ranking, best first, each with its near-copies, which share the
    place. `confidence` orders answers by how sure the system was (any scale, higher is surer, None
    where it does not say). `seconds` is wall time. `error` is the line that stood in for an answer.
    """

    record: Record
    ranked: tuple[tuple[Span, ...], ...] = ()
    confidence: float | None = None
    seconds: float = 0.0
    error: str | None = None

    @property
    def abstained(self) -> bool:
        return self.record.get("status") == "abstained"

    @property
    def text(self) -> str:
        """The sentences of the answer, one after the other."""
        return " ".join(row["text"] for row in self.record.get("answer", ()))

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The sentences shown, in order."""
        cited = self._spans()
        return tuple(
            Statement(row["text"], tuple(cited[n] for n in row["citations"]))
            for row in self.record.get("answer", ())
        )

    def figures(self) -> tuple[tuple[dict[str, Any], Span], ...]:
        """The figures of the disagreements shown, each with the passage that it cites."""
        cited = self._spans()
        return tuple(
            (figure, cited[figure["citation"]])
            for disagreement in self.record.get("disagreements", ())
            for figure in disagreement["figures"]
        )

    def _spans(self) -> dict[int, Span]:
        rows = self.record.get("citations", ())
        return {row["id"]: Span(row["document"], row["quote"]) for row in rows}


def to_json(outcome: Outcome) -> dict[str, Any]:
    """The outcome as it is kept in a file."""
    return {
        "record": dict(outcome.record),
        "ranked": [[[s.document, s.quote] for s in place] for place in outcome.ranked],
        "confidence": outcome.confidence,
        "seconds": outcome.seconds,
        "error": outcome.error,
    }


def from_json(row: Mapping[str, Any]) -> Outcome:
    """What `to_json` gave; raises KeyError or TypeError for anything else."""
    return Outcome(
        record=row["record"],
        ranked=tuple(tuple(Span(d, q) for d, q in place) for place in row["ranked"]),
        confidence=row["confidence"],
        seconds=row["seconds"],
        error=row["error"],
    )
