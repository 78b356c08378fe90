"""Runs a suite: each question to a system, once; what is already known is not asked again."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from eval.measures import Scores, score
from eval.outcome import Outcome
from eval.questions import Question
from eval.state import State, key
from eval.system import System

Progress = Callable[[str, int, int], None]  # what, questions done, questions in all


@dataclass(frozen=True, slots=True)
class Result:
    """One question with what a system gave and how it scored."""

    question: Question
    outcome: Outcome
    scores: Scores


def run(
    system: System, questions: Sequence[Question], state: State, progress: Progress
) -> tuple[Result, ...]:
    """The results in the questions' order; `state` has each of them when this returns."""
    results = []
    for done, question in enumerate(questions):
        progress(system.name, done, len(questions))
        outcome = ask(system, question.question, state)
        results.append(Result(question, outcome, score(question, outcome)))
    progress(system.name, len(questions), len(questions))
    return tuple(results)


def ask(system: System, question: str, state: State) -> Outcome:
    """The outcome from the state, else from the system."""
    place = key(system.name, system.digest, question)
    outcome = state.get(place)
    if outcome is None:
        outcome = system.answer(question)
        state.put(place, outcome)
    return outcome


def select(
    questions: Iterable[Question],
    types: Sequence[str] = (),
    split: str | None = None,
    sample: int | None = None,
) -> tuple[Question, ...]:
    """The questions of these types (all if none is named) and split, in the suite's order.

    `sample` keeps at most that many, spread evenly over the types; always the same ones.
    """
    wanted = [q for q in questions if (not types or q.type in types) and split in (None, q.split)]
    if sample is None or sample >= len(wanted):
        return tuple(wanted)
    kept = {q.id for q in dealt(wanted)[:sample]}
    return tuple(q for q in wanted if q.id in kept)


def dealt(questions: Sequence[Question]) -> list[Question]:
    """One question of each type in turn, each type in an order that ids decide."""
    seen: dict[str, int] = {}
    turns = []
    for question in sorted(questions, key=lambda q: sha256(q.id.encode()).digest()):
        turn = seen[question.type] = seen.get(question.type, 0) + 1
        turns.append((turn, question.type, question))
    return [question for *_, question in sorted(turns, key=lambda t: t[:2])]
