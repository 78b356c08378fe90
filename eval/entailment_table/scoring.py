"""What each method makes of a case, kept in a file: a long run goes on where it stopped."""

import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tqdm import tqdm

from eval.entailment_table.cases import Case
from index.onnx_reranker import OnnxReranker
from rag.coverage import coverage
from rag.judge import Judge, ruled
from rag.nearest import nearest_passage
from rag.passages import sources_in
from rag.small_entailment import sha256


class Scores:
    """The values of cases by name, in `file` (JSONL); `seconds` say what each took."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: dict[str, dict[str, Any]] = {}
        if file.exists():
            for line in file.read_text("utf-8").splitlines():
                row = json.loads(line)
                self._known.setdefault(row["case"], {}).update(row)

    def of(self, case: Case) -> dict[str, Any]:
        """What is known of a case."""
        return self._known.get(_key(case), {})

    def add(self, case: Case, values: dict[str, Any]) -> None:
        """Keeps values of a case."""
        row = {"case": _key(case), **values}
        self._known.setdefault(row["case"], {}).update(row)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")


def plain(cases: Sequence[Case], scores: Scores, reranker: OnnxReranker) -> None:
    """Word overlap, the reranker and the rules, for cases not yet scored."""
    for case in tqdm([c for c in cases if "rules" not in scores.of(c)], "by rule", disable=None):
        sources = sources_in(case.passage)
        values: dict[str, Any] = {}
        with _timed(values, "overlap"):
            values["overlap"] = coverage(case.claim, [s.text for s in sources])
        with _timed(values, "reranker"):
            passage = nearest_passage(case.claim, sources)
            (values["reranker"],) = reranker.score(case.claim, [passage])
        with _timed(values, "rules"):
            values["reason"], values["rules"] = ruled(case.claim, sources)
        scores.add(case, values)


def small(cases: Sequence[Case], scores: Scores, judge: Judge) -> None:
    """The small model, for cases that this one has not yet scored."""
    version = sha256()
    todo = [case for case in cases if scores.of(case).get("version") != version]
    for case in tqdm(todo, "small model", disable=None):
        sources = sources_in(case.passage)
        values: dict[str, Any] = {"version": version}
        with _timed(values, "small"):
            values["small"] = judge.weighed_up(case.claim, sources)
        scores.add(case, values)


def large(cases: Sequence[Case], scores: Scores, judge: Judge, generator: str) -> None:
    """The large model's yes over no, for cases not yet asked."""
    todo = [case for case in cases if scores.of(case).get("asked") != generator]
    for case in tqdm(todo, "large model", disable=None):
        values: dict[str, Any] = {"asked": generator}
        with _timed(values, "large"):
            values["margin"] = judge.margin(case.claim, sources_in(case.passage))
        scores.add(case, values)


@contextmanager
def _timed(values: dict[str, Any], name: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    values[f"{name} seconds"] = time.perf_counter() - started


def _key(case: Case) -> str:
    text = "\0".join((case.set, case.kind, case.claim, case.passage))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
