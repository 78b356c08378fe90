"""Speed, always as a ratio of two things timed in turn in one run."""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from eval.baselines import PlainSystem
from eval.desk_system import DeskSystem
from eval.measures import score
from eval.questions import Question
from eval.system import System
from index.indexer import Indexer
from index.library import Library
from index.sentence_transformer_encoder import SentenceTransformerEncoder
from index.sentences import split
from rag.assembly import ENCODER, Desk

REPEATED = 3


def indexing(documents: Path, work: Path, folder: Path, sha256: str) -> dict[str, Any]:
    """Sentences a second while indexing, and of the encoder alone on the same sentences."""
    encoder = SentenceTransformerEncoder(ENCODER, sha256, folder)
    texts = [
        s.text
        for path in sorted(documents.iterdir())
        for s in split(path.name, path.read_text("utf-8", "replace"))
        if s.evidence
    ]
    encoder.encode(texts[:16])
    bare = _seconds(lambda: encoder.encode(texts))
    with Library.create(work) as library:
        report = Indexer(library, encoder).index([documents])
    rate, alone = report.sentences_per_second, len(texts) / bare
    return {
        "sentences": report.sentences,
        "sentences_a_second": round(rate, 1),
        "encoder_alone": round(alone, 1),
        "ratio": round(rate / alone, 3),
    }


def cold_search(library: Path) -> dict[str, Any]:
    """Wall seconds of a search in a new process, and of importing sentence_transformers in one."""
    search = ["-m", "ui.cli", "search", "Who said so?", "--library", str(library), "--quiet"]
    bare = ["-c", "import sentence_transformers"]
    turns = [(_process(search), _process(bare)) for _ in range(REPEATED)]
    ours, theirs = (min(column) for column in zip(*turns, strict=True))
    return {
        "search": round(ours, 2),
        "import": round(theirs, 2),
        "ratio": round(ours / theirs, 3),
    }


def answering(
    desk: Desk, questions: Sequence[Question], progress: Callable[[str, int, int], None]
) -> dict[str, Any]:
    """Seconds an answer and answers that are right, against the plain chunk pipeline."""
    if desk.generator is None:
        raise ValueError("answers are compared with a model")
    plain = PlainSystem(desk, desk.generator)
    systems: dict[str, System] = {"footnoted": DeskSystem("footnoted", desk), "plain": plain}
    seconds = dict.fromkeys(systems, 0.0)
    right: dict[str, list[float]] = {name: [] for name in systems}
    for done, question in enumerate(questions, start=1):
        for name, system in systems.items():
            outcome = system.answer(question.question)
            seconds[name] += outcome.seconds
            found = score(question, outcome).get("correctness")
            right[name] += [found.value] if found and found.value is not None else []
        progress("answers", done, len(questions))
    each = {name: round(total / max(1, len(questions)), 2) for name, total in seconds.items()}
    return {
        "questions": len(questions),
        "seconds_an_answer": each,
        "right": {name: sum(values) for name, values in right.items()},
        "ratio": round(each["footnoted"] / each["plain"], 3) if each["plain"] else None,
    }


def _seconds(task: Callable[[], object]) -> float:
    started = time.perf_counter()
    task()
    return time.perf_counter() - started


def _process(arguments: Sequence[str]) -> float:
    command = [sys.executable, *arguments]
    return _seconds(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
