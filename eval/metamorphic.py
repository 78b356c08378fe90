"""Metamorphic tests: the suite's questions in changed worlds, judged by what must follow.

No judge and no gold answer beyond the questions' own is needed. Cases are spread over relations,
types and splits by the ids of the questions, so the same suite always gives the same cases.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from eval.bootstrap import estimate
from eval.edits import Documents
from eval.measures import BY_NAME
from eval.outcome import Outcome
from eval.questions import SPLITS, Question
from eval.relations import RELATIONS, Case
from eval.runner import Progress, dealt
from eval.score import Score
from eval.state import State, key
from eval.system import System

CASES_A_RELATION = 24

Open = Callable[[Documents], System]


@dataclass(frozen=True, slots=True)
class Base:
    """The program under test before any change: its documents, and its answers by question id."""

    digest: str
    documents: Documents
    before: Mapping[str, Outcome]


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case with the answer after the change and what was made of it."""

    case: Case
    outcome: Outcome
    score: Score


def cases(questions: Sequence[Question], documents: Documents) -> tuple[Case, ...]:
    """At most 24 cases of each relation."""
    order = dealt(questions)
    return tuple(case for relation in RELATIONS for case in _made(relation, order, documents))


def run_cases(
    cases: Sequence[Case], base: Base, opened: Open, state: State, progress: Progress
) -> tuple[CaseResult, ...]:
    """Every case judged; `opened` gives the same program over the changed documents."""
    results = {}
    system: System | None = None
    current: str | None = None
    for done, case in enumerate(sorted(cases, key=_place)):
        progress("metamorphic", done, len(cases))
        digest = _digest(base, case.documents)
        place = key("metamorphic", digest, case.asked)
        outcome = state.get(place)
        if outcome is None:
            if system is None or current != digest:
                system = None  # one at a time in memory
                system, current = opened(case.documents), digest
            outcome = system.answer(case.asked)
            state.put(place, outcome)
        results[case.id] = _judged(case, base.before[case.question.id], outcome)
    progress("metamorphic", len(cases), len(cases))
    return tuple(results[case.id] for case in cases)


def metamorphic_report(results: Sequence[CaseResult]) -> dict[str, Any]:
    """The share of cases that kept, by relation and by split, and every case."""
    return {
        "relations": _kept(results),
        "splits": {
            split: _kept(part) | {"all": _share(part)}
            for split in SPLITS
            if (part := [r for r in results if r.case.question.split == split])
        },
        "cases": [_row(result) for result in results],
    }


def _made(
    relation: Callable[[Question, Documents], Case | None],
    order: Iterable[Question],
    documents: Documents,
) -> list[Case]:
    made: list[Case] = []
    for question in order:
        if len(made) == CASES_A_RELATION:
            break
        if case := relation(question, documents):
            made.append(case)
    return made


def _judged(case: Case, before: Outcome, after: Outcome) -> CaseResult:
    if error := before.error or after.error:
        return CaseResult(case, after, Score(None, "", error))
    return CaseResult(case, after, case.expectation.judge(case.question, before, after))


def _place(case: Case) -> tuple[str, str]:
    """Cases over the same documents stand together, so that these are opened once."""
    return _documents_digest(case.documents), case.id


def _digest(base: Base, documents: Documents) -> str:
    return hashlib.sha256(f"{base.digest} {_documents_digest(documents)}".encode()).hexdigest()


def _documents_digest(documents: Documents) -> str:
    rows = [[d.name, d.sha256, d.title, d.publisher, d.published] for d in documents]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def _kept(results: Sequence[CaseResult]) -> dict[str, Any]:
    names = dict.fromkeys(r.case.relation for r in results)
    return {name: _share([r for r in results if r.case.relation == name]) for name in names}


def _share(results: Sequence[CaseResult]) -> dict[str, Any]:
    return asdict(estimate(BY_NAME["correctness"], [r.score for r in results]))


def _row(result: CaseResult) -> dict[str, Any]:
    case = result.case
    return {
        "id": case.id,
        "relation": case.relation,
        "split": case.question.split,
        "question": case.asked,
        "expects": case.expectation.says,
        "kept": None if result.score.value is None else result.score.value == 1.0,
        "answer": result.score.answer,
        "explanation": result.score.explanation,
        "documents": [d.name for d in case.documents],
    }
