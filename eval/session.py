"""One run of `footnoted eval`: the suite opened, every system asked, the report put together."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from eval import gates, report
from eval.baselines import PlainSystem
from eval.desk_system import DeskSystem
from eval.questions import Question
from eval.runner import Progress, run, select
from eval.state import State
from eval.suite import Suite, open_suite
from eval.system import System
from index.errors import RequestError
from index.weights import Progress as Fetching
from index.weights import Weights
from rag.assembly import NO_MODEL, Desk, open_desk

STATE = "results.jsonl"


@dataclass(frozen=True, slots=True)
class Order:
    """What to run. `gates` None means the built-in gates where the suite is the built-in one."""

    model: str
    folder: Path
    suite: Path | None = None
    documents: Path | None = None
    types: tuple[str, ...] = ()
    split: str | None = None
    sample: int | None = None
    compare: bool = False
    metamorphic: bool = False
    fresh: bool = False
    gates: Path | None = None

    @property
    def limited(self) -> bool:
        return bool(self.types or self.split or self.sample)


def run_order(
    order: Order, work: Path, progress: Progress, fetching: Fetching | None = None
) -> report.Report:
    """Runs it; `work` is an empty folder for libraries. Raises FootnotedError, one line."""
    weights = Weights()
    suite = open_suite(order.suite, order.documents, work, weights, fetching)
    questions = select(suite.questions, order.types, order.split, order.sample)
    if not questions:
        raise RequestError("no question of the suite is of these types and this split")
    checks = _gates(order, suite)
    state = State(order.folder / STATE, fresh=order.fresh)
    desk = open_desk(suite.library, weights, model=order.model, progress=fetching)
    found = _report(order, suite)
    for system in _systems(order, desk, suite, weights):
        found["systems"].append(
            report.system_report(system, run(system, questions, state, progress))
        )
    if order.metamorphic:
        found["metamorphic"] = _metamorphic(desk, suite, questions, state, work, progress)
    found["gates"] = gates.judge(checks, found, limited=order.limited)
    return found


def _systems(order: Order, desk: Desk, suite: Suite, weights: Weights) -> Iterator[System]:
    yield DeskSystem("footnoted", desk)
    if order.compare and desk.generator is not None:
        yield DeskSystem("quoted", open_desk(suite.library, weights, model=NO_MODEL))
        yield PlainSystem(desk, desk.generator)


def _report(order: Order, suite: Suite) -> report.Report:
    return {
        "schema": report.SCHEMA,
        "version": version("footnoted"),
        "suite": suite.as_json(),
        "model": order.model,
        "limited": order.limited,
        "systems": [],
        "metamorphic": None,
        "gates": [],
    }


def _gates(order: Order, suite: Suite) -> tuple[gates.Gate, ...]:
    if order.gates is None:
        return gates.load(gates.built_in()) if suite.built_in else ()
    return gates.load(order.gates)


def _metamorphic(
    desk: Desk,
    suite: Suite,
    questions: tuple[Question, ...],
    state: State,
    work: Path,
    progress: Progress,
) -> dict[str, Any]:
    raise RequestError("not there yet")
