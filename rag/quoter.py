"""Quoting where writing is not enough: which sentences may stand in an answer, the judge asked."""

from collections.abc import Iterable, Iterator, Sequence

from index.vocabulary import Evidence, Sentence
from rag import quoting
from rag.coverage import terms
from rag.draft import Draft
from rag.gate import Gate
from rag.passages import source
from rag.relevance import asks_who, gives_date
from rag.stopwatch import Stopwatch
from rag.vocabulary import Source, Statement


class Quoter:
    """Chooses quotations for one question from its evidence; `best` is what may answer it."""

    def __init__(
        self, question: str, evidence: Sequence[Evidence], best: frozenset[Sentence], gate: Gate
    ) -> None:
        self.best = best
        self._question = question
        self._evidence = evidence
        self._sources = [source(e) for e in evidence]
        self._gate = gate

    def best_in_full(self, most: int) -> Iterator[str]:
        """The best-ranked sentences, each with what says who "he" in it is."""
        for piece in self._evidence[:most]:
            yield self._in_full(quoting.verbatim(piece))

    def may_be_quoted(self, rested_on: Sequence[Source]) -> tuple[Statement, ...]:
        """What may stand as the answer, the best first; `rested_on` by withheld sentences."""
        reader = self._gate.reader(self._question)
        return quoting.may_be_quoted(
            self._question, self._evidence, self.best, self._sources, rested_on, reader=reader
        )

    def surely(self) -> Statement | None:
        """The quotation that says just what is asked beyond doubt, if there is one.

        What shares no word with the question may be of anything.
        """
        quote = self._said_best(self.may_be_quoted(()))
        if quote is None:
            return None
        said = self._in_full(quote)
        speaks_of_it = not terms(self._question).isdisjoint(terms(said))
        return quote if speaks_of_it and self._gate.surely_says(self._question, said) else None

    def best_of(
        self, quotes: Sequence[Statement], *, sure: bool, borne_out: Sequence[Source] = ()
    ) -> Statement | None:
        """Of what may be quoted, as nothing that the model wrote has passed, the best.

        Nothing passing is a sign that the sources lack the answer: the model must find a quotation
        to say just what is asked. It is not asked about "when", where it says no too often: a date
        has to be told from what stands around it, and stands where it is `sure` on other grounds
        that the answer is there. Less is asked of what has `borne_out` a withheld sentence but for
        words of the question.
        """
        first = next(iter(quotes), None)
        if first is None or not gives_date(self._question, first.text):
            return self._said_best(quotes, borne_out)
        dates = sure or self._gate.may_date(self._question, self._in_full(first))
        return first if dates else None

    def instead_of_withheld(self, draft: Draft, watch: Stopwatch) -> Iterator[Statement]:
        """What withheld sentences had named, if it says what is asked, beside what is said."""
        named = quoting.instead_of(self._question, draft.rested_on, draft.statements, self._sources)
        adding = (quote for quote in named if self.best_of((quote,), sure=False))
        for quote in watch.each("verify", adding):
            yield from self.told(quote, draft)

    def elsewhere(
        self, answered: Sequence[Statement], draft: Draft, watch: Stopwatch
    ) -> Iterator[Statement]:
        """What other articles than those of what has `answered` the question say to it."""
        others = quoting.elsewhere(self._question, self._evidence, answered, self._sources)
        for quote in watch.each("verify", filter(self._also_says, others)):
            yield from self.told(quote, draft)

    def missing_figures(self, draft: Draft) -> Iterator[Statement]:
        """A quotation for each figure that differs from the others and is not cited yet."""
        for figure in quoting.missing_figures(draft.disagreements, draft.statements):
            # Who "he" is stands beside it, among the figures that differ.
            yield from _new((quoting.citing_antecedent(figure, self._evidence),), draft)

    def told(self, quote: Statement, draft: Draft) -> Iterator[Statement]:
        """A quotation with what it needs to be understood, as far as it is new.

        Asked who, the sentence that names "him" is part of the answer; else it is cited.
        """
        if asks_who(self._question):
            yield from _new(quoting.with_antecedent(quote, self._evidence, draft.statements), draft)
        else:
            yield from _new((quoting.citing_antecedent(quote, self._evidence),), draft)

    def _said_best(
        self, quotes: Sequence[Statement], borne_out: Sequence[Source] = ()
    ) -> Statement | None:
        said = [self._in_full(quote) for quote in quotes]
        bearing = {source.citation.sentence for source in borne_out}
        likelier = [quote.citations[0].sentence in bearing for quote in quotes]
        best = self._gate.best_said(self._question, said, likelier) if said else None
        return None if best is None else self._answering(quotes[best], quotes)

    def _answering(self, quote: Statement, quotes: Sequence[Statement]) -> Statement:
        """A quotation, or another that says who "he" in it is, if only that answers."""
        leant_on = quoting.citing_antecedent(quote, self._evidence).citations[1:]
        said_before = {citation.sentence for citation in leant_on}
        other = next((q for q in quotes if q.citations[0].sentence in said_before), None)
        if other is None or not self._gate.hardly_answers(self._question, quote.text):
            return quote
        return other

    def _also_says(self, quote: Statement) -> bool:
        return self._gate.also_says(self._question, self._in_full(quote))

    def _in_full(self, quote: Statement) -> str:
        """A quotation with what says who "he" in it is."""
        return quoting.in_full(quote, self._evidence)


def _new(told: Iterable[Statement], draft: Draft) -> Iterator[Statement]:
    for statement in tuple(told):
        if draft.take(statement):
            yield statement
