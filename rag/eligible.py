"""Figures that may answer a question by their kind, their unit and what they count."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from index.vocabulary import Document, Evidence
from rag.answering import NUMBERED, STATES, Figured, is_of, is_then
from rag.asked import Asked, terms
from rag.comparison import excluded, is_day, is_month
from rag.event_words import FATES
from rag.figures import Figure, figures
from rag.nouns import excludes, head, is_person, names_a_thing
from rag.stated import is_bare_sum, is_denied, is_sum
from rag.units import factor

_WHAT_YEAR = re.compile(r"\b(?:what|which) year\b", re.I)
_WEIGHT, _HEAT, _LENGTH = ("g", "ton", "oz"), ("°C", "°F", "°"), ("m", "inch")
_DIMENSIONS = (
    (re.compile(r"\b(?:heavy|weigh|weighs|weighed|weight)\b", re.I), _WEIGHT),
    (re.compile(r"\b(?:hot|cold|warm|temperature)\b", re.I), _HEAT),
    (
        re.compile(
            r"\b(?:high|tall|long|deep|wide|thick|far|height|length|depth|width|altitude|elevation|"
            r"distance)\b",
            re.I,
        ),
        _LENGTH,
    ),
)
_AREA, _VOLUME = ("sq m", "acre", "sq mile", "sq ft"), ("l", "gallon", "cu ft")


def eligible(
    wanted: Asked, evidence: Sequence[Evidence], documents: Mapping[str, Document]
) -> Iterator[Figured]:
    """Figures of the kind asked for in some articles by name, best evidence first."""
    for item in evidence:
        document = documents.get(item.sentence.document)
        if document is None:
            continue
        before, after = (tuple(s.text for s in around) for around in (item.before, item.after))
        there = figures(item.sentence.text, before, after)
        around = (item.sentence.text, " ".join(before))
        for given in there:
            figure = may_be_asked(wanted, given, item.sentence.text)
            if (
                figure is not None
                and _may_be_then(wanted, figure, item.sentence.text, before)
                and is_of(wanted, figure, there, around)
            ):
                yield Figured(figure, document, item.sentence)


def _may_be_then(wanted: Asked, figure: Figure, text: str, before: Sequence[str]) -> bool:
    """Whether a figure may be of the time asked about: one that names no time may."""
    timeless = replace(wanted, period=None) if figure.scope is None else wanted
    return is_then(timeless, figure, text, before)


def after_the_one_before(text: str, before: Sequence[str]) -> str:
    """The passage in which a sentence's figures are read."""
    return " ".join((*before[-1:], text))


def as_asked(wanted: Asked, figure: Figure, text: str, passage: str) -> Figure | None:
    """A figure as one of a kind that is surely asked for; None where it may not be."""
    found = may_be_asked(wanted, figure, text)
    return found if found is not None and is_surely_asked(wanted, found, passage) else None


def _is_dated(wanted: Asked, figure: Figure) -> bool:
    """Whether a date has the year that is asked for, else a month."""
    if _WHAT_YEAR.search(wanted.about):
        return any(part.startswith("year:") for part in figure.parts)
    return is_month(figure)


def is_of_dimension(wanted: Asked, figure: Figure) -> bool:
    """Whether a measure has a unit of what is asked for: how heavy is not told in metres."""
    base = factor(figure.unit)[0]
    if wanted.unit is not None:
        own = factor(wanted.unit)[0]
        kin = (_WEIGHT, _HEAT, _LENGTH, _AREA, _VOLUME)
        return base == own or any(own in units and base in units for units in kin)
    asked_for = [units for words, units in _DIMENSIONS if words.search(wanted.about)]
    return not asked_for or any(base in units for units in asked_for)


def is_surely_asked(wanted: Asked, figure: Figure, passage: str) -> bool:
    """Whether a figure that may be asked for surely is: a day, a count of something known."""
    if figure.kind == "date":
        return is_day(figure)
    bare = figure.kind == "count" and figure.counted is None and wanted.noun is not None
    return not bare or terms(head(wanted.noun)) <= terms(passage)


def may_be_asked(wanted: Asked, figure: Figure, text: str) -> Figure | None:
    """A figure as one of a kind that is asked for; None where it cannot be."""
    if "money" in wanted.kinds and (is_sum(figure, text) or is_bare_sum(figure)):
        return replace(figure, kind="money", unit=figure.counted)
    if figure.kind not in wanted.kinds or _is_of_another_fate(wanted, figure):
        return None
    if figure.kind == "date":
        return figure if _is_dated(wanted, figure) else None
    if figure.kind == "measure" and not is_of_dimension(wanted, figure):
        return None
    if figure.kind not in STATES or (figure.kind == "count" and _miscounts(wanted, figure)):
        return None
    return figure


def _is_of_another_fate(wanted: Asked, figure: Figure) -> bool:
    fates = [fate for fate in (figure.role, figure.also) if fate & FATES]
    roles = [role for role in wanted.roles if role & FATES]
    if is_denied(wanted, figure):
        return True
    return bool(roles and fates) and all(excluded(r, f) for r in roles for f in fates)


def _miscounts(wanted: Asked, figure: Figure) -> bool:
    """Whether a count is of others than those asked about."""
    if figure.text.lower() == "one" or wanted.kinds[0] not in NUMBERED:
        return True
    if figure.counted is None:
        return False
    if is_person(head(wanted.noun)):
        return names_a_thing(figure.counted)
    return excludes(wanted.noun, figure.counted)
