"""Evidence as the answer: the sources' own sentences, word for word."""

from collections.abc import Iterator, Sequence

from index.vocabulary import Document, Evidence, Sentence
from rag.coverage import coverage
from rag.disagreements import Disagreement
from rag.gate import beside_the_question
from rag.passages import source
from rag.relevance import asks_for_count, figures_asked_for
from rag.vocabulary import Citation, Statement, Withheld

LEAST_LIKENESS = 0.5
DIFFERENT = ("conflict", "different scope", "update")


def best_quote(
    question: str, evidence: Sequence[Evidence], best: frozenset[Sentence]
) -> Statement | None:
    """The sentence that gives the figure asked for; for other questions the best-ranked one.

    None where no `best` sentence has the figure and the speaker that the question names.
    """
    asked = {f.sentence for f in figures_asked_for(question, evidence)}
    counts = asks_for_count(question)
    sources = [source(e) for e in evidence if e.sentence in (asked if counts else best)]
    for one in sources:
        if beside_the_question(question, [one], [source(e) for e in evidence]) is None:
            return Statement(one.text, (one.citation,))
    return None


def instead_of(
    question: str,
    withheld: Sequence[Withheld],
    said: Sequence[Statement],
    evidence: Sequence[Evidence],
    best: frozenset[Sentence],
) -> Iterator[Statement]:
    """For each withheld sentence, the evidence that it was made from, if nothing said cites it.

    Not where a count is asked for: such evidence gives another figure as easily.
    """
    if asks_for_count(question):
        return
    cited = {c.sentence for statement in said for c in statement.citations}
    for sentence in withheld:
        nearest = max(evidence, key=lambda e: coverage(sentence.text, [e.sentence.text]))
        near = coverage(sentence.text, [nearest.sentence.text])
        if nearest.sentence in best - cited and near >= LEAST_LIKENESS:
            cited.add(nearest.sentence)
            yield _quote(nearest.document, nearest.sentence)


def missing_figures(
    disagreements: Sequence[Disagreement], said: Sequence[Statement]
) -> Iterator[Statement]:
    """A quote for each figure that differs from the others and that nothing said cites yet."""
    cited = {c.sentence for statement in said for c in statement.citations}
    for disagreement in disagreements:
        if disagreement.relation not in DIFFERENT:
            continue
        for figured in disagreement.figures:
            if figured.sentence not in cited:
                cited.add(figured.sentence)
                yield _quote(figured.document, figured.sentence)


def _quote(document: Document, sentence: Sentence) -> Statement:
    return Statement(sentence.text, (Citation(document, sentence),))
