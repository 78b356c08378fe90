"""One open desk for everybody: the library, the encoder and the model live in one thread.

SQLite connections, the vector index and the model are not shared between threads; here they are
opened, used and replaced by the thread of one line, in which people are served in order.
"""

import contextlib
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from index.errors import FootnotedError, LibraryError, WeightsError
from index.store import open_store
from index.weights import Weights
from rag.answer import Record, record
from rag.assembly import ENCODER, NO_MODEL, RERANKER, Desk, Engines, open_desk
from rag.check import CheckedSentence
from rag.interruption import Interruption
from rag.pipeline import Question
from rag.receipt import sealed
from rag.vocabulary import Answer, Statement, Withheld
from ui.line import Beat, Emit, Line
from ui.records import check_record, search_record

OPENING = "opening"

Opener = Callable[[str, Engines | None], Desk]


@dataclass(frozen=True, slots=True)
class Step:
    """Where a request stands: people ahead, the phase, and what may be shown so far.

    `seconds` have passed since it was made.
    """

    seconds: float = 0.0
    ahead: int = 0
    phase: str = OPENING
    record: Record | None = None
    finished: bool = False


class Desks:
    """Answers, searches and checks for several people with one model, one at a time.

    The desk is opened when it is first needed, and anew when the library has changed since or the
    model has come. `opener` is given the model's name and, where they serve, the loaded engines.
    """

    def __init__(self, weights: Weights, model: str, opener: Opener) -> None:
        self._weights = weights
        self._model = model
        self._opener = opener
        self._line = Line("desk")
        self._open: tuple[Desk, str, str] | None = None
        self._loaded: dict[str, Engines] = {}  # of one model, by its name

    @property
    def model(self) -> str:
        """What writes now: the model that was asked for, or none while it is not there yet."""
        catalogued = {weight.name for weight in self._weights.entries()}
        absent = self._model in catalogued and not self._weights.present(self._model)
        return NO_MODEL if absent else self._model

    def prepare(self) -> None:
        """Opens the desk, so that the first question need not wait; what fails is told to it."""
        with contextlib.suppress(FootnotedError):
            for _ in self._steps(lambda *_: None):
                pass

    def answer(self, question: Question) -> Generator[Step, None, None]:
        """Steps up to the finished answer record; closing the iterator frees the model."""
        return self._steps(lambda desk, loading, emit: _answer(desk, loading, question, emit))

    def search(self, question: Question, k: int) -> Generator[Step, None, None]:
        """Steps up to the search record of the k best sentences."""
        return self._steps(
            lambda desk, _, emit: emit(Step(record=search_record(desk, question, k), finished=True))
        )

    def check(self, text: str) -> Generator[Step, None, None]:
        """Steps up to the check record of a draft."""
        return self._steps(lambda desk, _, emit: _check(desk, text, emit))

    def _steps(self, work: Callable[[Desk, float, Emit], None]) -> Generator[Step, None, None]:
        left = Interruption()

        def run(emit: Emit) -> None:
            emit(Step(phase=OPENING))
            started = time.perf_counter()
            desk = self._desk()
            desk.heed(left)
            work(desk, time.perf_counter() - started, emit)

        last = Step()
        began = time.monotonic()
        with closing(self._line.serve(run, left)) as reports:
            for report in reports:
                seconds = time.monotonic() - began
                if isinstance(report, Beat):
                    yield replace(last, ahead=report.ahead, seconds=seconds)
                else:
                    last = replace(report, seconds=seconds)
                    yield last

    def _desk(self) -> Desk:
        """The open desk; called in the line's thread only."""
        model = self.model
        if self._open is not None:
            desk, opened_with, digest = self._open
            if opened_with == model and desk.library.digest() == digest:
                return desk
            self._open = None
            desk.library.close()
        desk = self._opener(model, self._loaded.get(model))
        self._open, self._loaded = (desk, model, desk.library.digest()), {model: desk.engines}
        return desk


def opener(folder: Path, weights: Weights) -> Opener:
    """Opens the desk of one library; raises WeightsError while what it searches with is missing."""

    def opened(model: str, loaded: Engines | None) -> Desk:
        missing = [name for name in (ENCODER, RERANKER) if not weights.present(name)]
        if missing:
            raise WeightsError(f"{' and '.join(missing)} must be fetched first: see the tab Models")
        with open_store(folder) as library:
            if not library.count():
                raise LibraryError("the library is empty: add articles on the tab Documents first")
        return open_desk(folder, weights, model=model, engines=loaded)

    return opened


def finished(steps: Iterator[Step]) -> Record:
    """The record at the end of the steps."""
    for step in steps:
        if step.finished and step.record is not None:
            return step.record
    raise AssertionError("the steps end with a finished one")


def _answer(desk: Desk, loading: float, question: Question, emit: Emit) -> None:
    """Emits a provisional record after each sentence that has passed the gate, then the whole."""
    so_far = Answer(question.text, as_of=question.as_of)
    step = Step()
    # A pipeline's answer is a generator: closing it is how writing stops.
    answering = cast(Generator[Any, None, None], desk.pipeline.answer(question))
    with closing(answering) as events:
        for event in events:
            if isinstance(event, Answer):
                final = sealed(_timed(record(event, desk.receipt()), loading))
                emit(Step(phase="", record=final, finished=True))
                return
            if isinstance(event, Statement):
                so_far = replace(so_far, statements=(*so_far.statements, event))
                step = replace(step, record=record(so_far, {}) | {"status": "answered"})
            elif not isinstance(event, Withheld):
                step = replace(step, phase=event.name)
            emit(step)


def _check(desk: Desk, text: str, emit: Emit) -> None:
    """Emits a provisional record after each sentence that has been judged, then the whole."""
    emit(Step(phase="checking"))
    so_far: list[CheckedSentence] = []
    for sentence in desk.check(text):
        so_far.append(sentence)
        emit(Step(phase="checking", record=check_record(text, so_far, {})))
    emit(Step(record=check_record(text, so_far, desk.receipt()), phase="", finished=True))


def _timed(result: Record, loading: float) -> Record:
    timings = result["timings"] | {"load": round(loading, 3)}
    timings["total"] = round(timings.get("total", 0.0) + loading, 3)
    return result | {"timings": timings}
