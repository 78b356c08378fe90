"""What can be set, in one place; unknown keys are refused by the constructor."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """How much is read and written for one answer.

    `candidates` pieces of evidence are ranked, the `read` best are shown to the model, which
    writes at most `sentences` sentences and `tokens` tokens. `nearest` pieces of evidence are
    shown where the answer is an abstention.
    """

    candidates: int = 20
    read: int = 6
    sentences: int = 3
    tokens: int = 160
    nearest: int = 3
