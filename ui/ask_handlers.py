"""What happens on the pages Ask and Check: requests in, what is shown out; no components here."""

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from index.errors import FootnotedError, RequestError
from rag.pipeline import Question
from ui.check_rendering import checked
from ui.conversation import Turn, read
from ui.desks import Desks, Step
from ui.html_rendering import earlier, story
from ui.page_rendering import phases, problem


@dataclass(frozen=True, slots=True)
class AskView:
    """What the page Ask shows; `running` is whether there is something to stop."""

    status: str
    story: str
    earlier: str
    turns: tuple[Turn, ...]
    running: bool


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
        view = AskView(phases(""), _opening(asked, read_as), past, before, running=True)
        try:
            question = asking(read_as, as_of, since, until)
            with closing(self._desks.answer(question)) as steps:
                for step in steps:
                    view = _after(step, view, asked, read_as)
                    yield view
        except FootnotedError as error:
            yield AskView(problem(_line(error)), view.story, past, before, running=False)

    def check(self, text: str) -> Generator[CheckView, None, None]:
        """Shows the draft with its verdicts."""
        try:
            if not any(c.isalnum() for c in text):
                raise RequestError("the draft is empty: paste the text to check")
            with closing(self._desks.check(text)) as steps:
                for step in steps:
                    if step.finished and step.record is not None:
                        yield CheckView("", checked(step.record), running=False)
                    else:
                        yield CheckView(phases(step.phase, step.ahead), "", running=True)
        except FootnotedError as error:
            yield CheckView(problem(_line(error)), "", running=False)


def asking(text: str, as_of: str = "", since: str = "", until: str = "") -> Question:
    """A question with its dates, empty ones left open; raises RequestError for unusable ones."""
    if not any(c.isalnum() for c in text):
        raise RequestError("the question is empty: write what you want to know")
    return Question(text, _date(as_of), _date(since), _date(until))


def _after(step: Step, view: AskView, asked: str, read_as: str) -> AskView:
    if step.record is None:
        return AskView(phases(step.phase, step.ahead), view.story, view.earlier, view.turns, True)
    shown = story(step.record, asked, read_as, live=not step.finished)
    if not step.finished:
        return AskView(phases(step.phase, step.ahead), shown, view.earlier, view.turns, True)
    turns = (*view.turns, Turn(asked, read_as, step.record))
    return AskView("", shown, view.earlier, turns, running=False)


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
