"""The program broken on purpose: each break makes the gate fail that is there for it."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from eval import gates, report
from eval.outcome import Outcome
from eval.runner import run
from eval.state import State
from index.retriever import Retriever
from rag.gate import Gate
from rag.vocabulary import Statement
from tests.fakes.eval_program import QUESTIONS, NoRefusal, open_program


class OpenGate(Gate):
    """Lets everything pass."""

    def admit(
        self, question: str, text: str, cited: Any, evidence: Any, best: Any = None
    ) -> Statement:
        return Statement(text, tuple(source.citation for source in cited))


class RandomRetriever(Retriever):
    """Ranks by nothing that has to do with the question."""

    def search(self, query: str, k: int, window: Any = None, others: Any = ()) -> Any:
        found = super().search("the a of in was at it on", 1000, window)
        return sorted(found, key=lambda e: _order(query + e.sentence.text))[:k]


class Meddling:
    """A system whose records are tampered with after it is done."""

    def __init__(self, system: Any, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        self.name, self.digest = system.name, "meddled"
        self._system, self._change = system, change

    def answer(self, question: str) -> Outcome:
        outcome = self._system.answer(question)
        return replace(outcome, record=self._change(dict(outcome.record)))


def shuffled_citations(record: dict[str, Any]) -> dict[str, Any]:
    """Every citation points at another sentence that was near."""
    other = {"document": "theatre.txt", "quote": "Carpenters rebuilt the revolving stage from oak."}
    return record | {"citations": [c | other for c in record["citations"]]}


def changed_numbers(record: dict[str, Any]) -> dict[str, Any]:
    """Every digit is one higher, after the gate has seen the sentence."""
    answer = [
        s | {"text": re.sub(r"\d", lambda m: str((int(m.group()) + 1) % 10), s["text"])}
        for s in record["answer"]
    ]
    return record | {"answer": answer}


def failed(system: Any, folder: Path) -> set[str]:
    """The measures of the built-in gates that fail on the small suite's test part."""
    results = run(system, QUESTIONS, State(folder / "results.jsonl"), lambda *_: None)
    found = {"systems": [report.system_report(system, results)], "metamorphic": None}
    judged = gates.judge(gates.load(gates.built_in()), found, limited=True)
    assert all(row["verdict"] != "not run" for row in judged if row["measure"] == "unsupported")
    return {row["measure"] for row in judged if row["verdict"] == gates.FAILED}


def test_as_it_is_no_gate_fails(tmp_path: Path) -> None:
    assert failed(open_program(tmp_path), tmp_path) == set()


def test_without_the_gate_unsupported_sentences_fail(tmp_path: Path) -> None:
    found = failed(open_program(tmp_path, gate=OpenGate()), tmp_path)
    assert {"unsupported", "unfounded_numbers"} <= found


def test_shuffled_citations_fail(tmp_path: Path) -> None:
    found = failed(Meddling(open_program(tmp_path), shuffled_citations), tmp_path)
    assert {"cited_correctness", "citation_precision"} <= found


def test_without_refusal_near_misses_fail(tmp_path: Path) -> None:
    found = failed(open_program(tmp_path, refusal=NoRefusal()), tmp_path)
    assert {"refused_or_corrected", "abstention_f1", "unsupported"} <= found


def test_random_retrieval_fails(tmp_path: Path) -> None:
    found = failed(open_program(tmp_path, retriever=RandomRetriever), tmp_path)
    assert "recall@10" in found


def test_numbers_changed_after_writing_fail(tmp_path: Path) -> None:
    found = failed(Meddling(open_program(tmp_path), changed_numbers), tmp_path)
    assert {"unfounded_numbers", "unsupported"} <= found


def test_an_error_is_an_outcome(tmp_path: Path) -> None:
    outcome = open_program(tmp_path).answer("?!")
    assert outcome.error == "the question is empty: write what you want to know"
    assert outcome.statements == ()


def test_twice_gives_the_same_figures(tmp_path: Path) -> None:
    first, second = (_figures(open_program(tmp_path / n), tmp_path / n) for n in ("a", "b"))
    assert first == second


def _figures(system: Any, folder: Path) -> dict[str, Any]:
    results = run(system, QUESTIONS, State(folder / "results.jsonl"), lambda *_: None)
    found = report.system_report(system, results)
    return {
        split: {k: v for k, v in measures.items() if not k.startswith("seconds")}
        for split, measures in found["splits"].items()
    } | {"curves": found["curves"], "ids": [q["id"] for q in found["questions"]]}


def _order(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
