"""Precision, recall and F1 of abstaining, with "not in the documents" as the class to find.

As SQuAD 2.0's no-answer class (Rajpurkar, Jia and Liang, ACL 2018). A false premise that is rightly
corrected needed no abstention and is left out of all three.
"""

from dataclasses import replace

from eval.correctness import corrected
from eval.outcome import Outcome
from eval.questions import Question
from eval.score import Score


def abstention_precision(question: Question, outcome: Outcome) -> Score | None:
    """Over abstentions: 1 where the documents have no answer."""
    return _score(question, outcome) if outcome.abstained else None


def abstention_recall(question: Question, outcome: Outcome) -> Score | None:
    """Over questions without an answer: 1 where the system abstained."""
    if question.answerable or corrected(question, outcome):
        return None
    return _score(question, outcome)


def abstention_f1(question: Question, outcome: Outcome) -> Score | None:
    """Weighted so that the mean is F1 = 2 TP / (2 TP + FP + FN); true negatives do not count."""
    if question.answerable and not outcome.abstained:
        return None
    if corrected(question, outcome):
        return None
    score = _score(question, outcome)
    return replace(score, weight=2.0) if score.value else score


def _score(question: Question, outcome: Outcome) -> Score:
    done = "abstained" if outcome.abstained else "answered"
    there = "has an answer" if question.answerable else "has none"
    right = outcome.abstained and not question.answerable
    return Score(float(right), done, f"the question {there}")
