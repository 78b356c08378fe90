"""Evidence as the answer: the sources' own sentences, word for word."""

from collections.abc import Iterator, Sequence

from rag.coverage import coverage
from rag.disagreements import Disagreement
from rag.vocabulary import Citation, Source, Statement


def best_quote(question: str, sources: Sequence[Source]) -> Statement | None:
    """The sentence that answers best by the reranker, then by the question's own words."""
    ranked = [s for s in sources if s.citation.score is not None]
    if not ranked:
        return None
    best = max(ranked, key=lambda s: (s.citation.score or 0.0, coverage(question, s.context)))
    return Statement(best.text, (best.citation,))


def missing_figures(
    disagreements: Sequence[Disagreement], said: Sequence[Statement]
) -> Iterator[Statement]:
    """A quote for each figure that sources give differently and that nothing said cites yet."""
    cited = {c.sentence for statement in said for c in statement.citations}
    for disagreement in disagreements:
        for figured in disagreement.figures:
            if figured.sentence not in cited:
                cited.add(figured.sentence)
                quote = " ".join(figured.sentence.text.split())
                yield Statement(quote, (Citation(figured.document, figured.sentence),))
