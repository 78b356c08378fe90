"""What happens on the pages Ask and Check: requests in, what is shown out; no components here."""

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date

from index.errors import FootnotedError, RequestError
from rag.pipeline import Question
from ui.check_rendering import checked
from ui.conversation import Turn, read
from ui.desks import Desks, Step
from ui.html_rendering import earlier, story
from ui.page_rendering import judging, phases, problem


@dataclass(frozen=True, slots=True)
class AskView:
    """What the page Ask shows; None stays as it is. `running`: there is something to stop."""

    status: str
    story: str | None
    earlier: str | None
    turns: tuple[Turn, ...]
    running: bool
    answered: bool = False


@dataclass(frozen=True, slots=True)
class CheckView:
    """What the page Check shows."""

    status: str
    result: str
    running: bool


class AskHandlers:
    """Asking and checking, for any number of people: whatever is theirs is passed in and out."""

    def __init__(self, desks: Desks) -> None:
        self._desks = desks

    def ask(
        self, asked: str, turns: Sequence[Turn], as_of: str = "", since: str = "", until: str = ""
    ) -> Generator[AskView, None, None]:
        """Shows the answer sentence by sentence; closing the iterator frees the model."""
        before = tuple(turns)
        read_as = read(asked, before)
        past = earlier([(t.record, t.asked, t.read_as) for t in before])
        view = AskView("", None, None, before, running=True)
        try:
            question = replace(asking(asked, as_of, since, until), text=read_as)
            view = replace(view, story=_opening(asked, read_as), earlier=past)
            with closing(self._desks.answer(question)) as steps:
                for step in steps:
                    view = _after(step, view, asked, read_as)
                    yield view
        except FootnotedError as error:
            # The question is in its field still.
            said = "" if view.story == _opening(asked, read_as) else view.story
            yield replace(view, status=problem(_line(error)), story=said, running=False)

    def check(self, text: str) -> Generator[CheckView, None, None]:
        """Shows the draft with its verdicts."""
        try:
            if not any(c.isalnum() for c in text):
                raise RequestError("the draft is empty: paste the text to check")
            with closing(self._desks.check(text)) as steps:
                for step in steps:
                    yield _judged(step)
        except FootnotedError as error:
            yield CheckView(problem(_line(error)), "", running=False)


def asking(text: str, as_of: str = "", since: str = "", until: str = "") -> Question:
    """A question with its dates, empty ones left open; raises RequestError for unusable ones."""
    if not any(c.isalnum() for c in text):
        raise RequestError("the question is empty: write what you want to know")
    first, last = _date(since), _date(until)
    if first and last and first > last:
        raise RequestError(f"{first} is after {last}: exchange the two dates")
    return Question(text, _date(as_of), first, last)


def _after(step: Step, view: AskView, asked: str, read_as: str) -> AskView:
    view = replace(view, status=_status(step))
    if step.record is None:
        return view
    view = replace(view, story=story(step.record, asked, read_as, live=not step.finished))
    if not step.finished:
        return view
    turns = (*view.turns, Turn(asked, read_as, step.record))
    return replace(view, turns=turns, running=False, answered=True)


def _judged(step: Step) -> CheckView:
    if step.record is None:
        status = judging(step.phase, 0.0, step.ahead, int(step.seconds))
        return CheckView(status, "", running=True)
    shown = checked(step.record)
    if step.finished:
        return CheckView("", shown, running=False)
    share = step.record["sentences"][-1]["end"] / len(step.record["text"])
    return CheckView(judging(step.phase, share, 0, int(step.seconds)), shown, running=True)


def _status(step: Step) -> str:
    return "" if step.finished else phases(step.phase, step.ahead, int(step.seconds))


def _opening(asked: str, read_as: str) -> str:
    """The question alone, before anything is known."""
    return story({"answer": (), "mode": "generated"}, asked, read_as, live=True)


def _date(text: str) -> str | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError as error:
        raise RequestError(f"{text.strip()!r} is no date: write it as 2024-12-31") from error


def _line(error: FootnotedError) -> str:
    return " ".join(str(error).split())
