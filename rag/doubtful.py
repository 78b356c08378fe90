"""Figures that may answer though no rule ties them to the question: models tell.

"The bill would come to 240 million" and "it can be mended for less than 180 million" share no word
with each other or with the question. What they share is the kind of figure, its size, and that both
stand in articles on the matter. A figure is what answers where its sentence is among the best,
answers less without it, and a model that reads it marked says so. Of the articles that have none
such, the language model reads the best and says which figure there answers, if one does.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from index.log_odds import log_odds
from index.vocabulary import Evidence, Sentence
from rag.alike import alike, comparable, same_kind
from rag.answerability import SURELY_ANSWERED
from rag.answering import Figured
from rag.asked import Asked
from rag.closeness import LEAST
from rag.eligible import after_the_one_before, eligible, is_surely_asked
from rag.figures import Figure
from rag.marked import in_short, marked
from rag.named import about_the_named
from rag.nouns import same_noun
from rag.same_event import on_the_event

FIRST = 8  # sentences that may give it however far behind the best, and their articles
MOST_SENTENCES = 3  # of an article, each with the one before
NEAREST = 10  # sentences, one of which an article must have to be read: 55 of 57 that answer do
MOST_ARTICLES = 6  # that are put to the model

# Of its log-odds over none and half of those with which the sentence answers. On the 100 choices
# in 425 questions (articles, second questions, six invented subjects) 17 of the 20 above are right.
LEAST_CHOSEN = -0.5
LEAST_ALIKE = -1.0  # where another is known to answer, alike in size and in what both count
ANSWERED = 0.5

# A logistic model, fitted on 1,221 figures (113 right) that no rule ties to their questions: the
# articles and twelve invented subjects, none trained on. Each left out in turn: AUROC .92.
RANKED = 25  # sentences whose figures are weighed
LEAST_TOLD = 0.0  # log-odds: 81 are above it, 59 of them right
BIAS = -0.58
GIVEN = 0.37  # for each by which the figure is what is asked for, read in its sentence
TELLING = 0.31  # for each by which the sentence answers less without the figure
MOST_TELLING = 4.0
RELEVANT = 0.12  # for each of the sentence's own, by which it is ranked
LEAST_RELEVANT, MOST_RELEVANT = -10.0, 8.0
BESIDE_SURE = -1.18  # where others are sure
ALIKE = 1.26  # to one of those
# Of a month, or a count that does not say of what: of 192 such (18 right) 7 are above it and are
# told, 6 of them right.
CLEARLY_GIVEN = 3.0
LIKELY = 0.0  # log-odds of a figure that no rule tells, from which others are read beside it


class Reader(Protocol):
    """What reads for one question."""

    def choice(self, article: str, options: Sequence[str]) -> tuple[str, float]:
        """Which of several figures an article gives as the answer; its log-odds over none."""

    def surely(self, passage: str) -> bool:
        """Whether a passage answers beyond doubt, by a closer reading; never without one."""

    def answers(self, passage: str) -> float:
        """Log-odds that a passage answers the question."""

    def gives(self, passage: str, other: str | None = None) -> float:
        """Log-odds that the marked figure of a passage answers, given what another source says."""


def doubtful(
    question: str,
    wanted: Asked,
    evidence: Sequence[Evidence],
    sure: Sequence[Figured],
    reader: Reader,
) -> list[Figured]:
    """The figures that answer by what models say, besides those that are `sure`."""
    may = _may_answer(question, wanted, evidence)
    found = _told(wanted, may, evidence, sure, reader)
    return [*found, *_chosen(_by_article(may, evidence), evidence, [*sure, *found], reader)]


def telling(
    question: str, wanted: Asked, evidence: Sequence[Evidence], reader: Reader
) -> list[Figured]:
    """Figures without which their sentences answer far less, where none is sure."""
    may = _may_answer(question, wanted, evidence)
    return _told(wanted, may, evidence, (), reader)


def _told(
    wanted: Asked,
    may: Sequence[Figured],
    evidence: Sequence[Evidence],
    sure: Sequence[Figured],
    reader: Reader,
) -> list[Figured]:
    told = list(_telling(wanted, may, evidence[:RANKED], sure, reader))
    return told if told or sure else _of_the_best(wanted, may, evidence[:1], reader)


def _of_the_best(
    wanted: Asked, may: Sequence[Figured], best: Sequence[Evidence], reader: Reader
) -> list[Figured]:
    """What the best evidence counts by the noun of the question, where it surely answers that."""
    named = [
        figured
        for figured in may
        if figured.sentence in (item.sentence for item in best)
        and None not in (wanted.noun, figured.figure.counted)
        and same_noun(wanted.noun, figured.figure.counted)
    ]
    passages = (best[0].sentence.text, _with_the_one_before(best[0])) if named else ()
    return named if any(reader.answers(p) > SURELY_ANSWERED for p in passages) else []


def _may_answer(question: str, wanted: Asked, evidence: Sequence[Evidence]) -> list[Figured]:
    told = about_the_named(question, evidence)
    return list(eligible(wanted, evidence, on_the_event(wanted, told, FIRST)))


def _telling(
    wanted: Asked,
    given: Sequence[Figured],
    evidence: Sequence[Evidence],
    sure: Sequence[Figured],
    reader: Reader,
) -> Iterator[Figured]:
    """Figures of the best evidence that are likely to be what is asked for, the best first."""
    items = {item.sentence: item for item in evidence}
    unsure = [
        figured
        for figured in given
        if figured.sentence in items and not any(_is_known(figured, known) for known in sure)
    ]
    passages = {f: _with_the_one_before(items[f.sentence]) for f in unsure}
    unsure = [
        f
        for f in unsure
        if is_surely_asked(wanted, f.figure, passages[f])
        or _given(f, items[f.sentence], None, reader) >= CLEARLY_GIVEN
    ]
    likeliest = _likeliest(unsure, items, sure, reader)
    for figured in unsure:
        item = items[figured.sentence]
        odds = _prior(figured, item, sure) + GIVEN * _given(figured, item, likeliest, reader)
        # Whether it is telling is only weighed where that can matter.
        if odds + TELLING * MOST_TELLING >= LEAST_TOLD:
            without = _with_the_one_before(item, figured.figure)
            lost = reader.answers(passages[figured]) - reader.answers(without)
            if odds + TELLING * min(lost, MOST_TELLING) >= LEAST_TOLD:
                yield figured


def _likeliest(
    unsure: Sequence[Figured],
    items: Mapping[Sentence, Evidence],
    sure: Sequence[Figured],
    reader: Reader,
) -> Figured | None:
    """The figure that answers best by its sentence alone, if one surely or likely does."""
    if not unsure:
        return None
    known = [figured for figured in sure if figured.sentence in items]
    odds = {f: _given(f, items[f.sentence], None, reader) for f in known or unsure}
    best = max(odds, key=odds.__getitem__)
    return best if known or odds[best] >= LIKELY else None


def _given(figured: Figured, item: Evidence, other: Figured | None, reader: Reader) -> float:
    """Log-odds that a figure is what is asked for, read beside another sentence's."""
    before = [s.text for s in item.before]
    passage = after_the_one_before(marked(item.sentence.text, figured.figure), before)
    if other is None or other.sentence == figured.sentence:
        return reader.gives(passage)
    return reader.gives(passage, in_short(other.sentence.text, other.figure))


def _prior(figured: Figured, item: Evidence, sure: Sequence[Figured]) -> float:
    """Log-odds that a figure answers before anything is read."""
    relevant = min(max(log_odds(item.score, LEAST), LEAST_RELEVANT), MOST_RELEVANT)
    beside = BESIDE_SURE if sure else 0.0
    like = ALIKE if any(alike(figured.figure, known.figure) for known in sure) else 0.0
    return BIAS + RELEVANT * relevant + beside + like


def _with_the_one_before(item: Evidence, left_out: Figure | None = None) -> str:
    """A sentence after the one before it, if need be without a figure."""
    text = item.sentence.text
    if left_out is not None:
        text = text[: left_out.start] + text[left_out.end :]
    return after_the_one_before(text, [s.text for s in item.before])


def _chosen(
    articles: Mapping[str, Sequence[Figured]],
    evidence: Sequence[Evidence],
    sure: Sequence[Figured],
    reader: Reader,
) -> list[Figured]:
    """Those chosen from what an article gives, the surest first: at most one of each.

    Only of articles that have none which is `sure`, and such as could stand beside those.
    """
    known = [figured for figured in sure if same_kind(figured.figure, sure[0].figure)]
    read = {figured.document.name for figured in sure}
    unread = [
        given
        for document, given in articles.items()
        if document not in read and any(_least(figured, known) < math.inf for figured in given)
    ]
    items = {item.sentence: item for item in evidence}
    found: list[tuple[float, Figured]] = []
    for given in unread[:MOST_ARTICLES]:
        options: dict[str, Figured] = {}
        for figured in given:
            options.setdefault(_bare(figured.figure), figured)
        answer, odds = reader.choice(_text(given, evidence), tuple(options))
        answered = reader.answers(_with_the_one_before(items[options[answer].sentence]))
        found.append((odds + ANSWERED * answered, options[answer]))
    taken: list[Figured] = []
    for odds, figured in sorted(found, key=lambda pair: -pair[0]):
        if odds >= _least(figured, [*known, *taken]):
            taken.append(figured)
    return taken


def _is_known(figured: Figured, known: Figured) -> bool:
    if figured.sentence == known.sentence and figured.figure.start == known.figure.start:
        return True
    one, other = figured.figure, known.figure
    same = (one.low, one.high, one.parts) == (other.low, other.high, other.parts)
    return same and figured.document == known.document


def _least(figured: Figured, known: Sequence[Figured]) -> float:
    """How sure the model must be of a figure, given those that answer."""
    if any(alike(figured.figure, other.figure) for other in known):
        return LEAST_ALIKE
    beside = not known or any(comparable(figured.figure, other.figure) for other in known)
    return LEAST_CHOSEN if beside else math.inf


def _by_article(may: Sequence[Figured], evidence: Sequence[Evidence]) -> dict[str, list[Figured]]:
    """What may answer in the best sentences of each article, the best article first."""
    found: dict[str, list[Figured]] = {}
    for figured in may:
        given = found.setdefault(figured.document.name, [])
        sentences = {other.sentence for other in given}
        if figured.sentence in sentences or len(sentences) < MOST_SENTENCES:
            given.append(figured)
    nearest = {item.sentence for item in evidence[:NEAREST]}
    return {
        document: given
        for document, given in found.items()
        if any(figured.sentence in nearest for figured in given)
    }


def _text(given: Sequence[Figured], evidence: Sequence[Evidence]) -> str:
    """The sentences that give the figures, each with the one before, as the article has them."""
    chosen = {figured.sentence for figured in given}
    lines = {
        sentence.position: sentence.text
        for item in evidence
        if item.sentence in chosen
        for sentence in (*item.before[-1:], item.sentence)
    }
    return " ".join(
        text if position - 1 in lines or position == min(lines) else f"… {text}"
        for position, text in sorted(lines.items())
    )


def _bare(figure: Figure) -> str:
    """A figure without its hedge: what it is called in an answer begins with the number."""
    text, hedge = figure.text, figure.hedge or ""
    lower = text.lower()
    if hedge and lower.startswith(hedge):
        text = text[len(hedge) :]
    elif hedge and lower.endswith(hedge):
        text = text[: -len(hedge)]
    return text.strip(" -") or figure.text
