"""A system that gives outcomes written by hand, and remembers what it was asked."""

from collections.abc import Mapping

from eval.outcome import Outcome


class FakeSystem:
    """Gives the outcome for a question's words; KeyError for one that it was not told."""

    def __init__(
        self, outcomes: Mapping[str, Outcome], name: str = "fake", digest: str = "0"
    ) -> None:
        self.name = name
        self.digest = digest
        self.asked: list[str] = []
        self._outcomes = outcomes

    def answer(self, question: str) -> Outcome:
        self.asked.append(question)
        return self._outcomes[question]
