"""Outcomes on disk as they come, so that a run that was killed goes on where it stopped.

A JSONL file: one line an outcome, under a key that holds everything the outcome depends on. A line
that was torn when the run was killed is passed over; its question is asked again.
"""

import hashlib
import json
from pathlib import Path

from eval.outcome import Outcome, from_json, to_json
from index.errors import RequestError


def key(system: str, digest: str, question: str) -> str:
    """Hex sha256 of what an outcome depends on."""
    return hashlib.sha256(json.dumps([system, digest, question]).encode()).hexdigest()


class State:
    """Outcomes by key; `fresh` forgets those of earlier runs.

    Raises RequestError when the file cannot be read or written.
    """

    def __init__(self, path: Path, *, fresh: bool = False) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if fresh:
                path.unlink(missing_ok=True)
            self._known = _read(path) if path.exists() else {}
            self._append("")  # a line that was torn must not swallow the next one
        except (OSError, UnicodeDecodeError) as error:
            raise RequestError(f"{path} cannot be used to keep results: {error}") from error

    def get(self, key: str) -> Outcome | None:
        """The outcome of an earlier run, None where there is none."""
        return self._known.get(key)

    def put(self, key: str, outcome: Outcome) -> None:
        """Keeps an outcome; it is on disk when this returns."""
        self._known[key] = outcome
        line = json.dumps({"key": key, "outcome": to_json(outcome)}, ensure_ascii=False)
        self._append(line)

    def _append(self, line: str) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")


def _read(path: Path) -> dict[str, Outcome]:
    known = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        try:
            row = json.loads(line)
            known[row["key"]] = from_json(row["outcome"])
        except (ValueError, KeyError, TypeError):
            continue
    return known
