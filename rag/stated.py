"""What a sentence states of one of its figures: that it is whole, a fact, and the one measured."""

import re
from collections.abc import Sequence

from rag.asked import Asked, terms, terms_with_events
from rag.event_words import FATES
from rag.figures import Figure
from rag.nouns import is_person
from rag.number_words import NUMBER_WORDS
from rag.tokens import tokens
from rag.verbs import stem

_PART = re.compile(
    r"\b(?:including|among (?:them|whom)|of (?:whom|them|these|those))\s+(?:\w+\s+)?$", re.I
)
_DIFFERENCE = re.compile(r"^\s+(?:more|fewer|less|higher|lower)\s*(?:than\b|[.,;:”\"]|$)", re.I)
_OF_ALL = re.compile(
    r"^\s+(?:(?:of|among) (?:the|these|those|them)|further|additional|extra)\b",
    re.I,
)
_OF_NUMBERED = re.compile(
    r"\s+of (?:the|its|their) (?P<number>\d[\d,]*|[a-z-]+) [\w-]+ "
    r"(?P<told>(?!that|which|who)[^,;]*)",
    re.I,
)
_WHERE = re.compile(
    r"^(?:(?:in|of|at|on|from|for|with|near|under|by|aboard) (?:the |its |their |a )?[\w-]+ )+",
    re.I,
)
_OUT_OF = re.compile(r"\s+(?:out )?of (?:the |its |their |his |her |all )?", re.I)
_DENIED = re.compile(r"\bnot\s+(?:(?:in|of|by|on|at)\s+)?(?:the\s+)?$", re.I)
_DENIES = re.compile(r"\b(?:not|never|no|without)\b|n['’]t\b", re.I)
_WISHED = re.compile(
    r"\b(demand|ask|call|want|seek|sought|propos|hop|urg)\w*\b(?: for| to)?\b[^.;:,]*$", re.I
)
_WHOLE = re.compile(r"\b(?:out )?of (?:its|the|their|his|her|all) (?:\w+ )?$", re.I)
# "Turnout in her station was 88 percent" is of that station.
_NARROWED = re.compile(
    r"\b(?:in|at|among|for|of) (?:his|her|their|its|our|my|one|some|each|this|that)\b[^,;]*$", re.I
)
_SCALE = re.compile(r"(?:thousand|million|billion|trillion)$|,000$", re.I)
_PAID = re.compile(
    r"\b(?:cost|costs|costing|paid|pays?|paying|spen[dt]\w*|worth|earn\w*|receiv\w*|charg\w*|"
    r"lent|lend\w*|fined?|ow(?:e|es|ed|ing)|grant\w*)\s+(?:\w+\s+){0,2}$",
    re.I,
)
_FOR_EACH = re.compile(r"\b(?:every|per)\s+$", re.I)
_MEAN = re.compile(r"\b(?:average|mean|median)(?: (?:of|is|was|stands? at))?\s+$", re.I)
_OF_MANY = re.compile(r"\b(?:average|mean|median|typical\w*|usual\w*|normal\w*)\b", re.I)
_AGED = re.compile(r"\b(?:was|were|is|are)\s+(?:aged\s+)?$", re.I)  # "all of the dead were over 70"


def is_whole(wanted: Asked, figure: Figure, sentence: str) -> bool:
    """Whether a figure is an amount of its own: no part of another, no difference, not denied.

    "Eleven of the 1,840 patients had fallen ill" tells how many fell ill, but "eleven of the 14
    dead were children" not how many died; nor does "an average of 38", or "one for every 94".
    """
    before, after = sentence[: figure.start], sentence[figure.end :]
    of_all = figure.kind == "count" and _OF_ALL.search(after)
    part = _PART.search(before) or (of_all and not _is_told_of(wanted, after))
    aged = _AGED.search(before) and figure.hedge in ("over", "under") and not after.strip(' .,;”"')
    each = figure.kind == "count" and _FOR_EACH.search(before)
    mean = _MEAN.search(before) and figure.role & FATES and not _OF_MANY.search(wanted.about)
    return not (part or aged or each or mean or _DENIED.search(before) or _DIFFERENCE.search(after))


def _is_told_of(wanted: Asked, after: str) -> bool:
    """Whether what is asked happened to a part of a number, as the words after the part say."""
    found = _OF_NUMBERED.match(after)
    if found is None:
        return False
    numbered = found["number"][0].isdigit() or found["number"].lower() in NUMBER_WORDS
    told = terms_with_events(_WHERE.sub("", f"{found['told']} "))
    return numbered and bool(told & (terms_with_events(wanted.about) - terms(wanted.noun or "")))


def is_of_a_part(figure: Figure, others: Sequence[Figure], sentence: str) -> bool:
    """Whether another figure is a part of it that answers as well: 700 in "260 of the 700"."""
    return any(_OUT_OF.fullmatch(sentence[other.end : figure.start]) for other in others)


def is_fact(wanted: Asked, figure: Figure, sentence: str) -> bool:
    """Whether a figure is stated of what is asked, not merely wished, and not of a part of it."""
    before = sentence[: figure.start]
    wished = _WISHED.search(before)
    if wished is not None and wished[1].lower() not in wanted.about.lower():
        return False
    if not wanted.counts:
        return _NARROWED.search(before) is None
    return not (wanted.roles and not figure.role and _WHOLE.search(before))


def is_denied(wanted: Asked, figure: Figure) -> bool:
    """Whether nothing of what is asked happened to those counted: "9,000 have not joined"."""
    denied = bool(wanted.roles) and "not" in figure.role
    return denied and _DENIES.search(wanted.about) is None


def measured(wanted: Asked, given: Sequence[Figure], sentence: str) -> Sequence[Figure]:
    """Of several sums or shares in a sentence the one that is asked about; at most one.

    The one that follows the measured word, else the one with the question's verb, else the first:
    "Yes had 51 and No 49 percent".
    """
    alike = [figure for figure in given if figure.kind in wanted.kinds]
    words = [t.end for t in tokens(sentence) if stem(stem(t.lower)) == wanted.measure]
    after = [f for f in alike if words and f.start >= words[-1]]
    acted = [f for f in alike if f.role & wanted.terms]
    return (after or acted or alike)[:1]


def is_sum(figure: Figure, text: str) -> bool:
    """Whether a count may be a sum in a currency of no table: "spent 4.1 million florins"."""
    noun = (figure.counted or "").split()
    paid = _SCALE.search(figure.text) or _PAID.search(text[: figure.start])
    return bool(paid) and figure.kind == "count" and len(noun) == 1 and not is_person(noun[0])


def is_bare_sum(figure: Figure) -> bool:
    """Whether a count may be a sum whose currency was said before: "less than 180 million"."""
    return figure.kind == "count" and figure.counted is None and bool(_SCALE.search(figure.text))
