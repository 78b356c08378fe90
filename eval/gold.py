"""When a passage is gold evidence: the same document, and one quote contains the other."""

from collections.abc import Iterator, Sequence

from eval.outcome import Outcome, Span
from eval.questions import GoldEvidence, Question


def overlaps(span: Span, gold: GoldEvidence) -> bool:
    """Whether a passage is a gold passage, a part of it, or holds it; white space apart."""
    if span.document != gold.document:
        return False
    quote, wanted = " ".join(span.quote.split()), " ".join(gold.quote.split())
    return quote in wanted or wanted in quote


def citable(question: Question) -> tuple[GoldEvidence, ...]:
    """All that is right to cite: evidence, or what contradicts a false premise."""
    return question.evidence or question.corrects


def required(question: Question) -> tuple[GoldEvidence, ...]:
    """The gold passages that a ranking should hold: those that are not optional."""
    return tuple(e for e in citable(question) if not e.optional)


def is_gold(question: Question, span: Span) -> bool:
    """Whether citing the passage is right for the question."""
    return any(overlaps(span, gold) for gold in citable(question))


def cites_gold(question: Question, outcome: Outcome) -> bool:
    """Whether at least one citation of the answer's sentences is gold evidence."""
    return any(is_gold(question, span) for s in outcome.statements for span in s.citations)


def gains(question: Question, ranked: Sequence[Sequence[Span]]) -> Iterator[int]:
    """How many gold passages each place of a ranking is the first to hold.

    A place that holds optional evidence alone is passed over, as rankings are condensed to what
    was judged (Sakai, SIGIR 2007): it neither counts nor takes a place.
    """
    wanted = list(required(question))
    for place in ranked:
        found = [gold for gold in wanted if any(overlaps(span, gold) for span in place)]
        wanted = [gold for gold in wanted if gold not in found]
        if found or not any(is_gold(question, span) for span in place):
            yield len(found)
