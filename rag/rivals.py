"""What is told of one figure anew, right after it: "Castellan thought that $350 million was right".

Such a sentence names neither what is measured nor the event. That it gives the same figure anew is
told by its own words: "it was 4:47", "puts it at 74", "the sum was 26 million", "speaks of ...".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from index.sentences import split
from index.vocabulary import Document, Sentence
from rag.figures import Figure, figures

FOLLOWS = 2  # sentences after the one before, within which a figure may be told anew

_REMEMBERED = 64  # articles whose sentences are kept
_KINDS = ("count", "money", "percent", "fraction", "measure", "duration", "time", "multiple")
_MEASURE = (
    r"number|figure|sum|total|share|proportion|toll|tally|amount|count|costs?|damage|bill|price|"
    r"value|average|turnout|size|crowd|loss(?:es)?|savings|estimate"
)
_IT = rf"(?:it|this|that|them|the (?:\w+ ){{0,2}}(?:{_MEASURE}))"
_IS = r"(?:is|was|were|be|been|came to|comes to|stood at|stands at|reached|amounted to)"
_BEFORE = re.compile(
    rf"\b{_IT} (?:(?:would|will|could|had|has|may|might|must) )?{_IS}"
    r"(?: (?:still|now|only|really|actually|just))?(?: (?:closer|nearer|more like))?(?: to)?\W*$"
    r"|\b(?:puts?|putting|gives?|gave|estimate[sd]?|reckon(?:s|ed)?|calculate[sd]?|log(?:s|ged)|"
    rf"time[sd]) (?:{_IT} )?(?:at|as|to be) \W*$"
    r"|\b(?:speaks?|spoke|spoken|talks?|talked|writes?|wrote)(?: instead| now)? of \W*$"
    r"|\b(?:stands?|stood) by \W*$|\barrived? at \W*$"
    rf"|\b(?:earlier|own|first|previous|official|later) (?:{_MEASURE}) of \W*$",
    re.I,
)
_THOUGHT = re.compile(r"\b(?:thinks?|thought|believes?|believed|said|says?)(?: that)? \W*$", re.I)
_THERE = re.compile(r"\bthere (?:are|were|is|was|have been|had been) \W*$", re.I)
_RIGHT = re.compile(
    r"^\W*(?:would be|was|were|is|are) (?:\w+ )?(?:realistic|right|correct|accurate|true|likely|"
    r"likelier|closer|nearer|plausible|enough)\b",
    re.I,
)


def told_beside(sentence: str, before: Sequence[str], first: Figure) -> Iterator[Figure]:
    """What another speaker in the same sentence tells instead of its first figure, bare.

    "The industry counts about 3,000 towers; the institute believes there are at least 5,000."
    """
    for figure in figures(sentence, before):
        other = figure.start > first.start and figure.speaker not in (None, first.speaker)
        told = _THERE.search(sentence[: figure.start]) or _is_told(figure, sentence)
        if other and told and figure.kind == first.kind and figure.counted is None:
            yield figure


def told_anew(
    document: Document, sentence: Sentence, kind: str, unit: str | None
) -> Iterator[tuple[Figure, Sentence]]:
    """The figures right after a sentence that tell anew the one it gives, or is about.

    `kind` and `unit` are those of that figure; a bare number takes both.
    """
    last = sentence.position
    around = _sentences(document)
    for at in range(last + 1, len(around)):
        if at - last > FOLLOWS:
            return
        before = tuple(s.text for s in around[max(0, at - 2) : at])
        if not around[at].evidence:
            continue
        given = [f for f in figures(around[at].text, before) if f.kind in _KINDS]
        told = _told(around[at].text, given, kind, unit)
        if told is not None:
            last = at
            yield told, around[at]
        elif given:
            return  # it speaks of another matter


@lru_cache(maxsize=_REMEMBERED)
def _sentences(document: Document) -> tuple[Sentence, ...]:
    return split(document.name, document.text)


def _told(text: str, given: Sequence[Figure], kind: str, unit: str | None) -> Figure | None:
    told = [figure for figure in given if _is_told(figure, text)]
    if len(told) != 1:
        return None
    figure = told[0]
    if figure.kind == kind and unit in (None, figure.unit):
        return figure
    bare = figure.kind == "count" and figure.counted is None
    return replace(figure, kind=kind, unit=unit) if bare else None


def _is_told(figure: Figure, text: str) -> bool:
    before, after = text[: figure.start], text[figure.end :]
    if _BEFORE.search(before):
        return True
    return _THOUGHT.search(before) is not None and _RIGHT.match(after) is not None
