"""What must not be trained on: the claims and premises of everything the judge is measured with."""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from eval.entailment_training.pairs import Pair, find, normal, rows, sentences

REPORTED = (
    "attrbench_dev", "bump", "rte", "hard_news", "fib", "summedits", "lingnli", "xent_entfa",
    "dialfact_small", "covidfact", "healthver", "climate_fever", "scifact", "breaking_nli",
)  # fmt: skip
WHOLE = ("ATTRIBUTIONBENCH", "FRANK")  # folders whose every string counts
_PARTLY = {"wice": "test"}
_SHORT = 30  # characters; shorter sentences ("He was born in 1950.") are shared by chance


def held_out(data: Path, own: Sequence[Path]) -> frozenset[str]:
    """Normalised claims, premises and their sentences that belong to the measurements.

    `data` holds the sets that are measured with, `own` are the project's questions and documents:
    JSONL (every string in it) or plain text. Rows of hard_news that were made from a cleared set
    are training's own, and are not reported on.
    """
    whole = [path for name in WHOLE for path in sorted((data / name).glob("*.jsonl"))]
    return frozenset(_texts(data / "nli", [*whole, *own]))


def clear(pairs: Iterable[Pair], reserved: frozenset[str]) -> list[Pair]:
    """The pairs of which neither the claim nor a sentence of the premise is reserved."""
    return [pair for pair in pairs if not _touches(pair, reserved)]


def check(pairs: Iterable[Pair], reserved: frozenset[str]) -> None:
    """Raises ValueError for the first pair that a measurement would also see."""
    for pair in pairs:
        if _touches(pair, reserved):
            raise ValueError(f"also in the measurements: {pair}")


def _touches(pair: Pair, reserved: frozenset[str]) -> bool:
    return normal(pair.claim) in reserved or not reserved.isdisjoint(_telling(pair.premise))


def _texts(folder: Path, others: Sequence[Path]) -> Iterator[str]:
    for name in (*REPORTED, *_PARTLY):
        for row in rows(find(folder, name)):
            if name in _PARTLY and row["split"] != _PARTLY[name]:
                continue
            if name == "hard_news" and row["domain"] != "news":
                continue
            yield normal(str(row["claim"]))
            yield from _telling(str(row["premise"]))
    for path in others:
        texts = [path.read_text("utf-8")]
        if path.suffix == ".jsonl":
            texts = [s for line in texts[0].splitlines() for s in _strings(json.loads(line))]
        for text in texts:
            yield normal(text)
            yield from _telling(text)


@cache
def _telling(text: str) -> tuple[str, ...]:
    """A text and its sentences, without those too short to be known again by."""
    found = (normal(part) for part in (text, *sentences(text)))
    return tuple(part for part in found if len(part) > _SHORT)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (s for v in value.values() for s in _strings(v))
    elif isinstance(value, list):
        yield from (s for v in value for s in _strings(v))
