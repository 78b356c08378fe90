"""Which component calls which handler, and what of the answer goes where; nothing is laid out."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from ui.ask_handlers import AskHandlers, AskView, CheckView
from ui.eval_handlers import EvalHandlers, EvalView
from ui.library_handlers import LibraryHandlers, LibraryView, ModelsView
from ui.page import Page
from ui.page_rendering import notice
from ui.stopping import StopSign, until_raised

# Events of the page are no interface for programs, and nothing of them may hold up another.
OURS = {"api_visibility": "private", "concurrency_limit": None, "show_progress": "hidden"}
QUICK = {**OURS, "queue": False}

CHECK_STOPPED = notice("Stopped. Sentences that carry no mark were not checked.")
EVALUATION_STOPPED = notice(
    "Stopped. The questions asked so far are kept; the next run goes on from there."
)
STOPPED = notice("Stopped. What stands here has passed the gate; nothing more is written.")

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
        kept = page.update()
        story = kept if view.story is None else view.story
        earlier = kept if view.earlier is None else view.earlier
        question = "" if view.answered else kept
        again = page.update(visible=bool(view.turns) and not view.running)
        buttons = (*_one_of(page, view.running), again)
        return (view.status, story, earlier, view.turns, question, *buttons)

    def forgotten() -> Row:
        return ("", "", "", (), "", *_one_of(page, False), page.update(visible=False))

    outputs = [page.status, page.story, page.earlier, page.turns, page.question]
    outputs += [page.ask, page.stop, page.again]
    inputs = [page.ask_sign, page.question, page.turns, page.as_of, page.since, page.until]
    for begin in (page.question.submit, page.ask.click):
        begin(_stoppable(asking.ask, shown, STOPPED), inputs, outputs, **OURS)
    page.stop.click(StopSign.raise_it, page.ask_sign, None, **QUICK)
    page.again.click(forgotten, None, outputs, **QUICK)


def _wire_documents(page: Page, library: LibraryHandlers) -> None:
    def shown(view: LibraryView) -> Row:
        return (view.status, view.listing, view.examples)

    outputs = [page.drop_status, page.documents, page.examples]
    added = page.drop.upload(_each(library.add, shown), page.drop, outputs, **OURS)
    added.then(lambda: None, None, page.drop, **QUICK)
    page.app.load(_once(library.documents, shown), None, outputs, **QUICK)
    # Others may have added or removed something since.
    for tab in (page.ask_page, page.documents_page):
        tab.select(_once(library.documents, shown), None, outputs, **QUICK)


def _wire_check(page: Page, asking: AskHandlers) -> None:
    def shown(view: CheckView) -> Row:
        return (view.status, view.result, *_one_of(page, view.running))

    inputs = [page.check_sign, page.draft]
    outputs = [page.check_status, page.checked, page.check, page.check_stop]
    page.check.click(_stoppable(asking.check, shown, CHECK_STOPPED), inputs, outputs, **OURS)
    page.check_stop.click(StopSign.raise_it, page.check_sign, None, **QUICK)


def _wire_evaluation(page: Page, evaluation: EvalHandlers) -> None:
    def shown(view: EvalView) -> Row:
        return (view.status, view.report, *_one_of(page, view.running))

    inputs = [page.evaluate_sign, page.sample]
    outputs = [page.evaluate_status, page.report, page.evaluate, page.evaluate_stop]
    page.evaluate.click(
        _stoppable(evaluation.run, shown, EVALUATION_STOPPED), inputs, outputs, **OURS
    )
    page.evaluate_stop.click(StopSign.raise_it, page.evaluate_sign, None, **QUICK)
    page.app.load(_once(evaluation.last, shown), None, outputs, **QUICK)


def _wire_models(page: Page, library: LibraryHandlers) -> None:
    def shown(view: ModelsView) -> Row:
        fetch, timer = page.update(visible=view.missing), page.update(active=view.running)
        return (view.banner, view.table, fetch, timer)

    outputs = [page.banner, page.models, page.fetch, page.timer]
    page.fetch.click(_once(library.fetch, shown), None, outputs, **QUICK)
    page.timer.tick(_once(library.models, shown), None, outputs, **QUICK)
    page.app.load(_once(library.models, shown), None, outputs, **QUICK)


def _one_of(page: Page, running: bool) -> Row:
    """The button that begins and the one that stops: there is one of them at a time."""
    return page.update(visible=not running), page.update(visible=running)


def _stoppable(
    handler: Callable[..., Generator[Any, None, None]], shown: Callable[[Any], Row], said: str
) -> Any:
    """The handler as a generator of rows that ends when the sign, its first input, is raised."""

    def rows(sign: StopSign, *inputs: Any) -> Iterator[Row]:
        with closing(until_raised(handler(*inputs), sign, said)) as views:
            for view in views:
                yield shown(view)

    return rows


def _each(handler: Callable[..., Iterator[Any]], shown: Callable[[Any], Row]) -> Any:
    """The handler as a generator of rows of outputs."""

    def rows(*inputs: Any) -> Iterator[Row]:
        for view in handler(*inputs):
            yield shown(view)

    return rows


def _once(handler: Callable[[], Any], shown: Callable[[Any], Row]) -> Any:
    """The handler as a function that gives one row of outputs."""
    return lambda: shown(handler())
