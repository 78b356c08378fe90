"""Whether a passage answers a question: the project's own model of it, on onnxruntime.

A BERT cross-encoder of 33 million parameters, the reranker trained on by
eval/answerability_training; its model card lies beside it in rag/answerability_model. A reranker
scores "Who commands the corps?" beside any sentence about the corps; this one has learnt from
questions that their paragraphs do not answer (Rajpurkar, Jia and Liang, ACL 2018).
"""

import re
from typing import Protocol

from rag.own_model import QuestionModel, sha256_in

FOLDER = "answerability_model"
# Above or below these log-odds the model decides alone, in a hundredth of the generator's time.
# Of 1,550 sentences, the two best of their questions, 600 are above, 85 % of them gold evidence,
# and 435 below, 9 %.
SURELY_ANSWERED = 1.0
HARDLY_ANSWERED = -4.5


class Answerability(Protocol):
    """What says how far a passage answers a question."""

    def log_odds(self, question: str, passage: str) -> float:
        """Log-odds that the passage states the answer; unbounded, 0 is even."""


_SPEAKER = r"according to (?!who\b|whom\b|whose\b|which\b|what\b)[^,?]+"
_ATTRIBUTED = re.compile(rf"^\W*{_SPEAKER},\s*|,\s*{_SPEAKER}(?=\W*$)", re.I)


class AnswerabilityModel(QuestionModel):
    """The model that comes with the project, read at the first pair.

    "According to Lee, what is missing?" is asked without Lee too: who says it stands beside a
    passage as often as in it, and rules tell it (rag/attribution.py).
    """

    def __init__(self, threads: int | None = None) -> None:
        super().__init__(FOLDER, threads)

    def log_odds(self, question: str, passage: str) -> float:
        odds = super().log_odds(question, passage)
        plain = _ATTRIBUTED.sub("", question)
        if plain == question:
            return odds
        return max(odds, super().log_odds(f"{plain[:1].upper()}{plain[1:]}", passage))


def sha256() -> str:
    """The digest of the model file, as its card states it."""
    return sha256_in(FOLDER)
