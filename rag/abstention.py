"""Whether the sources answer the question at all: a decision of its own, calibrated, not prompted.

A logistic model over what retrieval, the question's own terms and the language model know. The
weights are fitted on development questions and kept with the digest of the model they hold for.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from index.log_odds import log_odds, probability
from index.vocabulary import Evidence
from rag import prompt
from rag.answerability import SURELY_ANSWERED
from rag.coverage import coverage
from rag.generator import Generator, leaning
from rag.named import are_scattered, unheard
from rag.names import names, unknown_names
from rag.passages import Passage, numbered
from rag.relevance import (
    asks_for_count,
    asks_who,
    beside_the_figure,
    figures_asked_for,
    gives_measure,
    names_count,
)
from rag.vocabulary import Source

ANY_MODEL = "any"
LEAST = 1e-6
# From it on 242 of 284 questions with an answer, and 9 of 89 without (test among them).
SURE = 0.8
# Between it and the threshold stand 4 of those with an answer and 14 of those without.
OPEN = 0.2
# Where the answerability model leaves no doubt, the generator is not asked: reading for that takes
# up to four seconds, and would change nothing. Of 273 parts of questions that are surely answered
# none was refused or doubted by its own margin, the least of which was 1.26; of 44 below -4.7 none
# was answered and right. The mean of each stands for it.
SURELY_NOT = -4.7
USUAL_MARGIN, USUAL_MARGIN_OF_NONE = 2.2, 1.4
# Log-odds of the best sentence, below which a question that names nothing is of another matter than
# what was found, if that is of several. In a library of 230 articles 26 of 39 that are of subjects
# it lacks are below it, and 8 of 48 that it answers, half of which were refused anyway.
LEAST_RELEVANCE = -3.5
NOT_STATED = "the sources found do not state this"


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known before anything is written.

    `margin` is the model's log-odds that the answer is there (None without a model; the usual one
    where the answerability model leaves no doubt), `answered` the answerability model's that the
    best sentence states it (None without that), `closely` the same of the closer reading (0 on its
    scale: as likely as not; None without that), `relevance` the log-odds of the best reranked
    sentence, `covered` the share of the question's content words in the evidence, `unknown` the
    names in the question that the evidence does not have, `figure` is 1 or -1 where a count, or
    who gives one, is asked for and found or not, -1 where an age, a sum, a share or a length is and
    none is there, else 0. `unheard` are names that no article of the evidence has at all, `vague`
    says that the question names nothing, and the best evidence is of no one matter.
    """

    margin: float | None
    relevance: float
    covered: float
    best_covered: float
    unknown: tuple[str, ...]
    figure: float = 0.0
    answered: float | None = None
    closely: float | None = None
    unheard: tuple[str, ...] = ()
    vague: bool = False

    @property
    def of_another_matter(self) -> bool:
        """Whether what was found is, however well it would answer, of something else."""
        return bool(self.unheard) or (self.vague and self.relevance < LEAST_RELEVANCE)


class Abstention:
    """Decides from the signals; `threshold` is the least probability of an answer, 0..1."""

    def __init__(self, sha256: str | None, threshold: float | None = None) -> None:
        self._weights = _calibration(sha256)
        self._threshold = self._weights["threshold"] if threshold is None else threshold

    def probability(self, seen: Signals) -> float:
        """Probability that the sources answer the question, 0..1."""
        total = self._weights["bias"]
        for name, value in features(seen).items():
            total += self._weights.get(name, 0.0) * value
        return probability(total)

    def sure(self, seen: Signals) -> bool:
        """Whether an answer is there beyond doubt: a date may be quoted, a later part answered."""
        return self.probability(seen) >= SURE

    def open(self, seen: Signals) -> bool:
        """Whether the evidence is worth a second look, though an answer is a little unlikely.

        Not where it does not speak of somebody whom the question names.
        """
        beside = seen.unknown or seen.of_another_matter
        return self.probability(seen) >= OPEN and not beside

    def reason(self, seen: Signals) -> str | None:
        """What is missing, in one line; None when the question may be answered."""
        if seen.unheard:
            return f"the sources found do not speak of {', '.join(seen.unheard)}"
        if self.probability(seen) >= self._threshold and not seen.of_another_matter:
            return None
        if seen.unknown:
            return f"the sources found do not speak of {', '.join(seen.unknown)} in this matter"
        return NOT_STATED


def signals(
    question: str,
    evidence: Sequence[Evidence],
    shown: Sequence[Passage],
    generator: Generator | None,
    *,
    answered: float | None = None,
    closely: float | None = None,
) -> Signals:
    """Reads the signals for a question and its (non-empty) evidence."""
    sources = tuple(numbered(shown).values())
    around = [part for s in sources for part in s.context]
    return Signals(
        margin=_margin(generator, question, shown, answered),
        relevance=log_odds(evidence[0].score, LEAST),
        covered=coverage(question, around),
        best_covered=max(coverage(question, s.context) for s in sources),
        unknown=unknown_names(question, around),
        figure=_figure(question, evidence, sources),
        answered=answered,
        closely=closely,
        unheard=unheard(question, {e.document.name: e.document for e in evidence}.values()),
        vague=not names(question) and are_scattered(evidence),
    )


def features(seen: Signals) -> dict[str, float]:
    """The numbers that the logistic model weighs."""
    return {
        "margin": seen.margin or 0.0,
        "answered": seen.answered or 0.0,
        "closely": seen.closely or 0.0,
        "relevance": seen.relevance,
        "covered": seen.covered,
        "best_covered": seen.best_covered,
        "unknown": float(len(seen.unknown)),
        "figure": seen.figure,
    }


def _margin(
    generator: Generator | None, question: str, shown: Sequence[Passage], answered: float | None
) -> float | None:
    if generator is None or not generator.weighs:
        return None
    if answered is not None and answered > SURELY_ANSWERED:
        return USUAL_MARGIN
    if answered is not None and answered < SURELY_NOT:
        return USUAL_MARGIN_OF_NONE
    return leaning(generator, prompt.answerable(question, shown))


def _figure(question: str, evidence: Sequence[Evidence], shown: Sequence[Source]) -> float:
    if asks_who(question) and names_count(question):
        return 1.0 if beside_the_figure(question, [s.text for s in shown]) is None else -1.0
    if not asks_for_count(question):
        return 0.0 if any(gives_measure(question, s.text) for s in shown) else -1.0
    return 1.0 if figures_asked_for(question, evidence) else -1.0


@cache
def _calibrations() -> Any:
    return json.loads(files("rag").joinpath("abstention.json").read_text("utf-8"))


def _calibration(sha256: str | None) -> dict[str, float]:
    table = _calibrations()
    key = "none" if sha256 is None else sha256 if sha256 in table else ANY_MODEL
    weights: dict[str, float] = table[key]["weights"]
    return weights
