"""Words that turn a sentence into its opposite: survived for died, women for men, fell for rose."""

import re
from collections.abc import Sequence

from rag.event_words import OPPOSITES
from rag.events import Event, events
from rag.roles import singular
from rag.tokens import tokens

# Which of two is meant.
QUALITIES = (
    ("best", "worst"),
    ("highest", "lowest"),
    ("largest", "smallest"),
    ("larger", "smaller"),
    ("bigger", "smaller"),
    ("oldest", "youngest"),
    ("older", "younger"),
    ("elder", "younger"),
    ("northern", "southern"),
    ("eastern", "western"),
)
# Who or what is one is not the other.
GROUPS = (
    *QUALITIES,
    ("first", "last"),
    ("man", "woman"),
    ("boy", "girl"),
    ("male", "female"),
    ("child", "adult"),
    ("mother", "father"),
    ("son", "daughter"),
    ("brother", "sister"),
    ("husband", "wife"),
    ("victim", "suspect"),
    ("civilian", "soldier"),
    ("civilian", "troop"),
    ("civilian", "police"),
    ("civilian", "officer"),
    ("soldier", "police"),
)
_DEGREE = re.compile(r"\b(most|least) ((?!of\b)[a-z]+)\b", re.I)
_STATED = ("rose", "fell", "above", "below")  # classes with adverbs, too common to stand alone


def turned(claim: str, sources: Sequence[str]) -> str | None:
    """The opposite that the sources have where the claim has its word, in one line, or None.

    Only a claim's word that no source has, against an opposite that the claim has not, counts.
    Who did it to whom is not asked: it finds "survived" for "died", not "B beat A" for "A beat B".
    """
    mine, theirs = _classes((claim,)), _classes(sources)
    for event in sorted(mine - theirs):
        for other in sorted(theirs - mine):
            if frozenset((event, other)) in OPPOSITES:
                return f"the sources say {other}, not {event}"
    most = _opposed_degree(claim, " ".join(sources))
    return most or _opposed(GROUPS, _nouns((claim,)), _nouns(sources))


def _opposed_degree(claim: str, sources: str) -> str | None:
    """Least popular is not most popular, even if both are claimed."""
    there = {(found[1].lower(), found[2].lower()) for found in _DEGREE.finditer(sources)}
    for found in _DEGREE.finditer(claim):
        degree, what = found[1].lower(), found[2].lower()
        other = "least" if degree == "most" else "most"
        if (degree, what) not in there and (other, what) in there:
            return f"the sources say {other} {what}, not {degree} {what}"
    return None


def other_group(claim: str, source: str) -> str | None:
    """Why two noun phrases cannot name the same group ("women" for "men"), or None."""
    return _opposed(GROUPS, _nouns((claim,)), _nouns((source,)))


def other_of_two(question: str, text: str) -> bool:
    """Whether a text is of the younger where the older is asked about."""
    return _opposed(QUALITIES, _nouns((question,)), _nouns((text,))) is not None


def _opposed(
    pairs: Sequence[tuple[str, str]], mine: frozenset[str], theirs: frozenset[str]
) -> str | None:
    for pair in pairs:
        for one, other in (pair, pair[::-1]):
            if one in mine - theirs and other in theirs - mine:
                return f"the sources say {other}, not {one}"
    return None


def _classes(texts: Sequence[str]) -> frozenset[str]:
    found = (event for text in texts for event in events(tokens(text)).values())
    return frozenset(event.event for event in found if not _is_adverb(event))


def _is_adverb(event: Event) -> bool:
    return event.uses == "a" and event.event in _STATED


def _nouns(texts: Sequence[str]) -> frozenset[str]:
    return frozenset(singular(token.lower) for text in texts for token in tokens(text))
