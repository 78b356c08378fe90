"""What can be set, in one place; unknown keys are refused by the constructor."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """How much is read and written for one answer.

    `candidates` pieces of evidence are ranked, the `weighed` best of them also by how far they
    answer the question, the `read_closely` best by the large model too. At most the `read` best are
    shown to the model, of those at most `read_within` below the best in log-odds; it writes at most
    `sentences` sentences of `tokens` tokens, each resting on one of the `rest` best or on one
    `rest_within` of the best.
    `nearest` pieces of evidence are shown where the answer is an abstention.
    """

    candidates: int = 50
    weighed: int = 15
    read_closely: int = 4
    read: int = 6
    read_within: float = 4.2
    rest: int = 2
    rest_within: float = 3.0
    sentences: int = 3
    tokens: int = 160
    nearest: int = 3
