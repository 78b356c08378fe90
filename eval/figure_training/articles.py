"""Pairs of a question and a passage with a figure marked, from articles on invented subjects.

Two kinds of subjects: those that were made for training say in figures.jsonl which figures of the
sentences that answer are right; those of the evaluation's kind say what answers hold.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eval.answerability_training.articles import sentences_of
from eval.answerability_training.pairs import Pair
from eval.entailment_training.pairs import rows
from eval.gold import overlaps
from eval.outcome import Span
from eval.questions import GoldEvidence
from index.encoder import Encoder
from index.vocabulary import Evidence
from rag.answering import Figured
from rag.asked import Asked, asked
from rag.eligible import after_the_one_before, eligible
from rag.figures import Figure
from rag.marked import beside, in_short, marked
from rag.parts import parts
from rag.relevance import asks_for_figure

NEAREST = 40  # sentences of a question's whose figures are looked at
MOST_WRONG = 6  # figures of a question that do not answer


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may answer, and whether it does."""

    figured: Figured
    passage: str
    answers: bool

    @property
    def short(self) -> str:
        """What another source's reader is told of it."""
        return in_short(self.figured.sentence.text, self.figured.figure)


def of_subject(subject: Path, encoder: Encoder, chance: random.Random) -> Iterator[Pair]:
    """All pairs of a subject's folder, question by question."""
    articles = sorted((subject / "articles").glob("*.txt"))
    evidence = [e for a in articles for e in sentences_of(a.name, a.read_text("utf-8"))]
    vectors = encoder.encode([e.sentence.text for e in evidence])
    file = subject / "figures.jsonl"
    told = {row["id"]: row["figures"] for row in rows(file)} if file.exists() else {}
    for row in rows(subject / "questions.jsonl"):
        wanted = figure_asked_for(row["question"])
        if wanted is None or row.get("type") == "false_premise":
            continue
        likeness = vectors @ encoder.encode([row["question"]])[0]
        scored = [replace(e, score=float(s)) for e, s in zip(evidence, likeness, strict=True)]
        known = row | {"told": told.get(row["id"], ())}
        yield from pairs(row["question"], candidates(known, wanted, scored), chance)


def figure_asked_for(question: str) -> Asked | None:
    """What figure a question in one part asks for; None for all others."""
    alone = asks_for_figure(question) and len(list(parts(question))) == 1
    return asked(question) if alone else None


def candidates(
    row: Mapping[str, Any], wanted: Asked, evidence: Sequence[Evidence]
) -> list[Candidate]:
    """The figures of the kind asked for, nearest sentence first, without those of unsure standing.

    `evidence` is scored by how near it is to the question.
    """
    gold = [GoldEvidence(g["document"], g["quote"]) for g in row["evidence"]]
    ranked = sorted(evidence, key=lambda e: -e.score)
    read = [e for n, e in enumerate(ranked) if n < NEAREST or _is_gold(e, gold)]
    given = list(eligible(wanted, read, {e.document.name: e.document for e in read}))
    items = {e.sentence: e for e in read}
    found = []
    for figured in given:
        item = items[figured.sentence]
        right = False
        if _is_gold(item, gold):
            of_it = [f.figure for f in given if f.sentence == figured.sentence]
            known = _right(row, figured, of_it)
            if known is None:
                continue
            right = known
        before = [s.text for s in item.before]
        passage = after_the_one_before(marked(item.sentence.text, figured.figure), before)
        found.append(Candidate(figured, passage, right))
    return found


def pairs(question: str, given: Sequence[Candidate], chance: random.Random) -> list[Pair]:
    """Each with the question alone, and beside a right figure of another sentence, if any."""
    right = [c for c in given if c.answers]
    made = []
    for one in (*right, *[c for c in given if not c.answers][:MOST_WRONG]):
        made.append(Pair(question, one.passage, one.answers))
        others = [c for c in right if c.figured.sentence != one.figured.sentence]
        if others:
            asked_so = beside(question, chance.choice(others).short)
            made.append(Pair(asked_so, one.passage, one.answers))
    return made


def _is_gold(item: Evidence, gold: Sequence[GoldEvidence]) -> bool:
    span = Span(item.sentence.document, item.sentence.text)
    return any(overlaps(span, one) for one in gold)


def _right(row: Mapping[str, Any], figured: Figured, of_it: Sequence[Figure]) -> bool | None:
    """Whether a figure of gold evidence is right; None where that is not known."""
    if "answers" not in row:
        sentence = figured.sentence
        return any(
            (one["document"], one["quote"], one["figure"])
            == (sentence.document, sentence.text, figured.figure.text)
            for one in row["told"]
        )
    told = [_is_told(row, other) for other in of_it]
    return _is_told(row, figured.figure) if any(told) else None


def _is_told(row: Mapping[str, Any], figure: Figure) -> bool:
    text = figure.text.lower()
    for stated in row.get("figures", ()):
        value = stated["value"].lower()
        same = stated["low"] is not None and (figure.low, figure.high) == (
            stated["low"],
            stated["high"],
        )
        if same or value in text or text in value:
            return True
    accepted = (wording.lower() for element in row["answers"] for wording in element)
    return any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text) for one in accepted)
