"""Pairs of a question and a sentence, from questions that their paragraphs answer or do not.

SQuAD 2.0 (Rajpurkar, Jia and Liang, ACL 2018): beside each answered question people wrote some that
look as if the paragraph answered them.
"""

import random
import re
from dataclasses import dataclass
from pathlib import Path

from eval.entailment_training.pairs import rows
from index.log_odds import log_odds
from index.reranker import Reranker

BEFORE = 0.3  # the share of sentences that keep the one before them, as who "he" is stands there
SECOND = 0.3  # the share of unanswered questions that get their second-best sentence too
SPEAKS_TO = -4.0  # log-odds of the reranker that such a sentence has at least
_LEAST = 1e-9
_ENDS = re.compile(r"(?<=[.!?][\"”’)]) +(?=[\"“(A-Z0-9])|(?<=[.!?]) +(?=[\"“(A-Z0-9])")
_GOES_ON = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|No|vs|c|ca|U\.S|e\.g|i\.e|Jr|Sr|Inc|Fig)\.|\b[A-Z]\.)$"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question beside its paragraph; `answers` are empty where the paragraph has none."""

    question: str
    title: str
    sentences: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a passage that states its answer or does not."""

    question: str
    passage: str
    answered: bool


def read(questions: Path, contexts: Path) -> list[Asked]:
    """The questions of a file with the paragraphs of another, both JSON lines."""
    paragraphs = {row["doc_id"]: row for row in rows(contexts)}
    split = {name: sentences(row["body"]) for name, row in paragraphs.items()}
    return [
        Asked(
            row["question"],
            paragraphs[row["doc_id"]]["title"],
            split[row["doc_id"]],
            () if row["is_impossible"] else tuple(a for a in row["answers"] if a),
        )
        for row in rows(questions)
    ]


def pairs(asked: Asked, reranker: Reranker, chance: random.Random) -> list[Pair]:
    """The sentence with the answer, and the best-ranked sentences without it.

    Empty where no one sentence holds the answer.
    """
    ranked = _ranked(asked, reranker)
    having = [n for n, _ in ranked if _has_answer(asked, n)]
    lacking = [(n, odds) for n, odds in ranked if n not in having]

    def pair(at: int, *, answered: bool) -> Pair:
        free = at > 0 and (answered or at - 1 not in having)
        before = free and chance.random() < BEFORE
        passage = " ".join(asked.sentences[at - 1 if before else at : at + 1])
        return Pair(asked.question, passage, answered)

    if asked.answers and not having:
        return []
    made = [pair(n, answered=True) for n in having[:1]]
    made += [pair(n, answered=False) for n, _ in lacking[:1]]
    for n, odds in lacking[1:2]:
        if not having and odds > SPEAKS_TO and chance.random() < SECOND:
            made.append(pair(n, answered=False))
    return made


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph of an encyclopaedia."""
    found: list[str] = []
    for piece in _ENDS.split(text):
        if found and _GOES_ON.search(found[-1]):
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return tuple(piece.strip() for piece in found if piece.strip())


def _ranked(asked: Asked, reranker: Reranker) -> list[tuple[int, float]]:
    # One at a time: in company a sentence would not be scored as it is alone.
    scores = (reranker.score(asked.question, [sentence])[0] for sentence in asked.sentences)
    odds = [log_odds(score, _LEAST) for score in scores]
    return sorted(enumerate(odds), key=lambda one: -one[1])


def _has_answer(asked: Asked, at: int) -> bool:
    sentence = asked.sentences[at].lower()
    return any(answer.lower() in sentence for answer in asked.answers)
