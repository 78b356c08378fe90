"""A desk that says what it was told to, over a real library; and a real app made of it."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.indexer import Indexer
from index.library import Library
from index.sentences import split
from index.vocabulary import Evidence
from index.weights import Weights
from rag.check import CheckedSentence
from rag.disagreements import Disagreement
from rag.interruption import Interruption
from rag.pipeline import Question
from rag.progress import Event, Phase
from rag.vocabulary import Answer, Citation, Statement, Verdict, Withheld
from tests.fakes.fake_encoder import FakeEncoder
from ui.app_assembly import put_together
from ui.desks import Desks
from ui.eval_report import EvalReport
from ui.model_fetching import Fetching
from ui.shelf import Shelf

RECEIPT = {"library": "sha256:0", "model": None, "encoder": "sha256:0", "prompt": "sha256:0"}


@dataclass
class Script:
    """What to say to a question that contains `about`; `quotes` are cited, one a sentence.

    `gate` holds the answer back, sentence by sentence, until it is set.
    """

    about: str
    sentences: Sequence[tuple[str, Sequence[str]]] = ()
    withheld: Sequence[Withheld] = ()
    disagree: Callable[["ScriptedPipeline"], tuple[Disagreement, ...]] | None = None
    reason: str | None = None
    gate: threading.Event | None = None


class ScriptedPipeline:
    """Answers by script; what no script is about is refused with the first sentences as nearest."""

    def __init__(self, library: Library, scripts: Sequence[Script]) -> None:
        self.library = library
        self._scripts = scripts
        self.closed = 0

    def answer(self, question: Question) -> Iterator[Event]:
        script = next((s for s in self._scripts if s.about in question.text), None)
        try:
            yield Phase("searching")
            yield Phase("reading")
            if script is None or script.reason:
                yield self._refusal(question, script)
                return
            yield Phase("writing")
            yield from self._written(question, script)
        except GeneratorExit:
            self.closed += 1
            raise

    def search(self, question: Question, k: int) -> list[Evidence]:
        found = [
            Evidence(self.library.document(d.name), s, 0.5)
            for d, _ in self.library.documents()
            for s in self.library.sentences(d.name)
            if s.evidence
        ]
        return found[:k]

    def cite(self, quote: str) -> Citation:
        """The sentence of the library that contains the quote."""
        for document, _ in self.library.documents():
            for sentence in self.library.sentences(document.name):
                if quote in sentence.text:
                    return Citation(document, sentence)
        raise AssertionError(f"no sentence has {quote!r}")

    def _written(self, question: Question, script: Script) -> Iterator[Event]:
        said = []
        for text, quotes in script.sentences:
            said.append(Statement(text, tuple(self.cite(q) for q in quotes)))
            yield said[-1]
            while script.gate is not None and not script.gate.wait(0.05):
                yield Phase("writing")
        yield Answer(
            question.text, tuple(said), withheld=tuple(script.withheld),
            disagreements=script.disagree(self) if script.disagree else (),
            timings={"total": 0.1},
        )  # fmt: skip

    def _refusal(self, question: Question, script: Script | None) -> Answer:
        reason = script.reason if script else "the sources found do not state this"
        nearest = tuple(Citation(e.document, e.sentence, e.score) for e in self.search(question, 2))
        return Answer(question.text, reason=reason, nearest=nearest, timings={"total": 0.1})


@dataclass
class ScriptedDesk:
    """What Desks needs of a desk. A draft sentence is supported if it stands in the library,
    contradicted if it contains "not", else not found."""

    library: Library
    pipeline: ScriptedPipeline
    engines: str = "loaded"

    def receipt(self) -> dict[str, str | None]:
        return dict(RECEIPT)

    def heed(self, interruption: Interruption) -> None:
        """A pipeline that is scripted has nothing to break off between two events."""

    def check(self, text: str) -> Iterator[CheckedSentence]:
        return (self._checked(s.text, s.start, s.end) for s in split("draft", text))

    def _checked(self, text: str, start: int, end: int) -> CheckedSentence:
        try:
            found: tuple[Citation, ...] = (self.pipeline.cite(text),)
            return CheckedSentence(text, start, end, Verdict.SUPPORTED, 0.9, None, found)
        except AssertionError:
            near = tuple(
                Citation(e.document, e.sentence) for e in self.pipeline.search(Question(text), 1)
            )
        if " not " in text:
            return CheckedSentence(
                text, start, end, Verdict.REFUTED, 0.1, "the sources say otherwise", near
            )
        return CheckedSentence(
            text, start, end, Verdict.NOT_ENOUGH_INFO, 0.2, "not in the sources", near
        )


@dataclass
class App:
    """A served app and the parts a test may look at."""

    app: Any
    pipelines: list[ScriptedPipeline] = field(default_factory=list)


def fill(folder: Path, paths: Sequence[Path]) -> None:
    """Indexes documents into the library with the fake encoder."""
    with Library.create(folder) as library:
        report = Indexer(library, FakeEncoder()).index(paths)
    assert report.failed == []


def scripted_app(
    folder: Path, scripts: Sequence[Script] = (), evaluation: Sequence[str] | None = None
) -> App:
    """The whole app over the library in `folder`, with a desk that follows the scripts.

    `evaluation` is the program that the page Eval runs, without it the real one.
    """
    made = App(None)

    def opened(_: str, engines: Any) -> Any:
        library = Library.open(folder)
        made.pipelines.append(ScriptedPipeline(library, scripts))
        return ScriptedDesk(library, made.pipelines[-1])

    weights = Weights(folder / "weights", offline=True)
    desks = Desks(weights, "none", opened)
    shelf = Shelf(folder, lambda library: Indexer(library, FakeEncoder()))
    made.app = put_together(
        desks, shelf, Fetching(weights, ()), EvalReport(folder, "none", evaluation)
    )
    return made
