"""The parts of the benchmark, each run on its own."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np

from eval.benchmarks import speed
from eval.benchmarks.answers import answering
from eval.benchmarks.evidence import evidence_found
from eval.benchmarks.growth import growth
from eval.progress_bar import ProgressBar
from eval.questions import Question
from eval.suite import Suite, open_suite
from index.faiss_index import FaissIndex
from index.library import Library
from index.sentence_transformer_encoder import SentenceTransformerEncoder
from index.snapshot import load_index
from index.weights import Weights
from rag.assembly import ENCODER, NO_MODEL, Engines, open_encoder, open_engines

SEED = 7


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured and how much of it.

    `work` is an empty folder. Of each set of questions at most `questions` are asked, always the
    same; `answers` are compared. Documents are indexed in `copies` copies, things are timed in
    `turns` turns, and libraries grow to `sizes` and are asked `queries`.
    """

    work: Path
    split: str
    sets: tuple[tuple[Path, Path | None], ...]
    documents: Path
    questions: int
    answers: int
    sizes: list[int]
    queries: int
    copies: int
    turns: int


def run(part: str, plan: Plan, bar: ProgressBar) -> dict[str, Any]:
    """Runs one of PARTS; raises FootnotedError where that cannot be done."""
    return _PARTS[part](plan, Weights(), bar)


def _evidence(plan: Plan, weights: Weights, bar: ProgressBar) -> dict[str, Any]:
    engines = open_engines(weights, model=NO_MODEL, progress=bar.weights)
    suite = _articles(plan, weights, bar)
    asked = [q for q in suite.questions if q.split == plan.split]
    found = {f"articles, {plan.split}": _table(suite, asked, plan, engines, bar)}
    for number, (file, contexts) in enumerate(plan.sets):
        other = open_suite(file, contexts, plan.work / f"set{number}", weights, bar.weights)
        answerable = [q for q in other.questions if q.evidence]
        found[other.name] = _table(other, answerable, plan, engines, bar)
    return found


def _indexing(plan: Plan, weights: Weights, bar: ProgressBar) -> dict[str, Any]:
    folder, sha256 = weights.ensure(ENCODER, bar.weights), weights.sha256(ENCODER)
    encoder = SentenceTransformerEncoder(ENCODER, sha256, folder)
    work = plan.work / "indexing"
    return speed.indexing(plan.documents, plan.copies, work, encoder, plan.turns)


def _start(plan: Plan, weights: Weights, bar: ProgressBar) -> dict[str, Any]:
    return speed.cold_search(_articles(plan, weights, bar).library, plan.turns)


def _answers(plan: Plan, weights: Weights, bar: ProgressBar) -> dict[str, Any]:
    suite = _articles(plan, weights, bar)
    engines = open_engines(weights, progress=bar.weights)
    asked = _sample([q for q in suite.questions if q.split == plan.split], plan.answers)
    return answering(suite.library, weights, engines, asked, bar.questions)


def _growth(plan: Plan, weights: Weights, bar: ProgressBar) -> dict[str, Any]:
    with Library.open(_articles(plan, weights, bar).library) as library:
        real = np.concatenate([rows for _, rows in library.vectors()])
    work = plan.work / "growth"
    work.mkdir()
    return growth(real, plan.sizes, plan.queries, work, open_encoder(weights, bar.weights))


_PARTS: dict[str, Callable[[Plan, Weights, ProgressBar], dict[str, Any]]] = {
    "evidence": _evidence,
    "indexing": _indexing,
    "start": _start,
    "answers": _answers,
    "growth": _growth,
}
PARTS = tuple(_PARTS)


def _articles(plan: Plan, weights: Weights, bar: ProgressBar) -> Suite:
    """The articles and their questions; indexed anew for each part."""
    return open_suite(None, None, Path(mkdtemp(dir=plan.work)), weights, bar.weights)


def _table(
    suite: Suite, asked: Sequence[Question], plan: Plan, engines: Engines, bar: ProgressBar
) -> dict[str, Any]:
    with Library.open(suite.library) as library:
        index = load_index(library, engines.encoder.dimension, FaissIndex)
        questions = _sample(asked, plan.questions)
        return evidence_found(questions, library, index, engines, bar.questions)


def _sample(questions: Sequence[Question], count: int) -> list[Question]:
    """At most so many of them, always the same, in their order."""
    if len(questions) <= count:
        return list(questions)
    chosen = sorted(random.Random(SEED).sample(range(len(questions)), count))
    return [questions[n] for n in chosen]
