"""Answers against the plain chunk pipeline: the same weights, the same questions, in turn."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean, median
from typing import Any

from eval.baselines import PlainSystem
from eval.desk_system import digest_of
from eval.measures import score
from eval.outcome import Outcome
from eval.questions import Question
from index.weights import Weights
from rag import pipeline
from rag.answer import record
from rag.assembly import Desk, Engines, open_desk
from rag.generator import Generator, Prompt
from rag.interruption import Interruption
from rag.vocabulary import Answer, Statement

WARM_UP = "What are these articles about?"


class Watched:
    """A generator that notes when it gave the first piece of text since `forget`."""

    def __init__(self, generator: Generator) -> None:
        self._generator = generator
        self.name, self.sha256 = generator.name, generator.sha256
        self.writes, self.weighs, self.limits = (
            generator.writes, generator.weighs, generator.limits,
        )  # fmt: skip
        self.first: float | None = None

    def forget(self) -> None:
        self.first = None

    def write(self, prompt: Prompt, grammar: str, limit: int) -> Iterator[str]:
        for piece in self._generator.write(prompt, grammar, limit):
            self.first = self.first or time.perf_counter()
            yield piece

    def weigh(self, prompt: Prompt, options: Sequence[str]) -> list[float]:
        return self._generator.weigh(prompt, options)

    def count_tokens(self, text: str) -> int:
        return self._generator.count_tokens(text)

    def heed(self, interruption: Interruption) -> None:
        self._generator.heed(interruption)


class Streamed:
    """The program, answering as `footnoted ask` does; `first` is when a sentence was shown."""

    def __init__(self, desk: Desk) -> None:
        self.name = "footnoted"
        self.receipt = desk.receipt()
        self.digest = digest_of(self.receipt)
        self._desk = desk
        self.first: float | None = None

    def answer(self, question: str) -> Outcome:
        started, self.first = time.perf_counter(), None
        for event in self._desk.pipeline.answer(pipeline.Question(question)):
            if isinstance(event, Statement):
                self.first = self.first or time.perf_counter()
        if not isinstance(event, Answer):
            raise TypeError("the pipeline must end with an answer")
        seconds = time.perf_counter() - started
        return Outcome(record=record(event, self.receipt), seconds=seconds)


def answering(
    folder: Path,
    weights: Weights,
    engines: Engines,
    questions: Sequence[Question],
    progress: Callable[[str, int, int], None],
) -> dict[str, Any]:
    """Seconds an answer, to its first token and to its first sentence, and what is right."""
    if engines.generator is None:
        raise ValueError("answers are compared with a model")
    watched = Watched(engines.generator)
    desk = open_desk(folder, weights, engines=replace(engines, generator=watched))
    ours, plain = Streamed(desk), PlainSystem(desk, watched)
    rows: dict[str, list[dict[str, Any]]] = {ours.name: [], plain.name: []}
    # The first answer of a process also waits for pages of the model to be read.
    plain.answer(WARM_UP)
    for done, question in enumerate(questions, start=1):
        for system in (ours, plain):
            watched.forget()
            started, worked = time.perf_counter(), time.process_time()
            outcome = system.answer(question.question)
            row = _row(question, outcome, watched.first, started)
            row["processor"] = time.process_time() - worked
            if system is ours and ours.first is not None:
                row["first_sentence"] = ours.first - started
            rows[system.name].append(row)
        progress("answers", done, len(questions))
    desk.library.close()
    means = {name: _means(each) for name, each in rows.items()}
    return {"questions": len(questions)} | means | {"ratio": _ratios(means, rows), "each": rows}


def _row(
    question: Question, outcome: Outcome, first: float | None, started: float
) -> dict[str, Any]:
    judged = score(question, outcome).get("correctness")
    row: dict[str, Any] = {
        "id": question.id,
        "seconds": outcome.seconds,
        "abstained": outcome.abstained,
        "timings": outcome.record.get("timings"),
    }
    if first is not None:
        row["first_token"] = first - started
    if judged is not None and judged.value is not None:
        row["right"] = judged.value
    return row


def _means(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Mean seconds; of the first token and sentence only where there was one."""
    means: dict[str, Any] = {}
    for name in ("seconds", "processor", "first_token", "first_sentence"):
        values = [row[name] for row in rows if name in row]
        means[name] = round(fmean(values), 2) if values else None
    means["right"] = sum(row.get("right", 0.0) for row in rows)
    means["refused"] = sum(row["abstained"] for row in rows)
    return means


def _ratios(
    means: dict[str, dict[str, Any]], rows: dict[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    """Ours over theirs: all seconds, and the first token of questions where both gave one."""
    every = list(zip(*rows.values(), strict=True))
    both = [(a, b) for a, b in every if "first_token" in a and "first_token" in b]
    first = [sum(row["first_token"] for row in side) for side in zip(*both, strict=True)]
    ours, theirs = (each["seconds"] for each in means.values())
    return {
        "seconds": round(ours / theirs, 3) if theirs else None,
        "median_of_each": round(median(a["seconds"] / b["seconds"] for a, b in every), 3),
        "first_token": round(first[0] / first[1], 3) if first else None,
    }
