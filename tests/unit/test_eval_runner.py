"""Running a suite: selection, and going on where an earlier run stopped."""

from pathlib import Path

import pytest

from eval.outcome import from_json, to_json
from eval.questions import TYPES, Question
from eval.runner import run, select
from eval.state import State
from index.errors import RequestError
from tests.fakes.eval_outcomes import ABSTAINED, FACT, NEAR_MISS, OFF_TOPIC, SANK, answered
from tests.fakes.eval_system import FakeSystem

RIGHT = answered(("Three sank.", [SANK]), ranked=[(SANK,)], confidence=0.5, seconds=1.5)
OUTCOMES = {FACT.question: RIGHT, NEAR_MISS.question: ABSTAINED, OFF_TOPIC.question: ABSTAINED}
QUESTIONS = (FACT, NEAR_MISS, OFF_TOPIC)


def silent(what: str, done: int, total: int) -> None:
    pass


def test_an_outcome_survives_the_file() -> None:
    assert from_json(to_json(RIGHT)) == RIGHT


def test_each_question_is_asked_once_and_scored(tmp_path: Path) -> None:
    system = FakeSystem(OUTCOMES)
    seen: list[tuple[str, int, int]] = []
    results = run(system, QUESTIONS, State(tmp_path / "s.jsonl"), lambda *p: seen.append(p))
    assert [r.question.id for r in results] == ["fact-1", "near-1", "off-1"]
    assert [r.scores["correctness"].value for r in results] == [1.0, 1.0, 1.0]
    assert system.asked == [q.question for q in QUESTIONS]
    assert seen[0] == ("fake", 0, 3)
    assert seen[-1] == ("fake", 3, 3)


def test_a_run_that_was_killed_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "s.jsonl"
    first = run(FakeSystem(OUTCOMES), QUESTIONS[:2], State(path), silent)
    path.write_text(path.read_text() + '{"key": "torn', encoding="utf-8")
    system = FakeSystem(OUTCOMES)
    results = run(system, QUESTIONS, State(path), silent)
    assert system.asked == [OFF_TOPIC.question]
    assert results[:2] == first
    again = FakeSystem(OUTCOMES)
    assert run(again, QUESTIONS, State(path), silent) == results
    assert again.asked == []


@pytest.mark.parametrize("change", [{"digest": "1"}, {"name": "other"}])
def test_another_program_is_asked_anew(tmp_path: Path, change: dict[str, str]) -> None:
    state = State(tmp_path / "s.jsonl")
    run(FakeSystem(OUTCOMES), QUESTIONS, state, silent)
    other = FakeSystem(OUTCOMES, **change)
    run(other, QUESTIONS, state, silent)
    assert len(other.asked) == 3


def test_fresh_forgets(tmp_path: Path) -> None:
    run(FakeSystem(OUTCOMES), QUESTIONS, State(tmp_path / "s.jsonl"), silent)
    system = FakeSystem(OUTCOMES)
    run(system, QUESTIONS, State(tmp_path / "s.jsonl", fresh=True), silent)
    assert len(system.asked) == 3


def test_a_state_that_cannot_be_kept_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(RequestError, match=r"s\.jsonl cannot be used to keep results"):
        State(tmp_path / "file" / "s.jsonl")


def many() -> list[Question]:
    return [
        Question(f"{kind}-{n}", "dev" if n % 2 else "test", kind, f"{kind} {n}?")
        for kind in TYPES
        for n in range(10)
    ]


def test_select_by_type_and_split_keeps_the_order() -> None:
    chosen = select(many(), types=("near_miss", "fact"), split="dev")
    assert [q.id for q in chosen][:2] == ["fact-1", "fact-3"]
    assert {(q.type, q.split) for q in chosen} == {("fact", "dev"), ("near_miss", "dev")}
    assert len(chosen) == 10


def test_a_sample_is_spread_over_the_types_and_always_the_same() -> None:
    chosen = select(many(), sample=18)
    assert sorted(q.type for q in chosen) == sorted([*TYPES, *TYPES])
    assert chosen == select(reversed(many()), sample=18)[::-1]
    assert set(select(many(), sample=9)) < set(chosen)


def test_a_sample_beyond_the_suite_is_the_suite() -> None:
    assert select(many(), sample=1000) == tuple(many())
