"""What the pipeline says while it works; the last event is always the Answer."""

from dataclasses import dataclass

from rag.vocabulary import Answer, Statement, Withheld


@dataclass(frozen=True, slots=True)
class Phase:
    """What is going on now: "searching", "reading", "writing" or "checking"."""

    name: str


Event = Phase | Statement | Withheld | Answer
