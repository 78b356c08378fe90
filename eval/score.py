"""A score: one measure of one question."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """`value` is None where it could not be judged, which is counted and never taken for 0.

    `answer` is what was judged, `explanation` why it came out so. `weight` is how much the question
    counts in the mean (the number of sentences, say, for a share of sentences). `confidence` orders
    questions for measures that rank them.
    """

    value: float | None
    answer: str
    explanation: str
    weight: float = 1.0
    confidence: float | None = None
