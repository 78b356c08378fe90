"""What may be said: the model proposes a sentence, the gate decides on the evidence alone.

The checks go from cheap to dear. A sentence whose own citations do not carry it gets one repair:
the evidence sentences nearest to it in words are tried as its citations instead.
"""

import re
from collections.abc import Iterator, Sequence

from index.vocabulary import Sentence
from rag.actors import another_actor
from rag.attribution import (
    FRAME,
    anothers,
    articles_of,
    asked_of_another,
    is_outlet,
    misattributed,
)
from rag.coverage import coverage, terms
from rag.doubtful import Reader
from rag.entailment import Entailment, passage
from rag.events import events
from rag.exchanged import exchanged
from rag.figures import Figure, figures, supported
from rag.named import mentioned
from rag.names import names, same_name, unknown_names
from rag.nations import states
from rag.nearest import nearest
from rag.nouns import excludes, head
from rag.number_words import NUMBER_WORDS
from rag.opposites import turned
from rag.owners import anothers_figure
from rag.passages import leans
from rag.polarity import opposed, surer
from rag.quotations import unquoted
from rag.relevance import (
    another_figure,
    asks_who,
    beside_the_figure,
    gives_names,
    gives_place,
    says_who,
)
from rag.scopes import other_scope
from rag.styles import miscalled, styles
from rag.tokens import tokens
from rag.transfers import turned_about
from rag.vocabulary import Source, Statement, Withheld

LEAST_COVERAGE = 0.6
MOST_CITATIONS = 3
MOST_LEFT_OUT = 1
MOST_NEW = 1  # words that the sources lack, in a sentence that the judge may still find supported
MOST_UNLIKE = 1  # words shared with a question by a sentence that may be beside it
LEAST_OF_FIGURE = 0.5  # coverage of a sentence by one source that has its figure
_AMOUNTS = ("count", "money", "percent", "fraction", "duration", "time", "measure", "multiple")
_HARMED = frozenset(("killed", "wounded", "casualties", "suicide"))
_PLACING = r"\b(?:in|at|near|outside|around|from|to|into|over|across|of)\s+"
_PRESUMING = re.compile(r"\W*(?:why|how (?:did|do|does|was|were|is|are|has|have))\b", re.I)


class Gate:
    """Decides for each sentence: rules first, then the judge where there is one."""

    def __init__(self, entailment: Entailment | None = None) -> None:
        self._entailment = entailment

    def admit(
        self,
        question: str,
        text: str,
        cited: Sequence[Source],
        evidence: Sequence[Source],
        best: frozenset[Sentence] | None = None,
    ) -> Statement | Withheld:
        """The sentence with the citations that carry it, or withheld with the first reason.

        `evidence` is all that the model was shown; `cited` is the part it named. It must rest on
        one of the `best` sentences, where they are given: what rests on others may well be true,
        but answers another question.
        """
        first = another_figure(question, text, [question])
        if first is None and not says_who(question, text):
            first = "it does not say who"
        if first is None and not gives_place(question, text):
            first = "it does not say where"
        if first is None and not gives_names(question, text):
            first = "it does not say the name"
        if first is not None:
            return Withheld(text, first)
        for sources in _attempts(text, cited, evidence):
            reason = beside_the_question(question, sources, evidence)
            reason = reason or _beside_the_best(sources, best) or objection(text, sources)
            reason = reason or _of_the_dead(question, text, sources)
            if reason is None:
                return self._entailed(question, text, _needed(text, sources))
            first = first or reason
        return Withheld(text, first or "no sentence of the sources says this")

    def reader(self, question: str) -> Reader | None:
        """What says which figures answer a question; None where there is no judge."""
        return None if self._entailment is None else self._entailment.reader(question)

    def best_said(self, question: str, passages: Sequence[str]) -> int | None:
        """Which passage says best just what is asked, None where none does.

        Without a judge the first.
        """
        if self._entailment is None:
            return 0
        return self._entailment.best_said(question, passages)

    def also_says(self, question: str, passage: str) -> bool:
        """Whether a passage says just what is asked, where that is answered already."""
        return self._entailment is not None and self._entailment.also_says(question, passage)

    def surely_says(self, question: str, passage: str) -> bool:
        """Whether a passage says just what is asked, though much speaks against an answer."""
        return self._entailment is not None and self._entailment.surely_says(question, passage)

    def may_date(self, question: str, passage: str) -> bool:
        """Whether a passage with a date may say when it was."""
        return self._entailment is None or self._entailment.may_date(question, passage)

    def _entailed(
        self, question: str, text: str, sources: Sequence[Source]
    ) -> Statement | Withheld:
        left_out = left_out_words(question, text, sources)
        if len(left_out) > MOST_LEFT_OUT:
            return Withheld(text, f"it leaves out what is asked about: {', '.join(left_out)}")
        if self._is_beside(question, text, sources):
            return Withheld(text, "it does not say what is asked")
        new = new_words(text, sources)
        presumed = new and (new[0] == "Yes" or _presumed(question, new))
        own = [word for word in new if terms(word) <= terms(question)]
        asks_more = presumed or asks_who(question)
        if own and not asks_more and self._is_answered_by_one(question, text, sources):
            # What is asked may be asked in other words: "How many graves turned up". Asked "who
            # says that", those are of what somebody says.
            new = tuple(word for word in new if word not in own)
        if new and (presumed or len(new) > MOST_NEW or not self._supports(text, sources)):
            return Withheld(text, f"the cited sentences do not bear this out: {', '.join(new)}")
        return Statement(text, tuple(s.citation for s in sources))

    def _is_beside(self, question: str, text: str, sources: Sequence[Source]) -> bool:
        """Whether a sentence is no answer to the question, or not surely one and in other words."""
        if self._entailment is None:
            return False
        # What a sentence is of may stand only before the one that it cites.
        said = (text, *(passage(s) for s in sources))
        if all(self._entailment.hardly_answers(question, one) for one in said):
            return True
        wanted = terms(question) - terms(" ".join(names(question)))
        there = terms(" ".join((text, *(s.text for s in sources))))
        if len(wanted & there) > MOST_UNLIKE:
            return False
        return not any(self._entailment.may_say(question, one) for one in said)

    def _is_answered_by_one(self, question: str, text: str, sources: Sequence[Source]) -> bool:
        """Whether one source surely answers a question and has all that a text says beyond it.

        Where it only may, "71 percent took part" came of "with 71 percent in favour".
        """
        said = terms(text) - terms(question) - FRAME
        judge = self._entailment
        return judge is not None and any(
            said <= terms(" ".join(s.context)) and judge.surely_answers(question, passage(s))
            for s in sources
        )

    def _supports(self, text: str, sources: Sequence[Source]) -> bool:
        return self._entailment is not None and self._entailment.supports(text, sources)


def beside_the_question(
    question: str, sources: Sequence[Source], evidence: Sequence[Source]
) -> str | None:
    """Why sources, true or not, are not about the figure or the speaker that is asked about."""
    about = beside_the_figure(question, [s.text for s in sources])
    return (
        about
        or anothers_figure(question, sources)
        or asked_of_another(question, sources, articles_of(evidence))
    )


def _beside_the_best(sources: Sequence[Source], best: frozenset[Sentence] | None) -> str | None:
    if best is None or any(s.citation.sentence in best for s in sources):
        return None
    return "it rests on sentences that answer another question"


def _attempts(
    text: str, cited: Sequence[Source], evidence: Sequence[Source]
) -> Iterator[Sequence[Source]]:
    """What the sentence cites, then the repair: the sentences nearest to it in words."""
    if cited:
        yield cited
    near = nearest(text, evidence, MOST_CITATIONS)
    for count in range(1, len(near) + 1):
        yield near[:count]


def objection(text: str, sources: Sequence[Source]) -> str | None:
    """Why the sources do not carry the sentence; None when no check objects."""
    quoted = unquoted(text, [s.text for s in sources])
    if quoted is not None:
        return f"quoted words not in the cited sentences: {quoted}"
    texts = [s.text for s in sources]
    return (
        _wrong_figure(text, sources)
        or _unknown_name(text, sources)
        or turned(text, texts)
        or exchanged(text, texts)
        or another_actor(text, texts)
        or turned_about(text, texts)
        or opposed(text, texts)
        or _of_another(text, sources)
        or misattributed(text, sources)
        or miscalled(text, sources)
        or surer(text, texts)
        or _thin(text, sources)
    )


def _wrong_figure(text: str, sources: Sequence[Source]) -> str | None:
    there = [f for s in sources for f in figures(s.text, s.before)]
    for figure in figures(text):
        carrying = [given for given in there if supported(figure, [given]) is None]
        reason = supported(figure, there) or _of_others(figure, carrying)
        if reason is not None:
            return f"{reason}: {figure.text}"
        hedged = [given for given in carrying if given.hedge is not None]
        if figure.hedge is None and hedged and len(hedged) == len(carrying):
            return f"the sources say “{hedged[0].text}”, not “{figure.text}”: {figure.text}"
        if anothers(figure, carrying, sources):
            return f"the sources give this figure to another speaker: {figure.text}"
        spans = [given.scope for given in carrying if given.kind == figure.kind]
        if spans and all(other_scope(figure.scope, span) for span in spans):
            return f"the sources give this figure for another span of time: {figure.text}"
    return None


def _of_the_dead(question: str, text: str, sources: Sequence[Source]) -> str | None:
    """Why a count is only of those who were killed or hurt, of which nothing is said or asked.

    Five who were killed on a ship are not how many were on it.
    """
    spoken_of = {
        event.event for said in (question, text) for event in events(tokens(said)).values()
    }
    if spoken_of & _HARMED:
        return None
    there = [f for s in sources for f in figures(s.text, s.before)]
    for figure in figures(text):
        carrying = [f for f in there if f.kind == "count" and supported(figure, [f]) is None]
        fates = [(f.role | f.also) & _HARMED for f in carrying]
        if figure.kind == "count" and carrying and all(fates):
            return f"the sources say {' or '.join(sorted(fates[0]))} of these: {figure.text}"
    return None


def _of_others(figure: Figure, carrying: Sequence[Figure]) -> str | None:
    """Why a count is of something else: 310 polling stations visited are not 310 observers."""
    counts = [given for given in carrying if figure.kind == given.kind == "count"]
    noun = terms(head(figure.counted))
    if not counts or any(
        not excludes(figure.counted, given.counted) or noun & terms(given.counted or "")
        for given in counts
    ):
        return None
    return "the sources give this figure for something else"


def _of_another(text: str, sources: Sequence[Source]) -> str | None:
    """Why a figure is not of what a sentence is about: one source has it, another the rest."""
    named = names(text)
    for figure in _amounts(text):
        carrying = [s for s in sources if supported(figure, figures(s.text, s.before)) is None]
        if not carrying:
            continue
        if named and all(_names_others(named, s) for s in carrying):
            return f"the sources do not give this figure for {named[0]}: {figure.text}"
        nearest_named = _last_of_several(text[: figure.start], named)
        if nearest_named and not any(_names_one([nearest_named], s.context) for s in carrying):
            return f"the sources do not give this figure for {nearest_named}: {figure.text}"
        if len(sources) > 1 and all(_has_little(text, s) for s in carrying):
            return f"no one source says this of the figure: {figure.text}"
    return None


def _last_of_several(before: str, named: Sequence[str]) -> str | None:
    """Whose a figure is, where a sentence tells of several: the one named last before it."""
    own = [name for name in named if not states(name)]
    there = [name for name in own if name in before]
    return max(there, key=before.rfind) if len(own) > 1 and there else None


def _names_others(named: Sequence[str], source: Source) -> bool:
    """Whether a source names none of these, or only before it while it names another itself."""
    if any(described(name, source) for name in named):
        return False
    if not _names_one(named, source.context):
        return True
    own = [name for name in named if not states(name)]
    there = [name for name in names(source.text) if not states(name)]
    return bool(own and there) and not leans(source.text) and not _names_one(own, [source.text])


def _has_little(text: str, source: Source) -> bool:
    return coverage(text, [source.text]) < LEAST_OF_FIGURE


def _amounts(text: str) -> list[Figure]:
    return [figure for figure in figures(text) if figure.kind in _AMOUNTS]


def _names_one(named: Sequence[str], context: Sequence[str]) -> bool:
    return len(unknown_names(", ".join(named), context)) < len(named)


def _unknown_name(text: str, sources: Sequence[Source]) -> str | None:
    context = [part for s in sources for part in s.context]
    known = states(" ".join(context))
    unknown = [
        name
        for name in unknown_names(text, context)
        if not _stands_for(name, text, known)
        and not any(described(name, s) or is_outlet(name, s) for s in sources)
    ]
    return f"name not in the cited sentences: {unknown[0]}" if unknown else None


def _stands_for(name: str, text: str, known: frozenset[str]) -> bool:
    """Whether a name is a state by another word: Pyongyang's soldiers, but not a place there."""
    own = states(name)
    return bool(own) and own <= known and re.search(rf"{_PLACING}{re.escape(name)}", text) is None


def described(name: str, source: Source) -> bool:
    """Whether a source speaks of the named by its kind: "the hotel", the one hotel of its article.

    Only where the article names it before, and names no other with that word.
    """
    document, sentence = source.citation.document, source.citation.sentence
    if not any(same_name(name, other) for other in mentioned(document.text[: sentence.start])):
        return False
    for word in name.split():
        alike = [other for other in mentioned(document.text) if word in other.split()]
        spoken_of = re.search(rf"\b[Tt]he {re.escape(word.lower())}\b", source.text)
        if spoken_of and all(same_name(name, other) for other in alike):
            return True
    return False


def _thin(text: str, sources: Sequence[Source]) -> str | None:
    if coverage(text, [part for s in sources for part in s.context]) < LEAST_COVERAGE:
        return "the cited sentences do not say this"
    return None


def new_words(text: str, sources: Sequence[Source]) -> tuple[str, ...]:
    """Content words of a sentence that its sources lack, names, figures and "said" apart.

    What a small model adds of its own is mostly a word of the question ("withdrew", "praised") that
    no source has: names and figures are compared by other checks.
    """
    there = frozenset().union(*(terms(part) for s in sources for part in s.context))
    named = terms(" ".join(names(text)))
    # What is glued to digits ("17th", "8pm", "12million") is part of a figure, as "five" is.
    words = re.findall(r"(?<!\w)[^\W\d_][\w'’-]*", text)
    words = [w for w in words if w.casefold() not in NUMBER_WORDS]
    return tuple(w for w in words if terms(w) - there - named - FRAME)


def _presumed(question: str, new: Sequence[str]) -> bool:
    """Whether a word that no source has is one that a "why" or "how did" takes for granted."""
    return _PRESUMING.match(question) is not None and bool(terms(" ".join(new)) & terms(question))


def left_out_words(question: str, text: str, sources: Sequence[Source]) -> tuple[str, ...]:
    """Words of the question that the sources have and the sentence has not, names apart.

    A name stands for what its article calls it: "Jonas Petrie" for the bus driver.
    A long source sentence often states two things, and the sentence may be about the other one.
    """
    there = frozenset().union(*(terms(s.text) for s in sources))
    missing = (terms(question) & there) - terms(text) - terms(" ".join(names(question)))
    words = re.findall(r"[\w'’-]+", question)
    named = names(text)
    articles = articles_of(sources)
    return tuple(
        dict.fromkeys(
            word
            for word in words
            if terms(word) & missing
            and not any(styles(word, name, article) for name in named for article in articles)
        )
    )


def _needed(text: str, sources: Sequence[Source]) -> list[Source]:
    """The sources without those that bring nothing the others lack, or another figure."""
    kept = list(sources)
    for source in sorted(sources, key=lambda s: coverage(text, [s.text])):
        rest = [s for s in kept if s is not source]
        if not rest or objection(text, rest) is not None:
            continue
        alone = terms(text) & terms(source.text)
        elsewhere = frozenset().union(*(terms(s.text) for s in rest))
        if alone <= elsewhere or _wrong_figure(text, [source]) is not None:
            kept = rest
    return kept
