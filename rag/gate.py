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
    articles_of,
    asked_of_another,
    is_outlet,
    misattributed,
)
from rag.coverage import coverage, terms
from rag.doubtful import Reader
from rag.entailment import Entailment, passage
from rag.exchanged import exchanged
from rag.figure_checks import of_another, of_the_dead, wrong_figure
from rag.figures import figures
from rag.lands import is_of_a_land
from rag.names import names, unknown_names
from rag.nations import states
from rag.nearest import nearest
from rag.nouns import same_noun
from rag.number_words import NUMBER_WORDS
from rag.of_the_time import of_another_time
from rag.opposites import turned
from rag.owners import anothers_figure
from rag.placing import placed_otherwise
from rag.polarity import opposed, surer
from rag.quotations import unquoted
from rag.relevance import (
    another_figure,
    asks_for_name,
    asks_who,
    beside_the_figure,
    counts_others,
    gives_names,
    gives_place,
    says_anything,
    says_who,
)
from rag.roles import singular
from rag.stitched import stitched
from rag.styles import described, miscalled, styles
from rag.transfers import turned_about
from rag.vocabulary import Source, Statement, Withheld

LEAST_COVERAGE = 0.6
MOST_CITATIONS = 3
NOT_SAID = "the cited sentences do not say this"
MOST_LEFT_OUT = 1
MOST_NEW = 1  # words that the sources lack, in a sentence that the judge may still find supported
MOST_UNLIKE = 1  # words shared with a question by a sentence that may be beside it
# Of these what a sentence says stands in its sources, otherwise hedged or of another speaker.
_SAID_OTHERWISE = re.compile(
    r"the cited sentences do not have .* say this$|the cited sentences are less certain than this$|"
    r"the sources (?:give this figure to another speaker|say “[^”]+”, not “)"
)
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
        if first is None and not says_anything(question, text):
            first = "it says no more than the question"
        if first is not None:
            return Withheld(text, first)
        rests_on: tuple[Source, ...] = ()
        for sources in _attempts(text, cited, evidence):
            beside = beside_the_question(question, sources, evidence)
            beside = beside or _beside_the_best(sources, best)
            reason = beside or objection(text, sources) or of_the_dead(question, text, sources)
            if reason is None:
                return self._entailed(question, text, _needed(text, sources))
            first = first or reason
            if not rests_on and not beside and _says_the_rest(question, text, sources, reason):
                rests_on = tuple(sources)
        return Withheld(text, first or "no sentence of the sources says this", rests_on)

    def reader(self, question: str) -> Reader | None:
        """What says which figures answer a question; None where there is no judge."""
        return None if self._entailment is None else self._entailment.reader(question)

    def best_said(
        self, question: str, passages: Sequence[str], likelier: Sequence[bool] = ()
    ) -> int | None:
        """Which passage says best just what is asked, None where none does.

        Of the `likelier` ones less is asked. Without a judge the first.
        """
        if self._entailment is None:
            return 0
        return self._entailment.best_said(question, passages, likelier)

    def also_says(self, question: str, passage: str) -> bool:
        """Whether a passage says just what is asked, where that is answered already."""
        return self._entailment is not None and self._entailment.also_says(question, passage)

    def surely_says(self, question: str, passage: str) -> bool:
        """Whether a passage says just what is asked, though much speaks against an answer."""
        return self._entailment is not None and self._entailment.surely_says(question, passage)

    def hardly_answers(self, question: str, text: str) -> bool:
        """Whether a text by itself is surely no answer."""
        return self._entailment is not None and self._entailment.hardly_answers(question, text)

    def may_date(self, question: str, passage: str) -> bool:
        """Whether a passage with a date may say when it was."""
        return self._entailment is None or self._entailment.may_date(question, passage)

    def _entailed(
        self, question: str, text: str, sources: Sequence[Source]
    ) -> Statement | Withheld:
        left_out = left_out_words(question, text, sources)
        if len(left_out) > MOST_LEFT_OUT or _says_instead(question, text, left_out, sources):
            return Withheld(text, f"it leaves out what is asked about: {', '.join(left_out)}")
        if self._is_beside(question, text, sources):
            return Withheld(text, "it does not say what is asked")
        added = new = new_words(text, sources)
        presumed = new and (new[0] == "Yes" or _presumed(question, new))
        own = [word for word in new if terms(word) <= terms(question)]
        asks_more = presumed or asks_who(question) or asks_for_name(question)
        if own and not asks_more and self._is_answered_by_one(question, text, sources):
            # What is asked may be asked in other words: "How many graves turned up". Asked "who
            # says that", those are of what somebody says.
            new = tuple(word for word in new if word not in own)
        if new and (presumed or len(new) > MOST_NEW or not self._supports(text, sources)):
            reason = f"the cited sentences do not bear this out: {', '.join(new)}"
            return Withheld(text, reason, tuple(sources) if len(own) == len(added) else ())
        return Statement(text, tuple(s.citation for s in sources))

    def _is_beside(self, question: str, text: str, sources: Sequence[Source]) -> bool:
        """Whether a sentence is no answer to the question, or not surely one and in other words."""
        if self._entailment is None:
            return False
        # What a sentence is of may stand only before the one that it cites.
        said = (text, *(passage(s) for s in sources))
        if all(self._entailment.hardly_answers(question, one) for one in said):
            return True
        if any(self._entailment.surely_answers(question, one) for one in said):
            return False
        return counts_others(question, text) or self._is_unlike(question, text, sources, said)

    def _is_unlike(
        self, question: str, text: str, sources: Sequence[Source], said: Sequence[str]
    ) -> bool:
        """Whether a sentence that is no sure answer has hardly a word of what is asked."""
        if self._entailment is None:
            return False
        wanted = terms(question) - terms(" ".join(names(question)))
        there = terms(" ".join((text, *(s.text for s in sources))))
        if len(wanted & there) > MOST_UNLIKE:
            return False
        alone = (text, *(s.text for s in sources))
        if not wanted & there and all(self._entailment.hardly_answers(question, t) for t in alone):
            return True
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
    """Why sources, true or not, are not about the figure, the time or the speaker asked about."""
    about = beside_the_figure(question, [s.text for s in sources])
    return (
        about
        or of_another_time(question, sources, evidence)
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
        wrong_figure(text, sources)
        or _unknown_name(text, sources)
        or turned(text, texts)
        or exchanged(text, texts)
        or placed_otherwise(text, texts)
        or another_actor(text, texts)
        or turned_about(text, texts)
        or opposed(text, texts)
        or of_another(text, sources)
        or stitched(text, sources)
        or misattributed(text, sources)
        or miscalled(text, sources)
        or surer(text, texts)
        or _thin(text, sources)
    )


def _unknown_name(text: str, sources: Sequence[Source]) -> str | None:
    context = [part for s in sources for part in s.context]
    known = states(" ".join(context))
    unknown = [
        name
        for name in unknown_names(text, context)
        if not _stands_for(name, text, known)
        and not is_of_a_land(name, context)
        and not any(described(name, s) or is_outlet(name, s) for s in sources)
    ]
    return f"name not in the cited sentences: {unknown[0]}" if unknown else None


def _stands_for(name: str, text: str, known: frozenset[str]) -> bool:
    """Whether a name is a state by another word: Pyongyang's soldiers, but not a place there."""
    own = states(name)
    return bool(own) and own <= known and re.search(rf"{_PLACING}{re.escape(name)}", text) is None


def _thin(text: str, sources: Sequence[Source]) -> str | None:
    if coverage(text, [part for s in sources for part in s.context]) < LEAST_COVERAGE:
        return NOT_SAID
    return None


def _says_the_rest(question: str, text: str, sources: Sequence[Source], reason: str) -> bool:
    """Whether all is borne out that a text says, but for words of the question, hedge and speaker.

    One word alone is found in many sentences.
    """
    if _SAID_OTHERWISE.match(reason):
        return not asks_who(question)
    rest = terms(text) - terms(question) - FRAME
    there = frozenset().union(*(terms(part) for s in sources for part in s.context))
    return reason == NOT_SAID and len(rest) > 1 and rest <= there


def new_words(text: str, sources: Sequence[Source]) -> tuple[str, ...]:
    """Content words of a sentence that its sources lack, names, figures and "said" apart.

    What a small model adds of its own is mostly a word of the question ("withdrew", "praised") that
    no source has: names and figures are compared by other checks.
    """
    there = frozenset().union(*(terms(part) for s in sources for part in s.context))
    named = terms(" ".join(names(text)))
    # What is glued to digits ("17th", "8pm", "12million") is part of a figure, as "five" is.
    words = re.findall(r"(?<!\w)[^\W\d_][\w'’-]*", _without_ages(text))
    words = [w for w in words if w.casefold() not in NUMBER_WORDS]
    return tuple(w for w in words if terms(w) - there - named - FRAME)


def _without_ages(text: str) -> str:
    """ "He is 89 years old" says what "Mr Hardy, 89," does."""
    for figure in reversed(figures(text)):
        if figure.kind == "age":
            text = f"{text[: figure.start]} {text[figure.end :]}"
    return text


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


def _says_instead(
    question: str, text: str, left_out: Sequence[str], sources: Sequence[Source]
) -> bool:
    """Whether words of the sentences before stand for those of the question that a source has.

    The fine was paid for the airbags, and the brakes are what the article is about.
    """
    said = frozenset().union(terms(question), *(terms(s.text) for s in sources))
    borrowed = [w for w in re.findall(r"\b[a-z][\w'’-]*", text) if terms(w) - said - FRAME]
    if not borrowed:
        return False
    return any(
        all(not same_noun(singular(word), singular(other.lower())) for other in borrowed)
        for word in left_out
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
        if alone <= elsewhere or wrong_figure(text, [source]) is not None:
            kept = rest
    return kept
