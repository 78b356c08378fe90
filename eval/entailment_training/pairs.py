"""Pairs of a premise and a claim, as the training reads them from a folder of JSONL files."""

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any


class Label(IntEnum):
    """What the premise makes of the claim; UNSUPPORTED is either of the two before it."""

    SUPPORTED = 0
    REFUTED = 1
    NOT_ENOUGH_INFO = 2
    UNSUPPORTED = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim beside what it is judged by; `source` names the set or the rule it comes from."""

    premise: str
    claim: str
    label: Label
    source: str


# The sets whose licences allow weights trained on them to be given away, and the splits used.
# wice's test split is left for the table.
CLEARED: dict[str, tuple[str, ...]] = {
    "fever_dev": (),
    "fever_symmetric": (),
    "fool_me_twice": (),
    "conjnli": (),
    "cad_nli": (),
    "q2_wow": (),
    "wice": ("train", "dev"),
}
# No more than this many of a set: captions and deleted conjuncts teach little after that.
_MOST = {"fever_dev": 10_000, "conjnli": 6_000, "cad_nli": 4_000}
_ENDS = re.compile(r"(?<=[.!?])(?<!\b[A-Z].)(?<!\b[DM]r.)\s+(?=[\"“‘A-Z0-9])|\n+")
_LABELS = {
    "supported": Label.SUPPORTED,
    "refuted": Label.REFUTED,
    "nei": Label.NOT_ENOUGH_INFO,
}


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a .jsonl or .jsonl.gz file."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    yield from (json.loads(line) for line in text.split("\n") if line)


def find(folder: Path, name: str) -> Path:
    """The file of a set, compressed or not; raises FileNotFoundError."""
    for suffix in (".jsonl.gz", ".jsonl"):
        if (folder / f"{name}{suffix}").is_file():
            return folder / f"{name}{suffix}"
    raise FileNotFoundError(f"{folder} has no {name}.jsonl.gz")


def cleared(folder: Path, chance: random.Random) -> list[Pair]:
    """The pairs of every cleared set, at most so many of each, in an order fixed by `chance`."""
    found = []
    for name in CLEARED:
        pairs = _read(folder, name)
        found += chance.sample(pairs, min(_MOST.get(name, len(pairs)), len(pairs)))
    return found


def _read(folder: Path, name: str) -> list[Pair]:
    found = []
    for row in rows(find(folder, name)):
        if CLEARED[name] and row["split"] not in CLEARED[name]:
            continue
        label = _LABELS[str(row["label"])]
        if row.get("binary") and label != Label.SUPPORTED:
            label = Label.UNSUPPORTED
        premise, claim = tidy(str(row["premise"])), tidy(str(row["claim"]))
        found.append(Pair(premise, claim, label, name))
    return found


def tidy(text: str) -> str:
    """The text without the blanks that tokenised sets leave before punctuation."""
    text = re.sub(r"\s+([,.;:!?)%]|'s\b|n't\b)", r"\1", " ".join(text.split()))
    text = re.sub(r"([($])\s+", r"\1", text).replace(" -- ", " – ")
    return re.sub(r"(\w) ' (s|t|re|m|ve|d|ll)\b", r"\1'\2", text)


def normal(text: str) -> str:
    """Letters and digits only: what two texts share when they are the same text."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


@cache
def sentences(text: str) -> tuple[str, ...]:
    """Roughly the sentences of a text; index.sentences is exact, and forty times as slow."""
    return tuple(part for part in _ENDS.split(text) if part)
