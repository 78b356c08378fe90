"""Evidence as the answer: the sources' own sentences, word for word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from index.vocabulary import Document, Evidence, Sentence
from rag.answering import Figured
from rag.attribution import asked_to_speak
from rag.disagreements import Disagreement
from rag.doubtful import Reader
from rag.gate import beside_the_question
from rag.named import (
    about_the_named,
    is_about_person,
    is_on_the_matter,
    names_person,
    persons,
    speaks_of,
)
from rag.names import names
from rag.opposites import other_of_two
from rag.parts import subjects
from rag.passages import points_back
from rag.quotations import unquoted
from rag.relevance import (
    NOT_KNOWN,
    another_figure,
    asks_for_count,
    asks_for_figure,
    asks_who,
    figures_surely_asked_for,
    figures_told,
    gives_measure,
    gives_names,
    gives_place,
    says_anything,
)
from rag.speakers import speakers
from rag.vocabulary import Citation, Source, Statement

MOST_RANKED = 2
MOST_INSTEAD = 2
MOST_ELSEWHERE = 3
LEAST_RELEVANT = 0.1  # the score, for a second article's sentence
FEWEST_WORDS = 6  # of a heading that is quoted
_ENDS = re.compile(r"[.!?…][”’\"')\]]*\s*$")
_PERSON = re.compile(r"\b(?:he|she|his|her)\b", re.I)
_QUOTATION = re.compile(r"[“\"][^“”\"]+[”\"]\.?")
DIFFERENT = ("conflict", "different scope", "update")


def may_be_quoted(
    question: str,
    evidence: Sequence[Evidence],
    best: frozenset[Sentence],
    shown: Sequence[Source],
    rested_on: Sequence[Source],
    *,
    reader: Reader | None = None,
) -> tuple[Statement, ...]:
    """The sentences that give the figure asked for; for other questions the best-ranked ones.

    Where no figure surely is the one, those that a `reader` tells, or else what it finds to answer
    beyond doubt. After those with the figure come the best that say it is not known, and then what
    withheld sentences named as their evidence. `shown` is the evidence as sources. Empty where no
    `best` sentence has the figure and the speaker that the question names.
    """
    about = _asked_about(question, evidence)

    def ranked(may: frozenset[Sentence]) -> Iterator[Statement]:
        speaking = (
            s
            for s in shown
            if s.citation.sentence in may
            and _speaks_to(question, s, shown)
            and not _is_of_another(about, s, evidence)
        )
        return (quotation(s.citation) for s in islice(speaking, MOST_RANKED))

    if asks_for_count(question):
        given = figures_surely_asked_for(question, evidence)
        given = given or figures_told(question, evidence, reader)
        asked = frozenset(figured.sentence for figured in given)
        asked = asked or _surely_answering(question, evidence, best, reader)
        not_known = frozenset(s for s in best - asked if NOT_KNOWN.search(s.text))
        quotes = (*ranked(asked), *ranked(not_known))
    else:
        told = about_the_named(question, evidence) if asks_for_figure(question) else evidence
        quotes = tuple(ranked(best & {item.sentence for item in told}))
    return (*quotes, *instead_of(question, rested_on, quotes, shown))


def _surely_answering(
    question: str, evidence: Sequence[Evidence], best: frozenset[Sentence], reader: Reader | None
) -> frozenset[Sentence]:
    """What of the best answers beyond doubt, though no rule finds the count that is asked for."""
    if reader is None:
        return frozenset()
    told = (e for e in about_the_named(question, evidence) if e.sentence in best)
    return frozenset(e.sentence for e in told if reader.surely(in_full(verbatim(e), evidence)))


def instead_of(
    question: str, rested_on: Sequence[Source], said: Sequence[Statement], shown: Sequence[Source]
) -> Iterator[Statement]:
    """What withheld sentences named as their evidence, if nothing said cites it and it may answer.

    Not where a count is asked for: such evidence gives another figure as easily.
    """
    if asks_for_count(question):
        return
    cited = {c.sentence for statement in said for c in statement.citations}
    for one in rested_on[:MOST_INSTEAD]:
        if one.citation.sentence in cited or not _speaks_to(question, one, shown):
            continue
        cited.add(one.citation.sentence)
        yield quotation(one.citation)


def elsewhere(
    question: str, evidence: Sequence[Evidence], said: Sequence[Statement], shown: Sequence[Source]
) -> Iterator[Statement]:
    """The best sentence of each article that nothing said cites, if it may answer too.

    So who, why or whether is told as each source has it. Figures are compared instead, and asked
    for one speaker's words other articles' are no answer.
    """
    if not said or asks_for_figure(question) or any(asked_to_speak(question)):
        return
    cited = {c.document.name: c.document for statement in said for c in statement.citations}
    told = set(cited)
    most = len(told) + MOST_ELSEWHERE
    for item, one in zip(evidence, shown, strict=True):
        if len(told) == most:
            return
        relevant = (
            item.score >= LEAST_RELEVANT
            and item.document.name not in told
            and is_on_the_matter(item.document, cited.values())
        )
        if relevant and _speaks_to(question, one, shown):
            told.add(item.document.name)
            yield quotation(one.citation)


def missing_figures(
    disagreements: Sequence[Disagreement], said: Sequence[Statement]
) -> Iterator[Statement]:
    """A quote for each figure that differs from the others and that nothing said cites yet."""
    cited = {c.sentence for statement in said for c in statement.citations}
    given = {_value(f) for d in disagreements for f in d.figures if f.sentence in cited}
    for disagreement in disagreements:
        if disagreement.relation not in DIFFERENT:
            continue
        for figured in disagreement.figures:
            if figured.sentence not in cited and _value(figured) not in given:
                cited.add(figured.sentence)
                given.add(_value(figured))
                yield quotation(Citation(figured.document, figured.sentence))


def _speaks_to(question: str, one: Source, shown: Sequence[Source]) -> bool:
    """Whether a sentence has the kind of figure, the figure and the speaker that are asked for.

    A heading of a few words says nothing by itself.
    """
    if not _ENDS.search(one.text) and len(one.text.split()) < FEWEST_WORDS:
        return False
    if not all(gives(question, one.text) for gives in (gives_measure, gives_names, gives_place)):
        return False
    # Who said some words, or who "he" is, is cited with them.
    told_beside = _QUOTATION.match(one.text) is not None or points_back(one.text)
    if not (told_beside or says_anything(question, one.text)):
        return False
    if another_figure(question, one.text, one.before) is not None:
        return False
    if other_of_two(question, one.text) or _lacks_what_was_said(question, one, shown):
        return False
    return beside_the_question(question, [one], shown) is None


def _asked_about(question: str, evidence: Sequence[Evidence]) -> frozenset[str]:
    """The persons of whom a question asks what they did or were, as far as an article has them."""
    asked_of = frozenset(subjects(question))
    documents = {item.document.name: item.document for item in evidence} if asked_of else {}
    return frozenset(n for d in documents.values() for n in persons(question, d) if n in asked_of)


def _is_of_another(about: frozenset[str], one: Source, evidence: Sequence[Evidence]) -> bool:
    """Whether "he" in a sentence is surely another than whom the question is `about`.

    Asked how many years Ann Lee had been there, "he had worked there for six" is no answer.
    """
    if not about:
        return False
    leant_on = [c.sentence.text for c in _antecedents(quotation(one.citation), evidence)]
    if speaks_of(about, (one.text, *leant_on)):
        return False
    return any(names_person(text, one.citation.document) for text in leant_on)


def _lacks_what_was_said(question: str, one: Source, shown: Sequence[Source]) -> bool:
    """Whether it is asked who said some words, and they stand in another sentence than this one."""
    if not asks_who(question) or unquoted(question, [one.text]) is None:
        return False
    return unquoted(question, [source.text for source in shown]) is None


def with_antecedent(
    quote: Statement, evidence: Sequence[Evidence], said: Sequence[Statement]
) -> Iterator[Statement]:
    """A quotation after the sentence that says who "he" in it is, if nothing cites that yet."""
    cited = {c.sentence for statement in said for c in statement.citations}
    for antecedent in _antecedents(quote, evidence):
        if antecedent.sentence not in cited:
            yield quotation(antecedent)
    yield quote


def citing_antecedent(quote: Statement, evidence: Sequence[Evidence]) -> Statement:
    """A quotation that cites the sentence which says who "he" in it is as well."""
    return replace(quote, citations=(*quote.citations, *_antecedents(quote, evidence)))


def in_full(quote: Statement, evidence: Sequence[Evidence]) -> str:
    """A quotation after the sentence that says who "he" in it is."""
    return " ".join(s.text for s in with_antecedent(quote, evidence, ()))


def _antecedents(quote: Statement, evidence: Sequence[Evidence]) -> tuple[Citation, ...]:
    """What stands before a quotation that points back, from the one who is meant on."""
    quoted, document = quote.citations[0].sentence, quote.citations[0].document
    item = next((e for e in evidence if e.sentence == quoted), None)
    if item is None:
        return ()
    bare = _QUOTATION.fullmatch(quote.text) is not None and not _is_attributed_after(item)
    if not (bare or points_back(quote.text)):
        return ()
    before = (*item.earlier, *item.before)
    last = before[-1:]
    if bare or _PERSON.search(quote.text):
        told = _last_told_of(before, document)
        # Between the two another may be meant: the reader sees what stands right before as well.
        last = (told, *last) if told is not None and told not in last else last
    else:
        last = tuple(s for s in last if names(s.text))
    return tuple(Citation(document, s) for s in last if s.evidence)


def _is_attributed_after(item: Evidence) -> bool:
    """Whether the next sentence may say who said a quotation."""
    after = " ".join(s.text for s in item.after[:1])
    return bool(speakers(after) or names(after) or after.startswith(("“", '"')))


def _last_told_of(before: Sequence[Sentence], document: Document) -> Sentence | None:
    """The last sentence about somebody; None where one in between names another in passing."""
    for sentence in reversed(before):
        if is_about_person(sentence.text, document):
            return sentence
        if names_person(sentence.text, document):
            return None
    return None


def _value(figured: Figured) -> tuple[object, ...]:
    """What one article gives once, however often it says so."""
    figure = figured.figure
    return figured.document.name, figure.low, figure.high, figure.hedge, figure.parts


def quotation(citation: Citation) -> Statement:
    """A sentence, word for word."""
    return Statement(citation.sentence.text, (citation,))


def verbatim(piece: Evidence) -> Statement:
    """A piece of evidence as a quotation."""
    return quotation(Citation(piece.document, piece.sentence))
