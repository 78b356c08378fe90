"""Correctness: does what is shown hold every required element of the gold answer?

The wording measure is in `answer_correctness` (ALCE, Gao et al. 2023, made strict). Where the
documents have no answer, abstaining is correct, and so is to state what the documents say against
a false premise, with a citation of a passage that says it. For questions about figures on which
sources differ, the disagreements shown beside the sentences are part of what is shown.
"""

from eval.answer_correctness import correct, missing
from eval.gold import cites_gold
from eval.outcome import Outcome
from eval.questions import Question
from eval.score import Score


def correctness(question: Question, outcome: Outcome) -> Score:
    """0 or 1; could not be judged where a question has an answer but no accepted wordings."""
    if not question.answerable:
        return _without_answer(question, outcome)
    if not question.answers:
        return Score(None, outcome.text, "the suite gives no accepted wordings")
    if outcome.abstained:
        return Score(0.0, "abstained", "the documents have the answer")
    lacking = missing(question, shown(question, outcome))
    if lacking:
        return Score(0.0, outcome.text, f"lacks {', '.join(lacking)}")
    return Score(1.0, outcome.text, "holds every element")


def shown(question: Question, outcome: Outcome) -> str:
    """The text that answers: the sentences, and for figures the disagreements beside them."""
    if not question.figures:
        return outcome.text
    figures = [f"{f['value']} ({f['speaker'] or span.document})" for f, span in outcome.figures()]
    return " ".join([outcome.text, *figures])


def corrected(question: Question, outcome: Outcome) -> bool:
    """Whether a false premise is answered with what the documents say against it."""
    return (
        bool(question.corrects)
        and correct(question, outcome.text)
        and cites_gold(question, outcome)
    )


def _without_answer(question: Question, outcome: Outcome) -> Score:
    if outcome.abstained:
        return Score(1.0, "abstained", "the documents have no answer")
    if corrected(question, outcome):
        return Score(1.0, outcome.text, "says what contradicts the premise, with its source")
    return Score(0.0, outcome.text, "answers what the documents do not answer")
