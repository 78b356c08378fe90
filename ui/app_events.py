"""Which component calls which handler, and what of the answer goes where; nothing is laid out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ui.ask_handlers import AskHandlers, AskView, CheckView
from ui.eval_handlers import EvalHandlers, EvalView
from ui.library_handlers import LibraryHandlers, LibraryView, ModelsView
from ui.page import Page

# Events of the page are no interface for programs, and nothing of them may hold up another.
OURS = {"api_visibility": "private", "concurrency_limit": None, "show_progress": "hidden"}
QUICK = {**OURS, "queue": False}

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Handlers:
    """Everything that can happen."""

    asking: AskHandlers
    library: LibraryHandlers
    evaluation: EvalHandlers


def wire(page: Page, handlers: Handlers) -> None:
    """Connects the page with the handlers."""
    _wire_ask(page, handlers.asking)
    _wire_documents(page, handlers.library)
    _wire_check(page, handlers.asking)
    _wire_evaluation(page, handlers.evaluation)
    _wire_models(page, handlers.library)


def _wire_ask(page: Page, asking: AskHandlers) -> None:
    def shown(view: AskView) -> Row:
        stop, again = page.update(visible=view.running), page.update(visible=bool(view.turns))
        return (view.status, view.story, view.earlier, view.turns, stop, again)

    def forgotten() -> Row:
        return ("", "", "", (), page.update(visible=False), page.update(visible=False))

    outputs = [page.status, page.story, page.earlier, page.turns, page.stop, page.again]
    inputs = [page.question, page.turns, page.as_of, page.since, page.until]
    asked = [
        begin(_each(asking.ask, shown), inputs, outputs, trigger_mode="once", **OURS)
        for begin in (page.question.submit, page.ask.click)
    ]
    for event in asked:
        event.then(lambda: "", None, page.question, **QUICK)
    _wire_stop(page, page.stop, page.status, asking.stopped, asked)
    page.again.click(forgotten, None, outputs, cancels=asked, **QUICK)


def _wire_documents(page: Page, library: LibraryHandlers) -> None:
    def shown(view: LibraryView) -> Row:
        return (view.status, view.listing, view.examples)

    outputs = [page.drop_status, page.documents, page.examples]
    added = page.drop.upload(_each(library.add, shown), page.drop, outputs, **OURS)
    added.then(lambda: None, None, page.drop, **QUICK)
    page.app.load(_once(library.documents, shown), None, outputs, **QUICK)


def _wire_check(page: Page, asking: AskHandlers) -> None:
    def shown(view: CheckView) -> Row:
        return (view.status, view.result, page.update(visible=view.running))

    outputs = [page.check_status, page.checked, page.check_stop]
    event = page.check.click(_each(asking.check, shown), page.draft, outputs, **OURS)
    _wire_stop(page, page.check_stop, page.check_status, lambda: "", [event])


def _wire_evaluation(page: Page, evaluation: EvalHandlers) -> None:
    def shown(view: EvalView) -> Row:
        return (view.status, view.report, page.update(visible=view.running))

    outputs = [page.evaluate_status, page.report, page.evaluate_stop]
    event = page.evaluate.click(_each(evaluation.run, shown), None, outputs, **OURS)
    _wire_stop(page, page.evaluate_stop, page.evaluate_status, lambda: "", [event])
    page.app.load(_once(evaluation.last, shown), None, outputs, **QUICK)


def _wire_models(page: Page, library: LibraryHandlers) -> None:
    def shown(view: ModelsView) -> Row:
        return (view.banner, view.table, page.update(active=view.running))

    outputs = [page.banner, page.models, page.timer]
    page.fetch.click(_once(library.fetch, shown), None, outputs, **QUICK)
    page.timer.tick(_once(library.models, shown), None, outputs, **QUICK)
    page.app.load(_once(library.models, shown), None, outputs, **QUICK)


def _wire_stop(
    page: Page, button: Any, status: Any, said: Callable[[], str], events: list[Any]
) -> None:
    def stopped() -> Row:
        return (said(), page.update(visible=False))

    button.click(stopped, None, [status, button], cancels=events, **QUICK)


def _each(handler: Callable[..., Iterator[Any]], shown: Callable[[Any], Row]) -> Any:
    """The handler as a generator of rows of outputs."""

    def rows(*inputs: Any) -> Iterator[Row]:
        for view in handler(*inputs):
            yield shown(view)

    return rows


def _once(handler: Callable[[], Any], shown: Callable[[Any], Row]) -> Any:
    """The handler as a function that gives one row of outputs."""
    return lambda: shown(handler())
