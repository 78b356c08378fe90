"""How a question becomes an answer: retrieve, decide whether it is there, write, gate, quote."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.retriever import Retriever, Window
from index.vocabulary import Evidence, Sentence
from rag.abstention import NOT_STATED, Abstention, signals
from rag.answer_type import by_answer_type
from rag.answerability import Answerability
from rag.attribution import asked_to_speak
from rag.closeness import near_the_best, sentences
from rag.closer_reading import CloserReading
from rag.draft import Draft
from rag.gate import Gate
from rag.generator import Generator
from rag.in_passing import not_in_passing
from rag.interruption import Interruption
from rag.named import is_on_the_matter, of_the_named
from rag.other_words import other_words
from rag.parts import Part, parts
from rag.passages import passages
from rag.progress import Event, Phase
from rag.question_text import usable
from rag.quoter import Quoter
from rag.ranking import by_answerability, by_closer_reading
from rag.relevance import compared, figures_asked_for
from rag.settings import Settings
from rag.stopwatch import Stopwatch
from rag.vocabulary import Answer, Citation
from rag.writer import Writer

PHASES = ("load", "retrieve", "generate", "verify")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the day it is asked on and the dates that count (ISO, None: no bound)."""

    text: str
    as_of: str | None = None
    since: str | None = None
    until: str | None = None

    @property
    def window(self) -> Window:
        """Documents published after the reader's today are left out."""
        today = self.as_of or date.today().isoformat()
        return Window(self.since, min(self.until or today, today), today)


class Pipeline:
    """Answers questions from one library; without a generator the best evidence is quoted."""

    def __init__(
        self,
        retriever: Retriever,
        generator: Generator | None,
        gate: Gate,
        abstention: Abstention,
        settings: Settings,
        *,
        answerability: Answerability | None = None,
        closer: CloserReading | None = None,
    ) -> None:
        self._retriever = retriever
        self._generator = generator
        writes = generator is not None and generator.writes
        self._writer = Writer(generator, gate, settings) if generator and writes else None
        self._gate = gate
        self._abstention = abstention
        self._settings = settings
        self._answerability = answerability
        self._closer = closer

    def heed(self, interruption: Interruption) -> None:
        """From now on searching, reading and writing raise Interrupted when this is made."""
        self._retriever.heed(interruption.check)
        if self._generator is not None:
            self._generator.heed(interruption)

    def search(self, question: Question, k: int) -> list[Evidence]:
        """The k best pieces of evidence; raises RequestError for a question that is not usable."""
        return self._ranked(question, question.text, k)

    def related(self, statement: Question, k: int) -> list[Evidence]:
        """The k pieces of evidence most relevant to a statement, which asks nothing."""
        return self._found(statement, statement.text, k)[:k]

    def _found(self, question: Question, query: str, k: int) -> list[Evidence]:
        most = max(k, self._settings.candidates)
        return self._retriever.search(usable(query), most, question.window, other_words(query))

    def _ranked(self, question: Question, query: str, k: int) -> list[Evidence]:
        """What a query finds, ranked by whether it answers the question, and in the right kind."""
        found = self._found(question, query, k)
        ranked = _named_first(question.text, by_answer_type(question.text, found))
        if self._answerability is not None:
            weighed = self._settings.weighed
            ranked = by_answerability(question.text, ranked, self._answerability, weighed)
        if self._closer is not None and self._answerability is not None:
            most = self._settings.read_closely
            models = self._answerability, self._closer
            ranked = by_closer_reading(question.text, ranked, *models, most)
        return ranked[:k]

    def answer(self, question: Question) -> Iterator[Event]:
        """Phases and sentences as they come, each sentence once it has passed; then the Answer.

        Raises RequestError for a question that is not usable.
        """
        watch, draft = Stopwatch(), Draft()
        found: list[Evidence] = []
        for part in parts(question.text):
            yield Phase("searching")
            with watch.phase("retrieve"):
                asked = replace(question, text=part.text)
                evidence = self._ranked(asked, part.query, self._settings.candidates)
            found += [e for e in evidence if e not in found]
            about = not_in_passing(part.text, of_the_named(part.text, evidence))
            if evidence:
                yield from self._answered(part, about or evidence, draft, watch)
        yield self._finished(question, found, draft, watch)

    def _answered(
        self, part: Part, evidence: Sequence[Evidence], draft: Draft, watch: Stopwatch
    ) -> Iterator[Event]:
        near = near_the_best(evidence, self._settings.read_within)[: self._settings.read]
        shown = passages(near)
        quoter = Quoter(part.text, evidence, self._best(part, evidence), self._gate)
        yield Phase("reading")
        with watch.phase("verify"):
            answered = self._answered_best(part, quoter)
            seen = signals(
                part.text, evidence, shown, self._generator,
                answered=answered, closely=self._closely_answered_best(part, quoter),
            )  # fmt: skip
            missing = self._abstention.reason(seen)
            only_unlikely = missing is not None and not seen.of_another_matter
            if only_unlikely and _several_give_it(part, evidence):
                missing = None
            # It is of what the sources may not speak of.
            alone = draft.unanswered and part.says_not_of_what
            if alone and not self._abstention.sure(seen):
                missing = NOT_STATED
            yet = quoter.surely() if missing is not None and self._abstention.open(seen) else None
            draft.decide(part, self._abstention.probability(seen), None if yet else missing)
        before = len(draft.statements)
        if yet is not None:
            yield from quoter.told(yet, draft)
            yield from quoter.elsewhere(draft.statements[before:], draft, watch)
        if missing is not None:
            return
        with watch.phase("verify"):
            shown_apart = compared(part.text, evidence, self._gate.reader(part.text))
        draft.disagreements += tuple(d for d in shown_apart if d not in draft.disagreements)
        if self._writer is not None:
            yield from self._writer.write(part, shown, quoter.best, draft, watch)
        if len(draft.statements) == before:
            quotes = quoter.may_be_quoted(draft.rested_on)
            with watch.phase("verify"):
                unasked = _several_give_it(part, evidence)
                sure = self._abstention.sure(seen)
                first = next(iter(quotes), None)
                said = draft.borne_out
                quote = first if unasked else quoter.best_of(quotes, sure=sure, borne_out=said)
            if quote is not None:
                yield from quoter.told(quote, draft)
            elif quotes and not shown_apart:
                draft.decide(part, self._abstention.probability(seen), NOT_STATED)
                return
        yield from quoter.instead_of_withheld(draft, watch)
        yield from quoter.elsewhere(draft.statements[before:], draft, watch)
        yield from quoter.missing_figures(draft)

    def _answered_best(self, part: Part, quoter: Quoter) -> float | None:
        """Log-odds that the sentence which answers best does answer; None without a model of it."""
        return _best_odds(self._answerability, part, quoter.best_in_full(self._settings.weighed))

    def _closely_answered_best(self, part: Part, quoter: Quoter) -> float | None:
        """The same by the closer reading of the few best."""
        return _best_odds(self._closer, part, quoter.best_in_full(self._settings.read_closely))

    def _best(self, part: Part, evidence: Sequence[Evidence]) -> frozenset[Sentence]:
        """What an answer may rest on: the best evidence, and whatever has the figure asked for."""
        near = near_the_best(evidence, self._settings.rest_within)
        figured = figures_asked_for(part.text, evidence)
        ranked = sentences((*evidence[: self._settings.rest], *near))
        return ranked | {figure.sentence for figure in figured}

    def _finished(
        self, question: Question, evidence: Sequence[Evidence], draft: Draft, watch: Stopwatch
    ) -> Answer:
        answered = bool(draft.statements)
        nearest = () if answered else evidence[: self._settings.nearest]
        return Answer(
            question=question.text,
            statements=tuple(draft.statements),
            mode="quoted" if not draft.written and (answered or not self._writer) else "generated",
            as_of=question.as_of,
            reason=None if answered else _reason(draft, evidence),
            nearest=tuple(Citation(e.document, e.sentence, e.score) for e in nearest),
            withheld=tuple((*draft.withheld, *draft.missing) if answered else draft.withheld),
            disagreements=draft.disagreements if answered else (),
            confidence=draft.confidence,
            timings=watch.timings(*PHASES),
        )


def _best_odds(model: Answerability | None, part: Part, passages: Iterable[str]) -> float | None:
    if model is None:
        return None
    return max(model.log_odds(part.text, passage) for passage in passages)


def _named_first(question: str, found: list[Evidence]) -> list[Evidence]:
    """What is of articles that have nothing of what a question names, after all others."""
    about = of_the_named(question, found)
    return found if len(about) == len(found) else [*about, *(e for e in found if e not in about)]


def _several_give_it(part: Part, evidence: Sequence[Evidence]) -> bool:
    """Whether by the rules alone several articles on one matter give the figure asked for.

    Where it is asked for as somebody's, others' say nothing of that.
    """
    if any(asked_to_speak(part.text)):
        return False
    for group in compared(part.text, evidence):
        first, *others = {f.document.name: f.document for f in group.figures}.values()
        if any(is_on_the_matter(other, [first]) for other in others):
            return True
    return False


def _reason(draft: Draft, evidence: Sequence[Evidence]) -> str:
    """What lacks, in one line."""
    if draft.missing:
        return "; ".join(dict.fromkeys(missing.reason for missing in draft.missing))
    return NOT_STATED if evidence else "nothing was found"
