"""Figures that may answer though no rule ties them to the question: the model is asked of each.

"The bill would come to 240 million" and "it can be mended for less than 180 million" share no word
with each other or with the question. What they share is the kind of figure, its size, and that both
stand in the best evidence on the matter.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from index.vocabulary import Evidence
from rag.answering import NUMBERED, STATES, Figured, is_of, is_then
from rag.asked import Asked, terms
from rag.closeness import near_the_best
from rag.comparison import excluded, is_day
from rag.event_words import FATES
from rag.figures import Figure, figures
from rag.named import about_the_named
from rag.nouns import excludes, head, is_person, names_a_thing
from rag.same_event import on_the_event
from rag.stated import is_bare_sum, is_sum

FIRST = 8  # sentences that may give it, however far behind the best
WITHIN = 8.0  # log-odds below the best
MOST_ASKED = 6  # figures a question
FACTOR = 2.5  # between two figures for one thing; a guess

# How far a figure, read with the sentence before its own, answers the question: log-odds.
Confirm = Callable[[Figure, str], float]
# On 186 development questions 32 figures that answer are found so, of 63 that no rule finds, and
# 6 that do not; with the first number alone 26 and 6, with 0.5 alone 33 and 11. A logistic model
# of rank, size, article and the model's answer did no better with twice the questions.
LEAST = 0.7
LEAST_OF_ANOTHER = 0.5  # for a figure of an article that has given none
LEAST_OF_THE_BEST = 0.0  # for the one figure of the best sentence
_SHARES = {"percent", "fraction"}


def confirmed(
    question: str,
    wanted: Asked,
    evidence: Sequence[Evidence],
    sure: Sequence[Figured],
    confirm: Confirm,
) -> list[Figured]:
    """The figures that `confirm` says answer as well, best evidence first.

    Only such as could stand beside those that are `sure` and those that were confirmed before.
    """
    found = [
        (figured, passage)
        for figured, passage in _candidates(question, wanted, evidence)
        if not any(_is_known(figured, known) for known in sure)
    ]
    best = None if sure or not evidence else _of_the_best(evidence[0], found)
    taken = list(sure)
    asked_of = 0
    for figured, passage in found:
        if any(_is_known(figured, known) for known in taken):
            continue
        if taken and not any(alike(figured.figure, known.figure) for known in taken):
            continue
        if asked_of == MOST_ASKED:
            break
        asked_of += 1
        if confirm(figured.figure, passage) >= _least(figured, best, taken):
            taken.append(figured)
    return taken[len(sure) :]


def _least(figured: Figured, best: Figured | None, taken: Sequence[Figured]) -> float:
    """How sure the model must be of a figure."""
    if figured == best:
        return LEAST_OF_THE_BEST
    another = taken and all(known.sentence.document != figured.sentence.document for known in taken)
    return LEAST_OF_ANOTHER if another else LEAST


def _of_the_best(best: Evidence, found: Sequence[tuple[Figured, str]]) -> Figured | None:
    """The figure of the best sentence, if it has just one."""
    own = [figured for figured, _ in found if figured.sentence == best.sentence]
    return own[0] if len(own) == 1 else None


def alike(one: Figure, other: Figure) -> bool:
    """Whether two figures may be of one thing: of one kind and unit, and about as large."""
    units = {figure.unit for figure in (one, other) if figure.unit is not None}
    kinds = {one.kind, other.kind}
    if not (len(kinds) == 1 or kinds == _SHARES) or (one.kind != "time" and len(units) > 1):
        return False
    if one.kind == "count" and excludes(one.counted, other.counted):
        return False
    first, second = one.number, other.number
    if one.kind in ("time", "date") or first == second:
        return True
    if first is None or second is None or min(first, second) <= 0:
        return False
    return abs(math.log(first / second)) <= math.log(FACTOR)


def _candidates(
    question: str, wanted: Asked, evidence: Sequence[Evidence]
) -> Iterator[tuple[Figured, str]]:
    """Figures of the kind asked for in the best evidence, each with the passage it stands in."""
    documents = on_the_event(wanted, about_the_named(question, evidence))
    near = near_the_best(evidence, WITHIN)
    for item in evidence[: max(FIRST, len(near))]:
        document = documents.get(item.sentence.document)
        if document is None:
            continue
        before, after = (tuple(s.text for s in around) for around in (item.before, item.after))
        passage = " ".join((*before[-1:], item.sentence.text))
        there = figures(item.sentence.text, before, after)
        around = (item.sentence.text, " ".join(before))
        for given in there:
            figure = as_asked(wanted, given, item.sentence.text, passage)
            if (
                figure is not None
                and _may_be_then(wanted, figure, item.sentence.text)
                and is_of(wanted, figure, there, around)
            ):
                yield Figured(figure, document, item.sentence), passage


def _may_be_then(wanted: Asked, figure: Figure, text: str) -> bool:
    """Whether a figure may be of the time asked about: one that names no time may."""
    timeless = replace(wanted, period=None) if figure.scope is None else wanted
    return is_then(timeless, figure, text)


def as_asked(wanted: Asked, figure: Figure, text: str, passage: str) -> Figure | None:
    """A figure as one of a kind that is asked for; None where it cannot be."""
    if "money" in wanted.kinds and (is_sum(figure, text) or is_bare_sum(figure)):
        return replace(figure, kind="money", unit=figure.counted)
    if figure.kind not in wanted.kinds or _is_of_another_fate(wanted, figure):
        return None
    if figure.kind == "date":
        return figure if is_day(figure) else None
    if figure.kind not in STATES or (
        figure.kind == "count" and _miscounts(wanted, figure, passage)
    ):
        return None
    return figure


def _is_of_another_fate(wanted: Asked, figure: Figure) -> bool:
    fates = [fate for fate in (figure.role, figure.also) if fate & FATES]
    roles = [role for role in wanted.roles if role & FATES]
    return bool(roles and fates) and all(excluded(r, f) for r in roles for f in fates)


def _miscounts(wanted: Asked, figure: Figure, passage: str) -> bool:
    """Whether a count is of others than those asked about; without a noun they must be there."""
    if figure.text.lower() == "one" or wanted.kinds[0] not in NUMBERED:
        return True
    if figure.counted is None:
        return wanted.noun is not None and not terms(head(wanted.noun)) <= terms(passage)
    if is_person(head(wanted.noun)):
        return names_a_thing(figure.counted)
    return excludes(wanted.noun, figure.counted)


def _is_known(figured: Figured, known: Figured) -> bool:
    if figured.sentence == known.sentence and figured.figure.start == known.figure.start:
        return True
    one, other = figured.figure, known.figure
    same = (one.low, one.high, one.parts) == (other.low, other.high, other.parts)
    return same and figured.document == known.document
