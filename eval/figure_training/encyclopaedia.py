"""Pairs of a question and a passage with a figure marked, from SQuAD 2.0's paragraphs.

Rajpurkar, Jia and Liang, ACL 2018: the answers are spans, so which figure is one is known.
"""

from collections.abc import Iterator

from eval.answerability_training.pairs import Asked, Pair
from eval.figure_training.articles import MOST_WRONG
from rag.asked import asked
from rag.eligible import after_the_one_before, may_be_asked
from rag.figures import figures
from rag.marked import marked
from rag.relevance import asks_for_figure


def of_paragraph(one: Asked) -> list[Pair]:
    """The figures of the kind asked for; empty where an answer is none of them."""
    found = list(_pairs(one)) if asks_for_figure(one.question) else []
    right = [pair for pair in found if pair.answered]
    if one.answers and not right:
        return []
    return [*right, *[pair for pair in found if not pair.answered][:MOST_WRONG]]


def _pairs(one: Asked) -> Iterator[Pair]:
    wanted = asked(one.question)
    answers = [answer.lower() for answer in one.answers]
    for at, sentence in enumerate(one.sentences):
        before = one.sentences[max(0, at - 1) : at]
        held = [answer for answer in answers if answer in sentence.lower()]
        for figure in figures(sentence):
            if wanted is None or may_be_asked(wanted, figure, sentence) is None:
                continue
            text = sentence[figure.start : figure.end].lower()
            like = any(answer in text or text in answer for answer in answers)
            if like and not held:
                continue  # the same number of something else, or the same thing elsewhere
            passage = after_the_one_before(marked(sentence, figure), before)
            yield Pair(one.question, passage, like)
