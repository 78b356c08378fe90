"""A line before one thread: order, places, leaving, errors."""

import threading
from typing import Any

import pytest

from rag.interruption import Interruption
from ui.line import Beat, Emit, Line


def reports(line: Line, work: Any) -> list[Any]:
    return [r for r in line.serve(work) if not isinstance(r, Beat)]


def emitting(*values: Any) -> Any:
    def work(emit: Emit) -> None:
        for value in values:
            emit(value)

    return work


def test_what_is_emitted_comes_out_in_order() -> None:
    assert reports(Line("test"), emitting(1, 2, 3)) == [1, 2, 3]


def test_all_work_runs_in_one_thread_that_is_not_the_callers() -> None:
    line = Line("test")
    seen = [reports(line, lambda emit: emit(threading.get_ident()))[0] for _ in range(3)]
    assert len(set(seen)) == 1
    assert threading.get_ident() not in seen


def test_an_error_is_raised_where_it_is_waited_for_and_the_line_goes_on() -> None:
    line = Line("test")

    def broken(emit: Emit) -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        reports(line, broken)
    assert reports(line, emitting("next")) == ["next"]


def held(line: Line) -> tuple[Any, threading.Event, threading.Event]:
    """Somebody who is being served until the second event is set; the first says it has begun."""
    begun, go = threading.Event(), threading.Event()

    def work(emit: Emit) -> None:
        begun.set()
        go.wait()
        emit("held")

    return line.serve(work), begun, go


def test_the_second_in_line_is_told_so_and_served_next() -> None:
    line = Line("test")
    first, begun, go = held(line)
    assert next(first) == Beat(0)
    assert begun.is_set()
    second = line.serve(emitting("second"))
    assert next(second) == Beat(1)
    go.set()
    assert list(first) == ["held"]
    assert [r for r in second if not isinstance(r, Beat)] == ["second"]


def test_whoever_leaves_while_waiting_is_never_served() -> None:
    line = Line("test")
    first, _, go = held(line)
    next(first)
    ran = threading.Event()
    second = line.serve(lambda emit: ran.set())
    next(second)
    second.close()
    go.set()
    assert list(first) == ["held"]
    assert reports(line, emitting("third")) == ["third"]
    assert not ran.is_set()


def test_whoever_leaves_while_being_served_is_stopped_at_the_next_report() -> None:
    line = Line("test")
    left, stopped, beyond = threading.Event(), threading.Event(), threading.Event()

    def work(emit: Emit) -> None:
        emit("one")
        left.wait()
        try:
            emit("two")
        finally:
            stopped.set()
        beyond.set()

    interruption = Interruption()
    served = line.serve(work, interruption)
    assert next(served) == "one"
    assert not interruption.made
    served.close()
    assert interruption.made
    left.set()
    assert reports(line, emitting("next")) == ["next"]
    assert stopped.is_set()
    assert not beyond.is_set()
