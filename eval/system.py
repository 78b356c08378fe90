"""What is measured: anything that answers a question."""

from typing import Protocol

from eval.outcome import Outcome


class System(Protocol):
    """A program under test, opened over the suite's documents."""

    @property
    def name(self) -> str:
        """What the report calls it."""

    @property
    def digest(self) -> str:
        """Changes whenever an answer could: documents, models, prompts, program."""

    def answer(self, question: str) -> Outcome:
        """Answers; a user error (FootnotedError) is an outcome with an error, not an exception."""
