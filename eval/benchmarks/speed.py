"""Speed, always as a ratio of two things timed in turn in one run."""

import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from index.encoder import Encoder
from index.indexer import Indexer
from index.library import Library
from index.sentences import split

TURNS = 3


def indexing(
    documents: Path, copies: int, work: Path, encoder: Encoder, turns: int = TURNS
) -> dict[str, Any]:
    """Sentences a second through the whole program, and of the encoder alone on the same ones.

    The texts in `documents` are too few: each is taken `copies` times, the words of its sentences
    shuffled anew each time, so that hardly a sentence is met twice and all are as long as before.
    """
    texts = _write_shuffled(documents, copies, work / "documents")
    encoder.encode(texts[:16])
    alone, whole = [], []
    for turn in range(turns):
        alone.append(_seconds(lambda: encoder.encode(texts)))
        with Library.create(work / f"library{turn}") as library:
            report = Indexer(library, encoder).index([work / "documents"])
        whole.append(report.seconds)
    return {
        "sentences": len(texts),
        "indexed": report.sentences,
        "sentences_a_second": round(len(texts) / min(whole), 1),
        "encoder_alone": round(len(texts) / min(alone), 1),
        "ratio": round(min(alone) / min(whole), 3),
        "ratios_by_turn": [round(a / w, 3) for a, w in zip(alone, whole, strict=True)],
    }


def cold_search(library: Path, turns: int = TURNS) -> dict[str, Any]:
    """Wall seconds of a search in a new process, and of importing sentence_transformers in one."""
    search = ["-m", "ui.cli", "search", "Who said so?", "--library", str(library), "--quiet"]
    bare = ["-c", "import sentence_transformers"]
    times = [(_process(search), _process(bare)) for _ in range(turns)]
    ours, theirs = (min(column) for column in zip(*times, strict=True))
    return {
        "search": round(ours, 2),
        "import": round(theirs, 2),
        "ratio": round(ours / theirs, 3),
    }


def _write_shuffled(documents: Path, copies: int, folder: Path) -> list[str]:
    """Writes the copies; the sentences of all of them that are evidence."""
    folder.mkdir(parents=True)
    texts = []
    for path in sorted(documents.glob("*.txt")):
        sentences = split(path.name, path.read_text("utf-8", "replace"))
        for copy in range(copies):
            written = folder / f"{copy}-{path.name}"
            chance = random.Random(copy)
            text = "\n\n".join(_shuffled(s.text, chance) for s in sentences if s.evidence)
            written.write_text(text, "utf-8")
            texts += [s.text for s in split(written.name, text) if s.evidence]
    return list(dict.fromkeys(texts))


def _shuffled(sentence: str, chance: random.Random) -> str:
    words = sentence.strip('“”".!? ').split(" ")
    chance.shuffle(words)
    return " ".join(words) + "."


def _seconds(task: Callable[[], object]) -> float:
    started = time.perf_counter()
    task()
    return time.perf_counter() - started


def _process(arguments: Sequence[str]) -> float:
    command = [sys.executable, *arguments]
    return _seconds(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
