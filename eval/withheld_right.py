"""Right-but-withheld rate: right answers that the gate kept from the reader.

A question counts when what is shown is not correct, but would be with the withheld sentences. The
record does not say what a withheld sentence cited, and the wording measure does not see who is said
to have said what, so a sentence that was rightly withheld for its speaker counts too: the rate is
an upper bound.
"""

from eval.answer_correctness import correct
from eval.correctness import correctness, shown
from eval.outcome import Outcome
from eval.questions import Question
from eval.score import Score


def right_but_withheld(question: Question, outcome: Outcome) -> Score | None:
    """0 or 1; None for a question without an answer in the documents."""
    if not question.answerable:
        return None
    right = correctness(question, outcome)
    withheld = [row["text"] for row in outcome.record.get("withheld", ())]
    if right.value is None:
        return right
    if right.value == 0.0 and correct(question, " ".join([shown(question, outcome), *withheld])):
        return Score(1.0, " ".join(withheld), "would be correct with what was withheld")
    return Score(0.0, right.answer, "nothing right was withheld")
