"""One run of `footnoted eval`: the suite opened, every system asked, the report put together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from eval import gates, report
from eval.baselines import PlainSystem
from eval.desk_system import DeskSystem
from eval.desks import Desks
from eval.metamorphic import Base, Open, cases, metamorphic_report, run_cases
from eval.questions import Question
from eval.runner import Progress, run, select
from eval.state import State
from eval.suite import Suite, open_suite
from eval.system import System
from index.errors import RequestError
from index.weights import Progress as Fetching
from index.weights import Weights
from rag.assembly import NO_MODEL, Desk, Engines, open_desk, open_engines

STATE = "results.jsonl"


@dataclass(frozen=True, slots=True)
class Order:
    """What to run. `gates` None means the built-in gates where the suite is the built-in one."""

    model: str
    folder: Path
    suite: Path | None = None
    documents: Path | None = None
    library: Path | None = None
    types: tuple[str, ...] = ()
    split: str | None = None
    sample: int | None = None
    compare: bool = False
    metamorphic: bool = False
    fresh: bool = False
    gates: Path | None = None

    @property
    def limited(self) -> bool:
        """Whether a part of the suite alone is asked."""
        return bool(self.types or self.split or self.sample)


class Session:
    """Carries out an order; `work` is an empty folder for libraries."""

    def __init__(
        self, order: Order, work: Path, progress: Progress, fetching: Fetching | None = None
    ) -> None:
        self._order = order
        self._work = work
        self._progress = progress
        self._fetching = fetching
        self._weights = Weights()
        self._engines: Engines | None = None

    def run(self) -> report.Report:
        """The report. Raises a FootnotedError, one line, for what the user can mend."""
        order = self._order
        suite = open_suite(
            order.suite, order.documents, self._work, self._weights, self._fetching,
            library=order.library,
        )  # fmt: skip
        questions = select(suite.questions, order.types, order.split, order.sample)
        if not questions:
            raise RequestError("no question of the suite is of these types and this split")
        checks = self._gates(suite)
        state = State(order.folder / STATE, fresh=order.fresh)
        found = self._empty(suite)
        found["systems"], base = self._asked(suite, questions, state)
        if order.metamorphic:
            made = cases(questions, base.documents)
            results = run_cases(made, base, self._opener(), state, self._progress)
            found["metamorphic"] = metamorphic_report(results)
        found["gates"] = gates.judge(checks, found, limited=order.limited)
        return found

    def _asked(
        self, suite: Suite, questions: Sequence[Question], state: State
    ) -> tuple[list[report.Report], Base]:
        """Every system's part of the report."""
        desk = open_desk(
            suite.library, self._weights, model=self._order.model, progress=self._fetching
        )
        self._engines = desk.engines
        documents = tuple(document for document, _ in desk.library.documents())
        system = DeskSystem("footnoted", desk)
        results = run(system, questions, state, self._progress)
        base = Base(system.digest, documents, {r.question.id: r.outcome for r in results})
        reports = [report.system_report(system, results)]
        for other in self._baselines(desk, suite):
            compared = run(other, questions, state, self._progress)
            reports.append(report.system_report(other, compared))
        return reports, base

    def _gates(self, suite: Suite) -> tuple[gates.Gate, ...]:
        if self._order.gates is None:
            return gates.load(gates.built_in()) if suite.built_in else ()
        return gates.load(self._order.gates)

    def _empty(self, suite: Suite) -> report.Report:
        return {
            "schema": report.SCHEMA,
            "version": version("footnoted"),
            "suite": suite.as_json(),
            "model": self._order.model,
            "limited": self._order.limited,
            "systems": [],
            "metamorphic": None,
            "gates": [],
        }

    def _baselines(self, desk: Desk, suite: Suite) -> Iterator[System]:
        if self._order.compare and desk.generator is not None:
            yield DeskSystem("quoted", open_desk(suite.library, self._weights, model=NO_MODEL))
            yield PlainSystem(desk, desk.generator)

    def _opener(self) -> Open:
        def opened(folder: Path) -> Desk:
            return open_desk(folder, self._weights, engines=engines)

        engines = self._engines or open_engines(self._weights, model=self._order.model)
        desks = Desks(opened, engines.encoder, self._work)
        return lambda documents: DeskSystem("footnoted", desks.over(documents))
