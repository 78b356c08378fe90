"""Figures that may answer though no rule ties them to the question: the model chooses.

"The bill would come to 240 million" and "it can be mended for less than 180 million" share no word
with each other or with the question. What they share is the kind of figure, its size, and that both
stand in articles on the matter. The model reads the best of an article and says which figure there
answers, if one does: among several it tells the right one better than by a yes or no to each.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from index.vocabulary import Evidence
from rag.alike import alike, comparable, same_kind
from rag.answering import Figured
from rag.asked import Asked
from rag.closeness import near_the_best
from rag.eligible import eligible, is_surely_asked
from rag.figures import Figure
from rag.named import about_the_named
from rag.same_event import on_the_event

FIRST = 8  # sentences that may give it however far behind the best, and their articles
WITHIN = 8.0  # log-odds below the best
MOST_SENTENCES = 3  # of an article, each with the one before
NEAREST = 10  # sentences, one of which an article must have to be read: 55 of 57 that answer do
MOST_ARTICLES = 6  # that are put to the model
MOST_ASKED = 6  # further figures, one by one
# Log-odds. On 225 development questions about nine subjects 120 figures of the gold evidence are
# put side by side so and 13 others; with 0.5, 0 and -1 for these 130 and 32; by the version before,
# with a yes or no to each alone, 76 and 5.
LEAST = 1.0
LEAST_BESIDE = 1.0  # once another of its kind is known to answer
LEAST_ALIKE = -0.75  # the same, where they are alike in size and in what they count

# Of a single figure of the best sentences.
LEAST_CONFIRMED = 0.7
LEAST_OF_ANOTHER = 0.5  # for a figure of an article that has given none
LEAST_OF_THE_BEST = 0.0  # for the one figure of the best sentence


class Reader(Protocol):
    """A model that reads for one question."""

    def choice(self, article: str, options: Sequence[str]) -> tuple[str, float]:
        """Which of several figures an article gives as the answer; its log-odds over none."""

    def answers(self, figure: Figure, passage: str) -> float:
        """Log-odds that a figure of a passage is what the passage answers."""


def doubtful(
    question: str,
    wanted: Asked,
    evidence: Sequence[Evidence],
    sure: Sequence[Figured],
    reader: Reader,
) -> list[Figured]:
    """The figures that a reader says answer as well, besides those that are `sure`."""
    told = about_the_named(question, evidence)
    may = list(eligible(wanted, evidence, on_the_event(wanted, told, FIRST)))
    found = _chosen(_by_article(may, evidence), evidence, sure, reader)
    on_it = on_the_event(wanted, told)
    single = list(_singly(wanted, [f for f in may if f.document.name in on_it], evidence))
    return [*found, *_confirmed(single, evidence, [*sure, *found], reader)]


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
    found: list[tuple[float, Figured]] = []
    for given in unread[:MOST_ARTICLES]:
        options: dict[str, Figured] = {}
        for figured in given:
            options.setdefault(_bare(figured.figure), figured)
        answer, odds = reader.choice(_text(given, evidence), tuple(options))
        found.append((odds, options[answer]))
    taken: list[Figured] = []
    for odds, figured in sorted(found, key=lambda pair: -pair[0]):
        if odds >= _least(figured, [*known, *taken]):
            taken.append(figured)
    return taken


def _confirmed(
    single: Sequence[tuple[Figured, str]],
    evidence: Sequence[Evidence],
    sure: Sequence[Figured],
    reader: Reader,
) -> list[Figured]:
    """Those figures that are confirmed one by one in their passages, best evidence first.

    Only such as could stand beside those that are `sure` and those that were confirmed before.
    """
    first = None if sure or not evidence else _of_the_best(evidence[0], single)
    taken = list(sure)
    asked_of = 0
    for figured, passage in single:
        if any(_is_known(figured, known) for known in taken):
            continue
        if taken and not any(alike(figured.figure, known.figure) for known in taken):
            continue
        if asked_of == MOST_ASKED:
            break
        asked_of += 1
        if reader.answers(figured.figure, passage) >= _least_confirmed(figured, first, taken):
            taken.append(figured)
    return taken[len(sure) :]


def _singly(
    wanted: Asked, given: Sequence[Figured], evidence: Sequence[Evidence]
) -> Iterator[tuple[Figured, str]]:
    """Figures of the best evidence that are surely of the kind asked for, each in its passage."""
    best = evidence[: max(FIRST, len(near_the_best(evidence, WITHIN)))]
    passages = {
        item.sentence: " ".join(s.text for s in (*item.before[-1:], item.sentence)) for item in best
    }
    for figured in given:
        passage = passages.get(figured.sentence)
        if passage and is_surely_asked(wanted, figured.figure, passage):
            yield figured, passage


def _least_confirmed(figured: Figured, best: Figured | None, taken: Sequence[Figured]) -> float:
    if figured == best:
        return LEAST_OF_THE_BEST
    another = taken and all(known.sentence.document != figured.sentence.document for known in taken)
    return LEAST_OF_ANOTHER if another else LEAST_CONFIRMED


def _of_the_best(best: Evidence, single: Sequence[tuple[Figured, str]]) -> Figured | None:
    """The figure of the best sentence, if it has just one."""
    own = [figured for figured, _ in single if figured.sentence == best.sentence]
    return own[0] if len(own) == 1 else None


def _is_known(figured: Figured, known: Figured) -> bool:
    if figured.sentence == known.sentence and figured.figure.start == known.figure.start:
        return True
    one, other = figured.figure, known.figure
    same = (one.low, one.high, one.parts) == (other.low, other.high, other.parts)
    return same and figured.document == known.document


def _least(figured: Figured, known: Sequence[Figured]) -> float:
    """How sure the model must be of a figure, given those that answer."""
    if not known:
        return LEAST
    if any(alike(figured.figure, other.figure) for other in known):
        return LEAST_ALIKE
    beside = any(comparable(figured.figure, other.figure) for other in known)
    return LEAST_BESIDE if beside else math.inf


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
