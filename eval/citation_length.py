"""Citation length: the characters a reader has to read to check one citation."""

from eval.outcome import Outcome
from eval.questions import Question
from eval.score import Score


def citation_length(question: Question, outcome: Outcome) -> Score | None:
    """Mean characters a citation, weighted by citations; None for an answer that cites nothing."""
    del question
    lengths = [len(span.quote) for s in outcome.statements for span in s.citations]
    if not lengths:
        return None
    mean = sum(lengths) / len(lengths)
    return Score(mean, outcome.text, f"{len(lengths)} citations", weight=len(lengths))
