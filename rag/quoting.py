"""Evidence as the answer: the sources' own sentences, word for word."""

from collections.abc import Iterator, Sequence

from index.vocabulary import Evidence
from rag.disagreements import Disagreement
from rag.relevance import figures_asked_for
from rag.vocabulary import Citation, Statement

DIFFERENT = ("conflict", "different scope", "update")


def best_quote(question: str, evidence: Sequence[Evidence]) -> Statement | None:
    """The sentence that gives the figure asked for, else the one that the reranker ranks first."""
    asked = [(f.document, f.sentence) for f in figures_asked_for(question, evidence)]
    ranked = asked or [(e.document, e.sentence) for e in evidence]
    if not ranked:
        return None
    document, sentence = ranked[0]
    return Statement(" ".join(sentence.text.split()), (Citation(document, sentence),))


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
                quote = " ".join(figured.sentence.text.split())
                yield Statement(quote, (Citation(figured.document, figured.sentence),))
