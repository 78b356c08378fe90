"""Whether a figure is of another event than the one asked about, told as background to it."""

import re
from collections.abc import Sequence

from rag.asked import Asked, terms_with_events
from rag.event_words import FATES
from rag.figures import Figure
from rag.names import names, unknown_names

_YEAR = r"(?:19|20)\d\d"
_AGO = r"\b(?:years|decades) (?:ago|earlier|back|before)\b"
# "An earthquake in 2003", "in 2003, when an earthquake".
_DATED_EVENT = re.compile(
    rf"\b(?:an?|another) (?P<before>(?:[\w-]+ ){{1,5}}?)(?:in|of) (?:the )?(?:\w+ of )?{_YEAR}\b"
    rf"|\bin {_YEAR},? (?:when )?(?:an?|another) (?P<after>(?:[\w-]+ ){{1,3}})",
    re.I,
)
# What comes after these, in one sentence, is of that time.
_BACK_THEN = re.compile(
    rf"\b(?:in|since) {_YEAR},? when\b"
    rf"|\b(?:last|previous|earlier) [^.;,]{{0,40}},? in {_YEAR}\b"
    rf"|^\W*(?:when|after) [^,]*\bin {_YEAR},"
    rf"|\bsince [^.;,]*{_AGO},? when\b"
    r"|\blast time\b|\b(?:last|previously) (?:saw|seen|had|happened|struck)\b",
    re.I,
)
_YEARS_AGO = re.compile(_AGO, re.I)
# What began then goes on.
_GOES_ON = re.compile(
    rf"\b(?:since|began|begun|started|built|opened|founded|launched|broke out)\b[^.;]*{_AGO}", re.I
)
_NOW = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tonight|now|so far|"
    r"this (?:week|month|year|time)|ha(?:s|ve) been)\b",
    re.I,
)
_ASKED_OF_THEN = re.compile(
    rf"\b(?:last|previous(?:ly)?|earlier|ago|back|former|then|before|history|ever|since|{_YEAR})\b",
    re.I,
)
# "After Cape Lorn, where 112 drowned".
_ELSEWHERE = re.compile(r"\b(?P<place>[A-Z]\w+(?: [A-Z]\w+)*), where [^,;.]*$")


def is_of_elsewhere(wanted: Asked, figure: Figure, sentence: str) -> bool:
    """Whether a figure is of a place that the question does not name while it names another."""
    asked_of = names(wanted.about)
    told = _ELSEWHERE.search(sentence[: figure.start])
    if told is None or not asked_of or not unknown_names(told["place"], [wanted.about]):
        return False
    return all(unknown_names(name, [sentence]) for name in asked_of)


def is_of_earlier(wanted: Asked, figure: Figure, sentence: str, before: Sequence[str]) -> bool:
    """Whether those counted were killed, hurt, arrested in another event, told of for comparison.

    Where no year is asked about, the dead of "an earthquake in 2003" are not this one's, nor those
    of a sentence after "Three years ago a fire ...". `before` are the sentences before.
    """
    dated = (found[1] or found[2] for found in _DATED_EVENT.finditer(sentence))
    if figure.role & FATES and any(_is_such(wanted, event) for event in dated):
        return True
    if not (figure.role | figure.also) & FATES or _ASKED_OF_THEN.search(wanted.about):
        return False
    if _NOW.search(sentence):
        return False
    told = (sentence, *before[-1:])
    led = (sentence[: figure.start], *before[-1:])
    return any(_is_past(text) for text in told) or any(_BACK_THEN.search(text) for text in led)


def _is_such(wanted: Asked, event: str) -> bool:
    return not terms_with_events(event).isdisjoint(terms_with_events(wanted.about))


def _is_past(sentence: str) -> bool:
    return bool(_YEARS_AGO.search(sentence)) and not _GOES_ON.search(sentence)
