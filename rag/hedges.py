"""Hedges: the words around a number that say how firmly it is meant, and in which direction."""

from collections.abc import Sequence
from typing import NamedTuple

from rag.tokens import Token, lower_at

# What a hedge makes of its number N: about N; just below N; more than N; N or more; less than N;
# N or less.
_PHRASES = {
    "about": "about|around|approximately|approx|roughly|some|circa|estimated|an estimated|"
    "close to|in the region of|in the order of|on the order of|somewhere around|~|≈|"
    "in the neighbourhood of|in the neighborhood of|somewhere in the region of|broadly",
    "nearly": "nearly|almost|just under|just below|just short of|just shy of|just less than|"
    "a little under|a little less than|slightly less than|slightly under|slightly below|"
    "not quite|approaching|close on|shy of",
    "over": "over|more than|above|in excess of|upwards of|upward of|north of|greater than|"
    "well over|just over|well above|just above|slightly more than|a little over|"
    "slightly over|slightly above|higher than|exceeding|exceeded|exceeds|exceed|"
    "surpassing|surpassed|surpasses|surpass|topping|topped|tops|beyond|>|far more than|"
    "much more than|longer than|older than|larger than|bigger than",
    "at least": "at least|a minimum of|no fewer than|no less than|not less than|≥|"
    "at the very least|at a minimum|as few as|as little as|minimum|as young as|"
    "no younger than|no shorter than",
    "under": "under|less than|fewer than|below|lower than|<|well under|well below|south of|"
    "far fewer than|far less than|younger than|shorter than",
    "at most": "up to|as many as|as much as|no more than|not more than|at most|a maximum of|≤|"
    "at the most|as high as|maximum|no older than|no longer than|no higher than|as old as",
}
_FAMILIES = {
    tuple(phrase.split()): family
    for family, phrases in _PHRASES.items()
    for phrase in phrases.split("|")
}
_AFTER = {
    "or so": "about",
    "or thereabouts": "about",
    "- odd": "about",
    "odd": "about",
    "or more": "at least",
    "and more": "at least",
    "or over": "at least",
    "and over": "at least",
    "or older": "at least",
    "and counting": "at least",
    "- plus": "at least",
    "plus": "at least",
    "+": "at least",
    "at least": "at least",
    "or fewer": "at most",
    "or less": "at most",
    "or under": "at most",
    "at most": "at most",
}
_TRAILING = {tuple(phrase.split()): family for phrase, family in _AFTER.items()}
_BY_WORDS = {" ".join(words): family for words, family in (_FAMILIES | _TRAILING).items()}
_LONGEST = max(map(len, _FAMILIES))


class Hedge(NamedTuple):
    """A hedge as written, lower-case, with its family and the token it begins or ends at."""

    text: str
    family: str
    edge: int


def before(words: Sequence[Token], at: int, floor: int = 0) -> Hedge | None:
    """The longest hedge that ends just before a token, starting no earlier than `floor`."""
    for length in range(min(_LONGEST, at - floor), 0, -1):
        phrase = tuple(token.lower for token in words[at - length : at])
        if phrase in _FAMILIES:
            return Hedge(" ".join(phrase), _FAMILIES[phrase], at - length)
    return None


def after(words: Sequence[Token], at: int) -> Hedge | None:
    """The hedge that begins at a token: "or more", "-odd", "+"."""
    for length in (2, 1):
        phrase = tuple(lower_at(words, at + step) for step in range(length))
        if phrase in _TRAILING:
            return Hedge(" ".join(phrase).replace("- ", "-"), _TRAILING[phrase], at + length)
    return None


def family(hedge: str | None) -> str:
    """The family of a hedge: about, nearly, over, at least, under, at most; "exact" for None."""
    return "exact" if hedge is None else _BY_WORDS.get(hedge.replace("-", "- "), "about")


def bounds(family: str, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """The closed interval that a hedged amount states, None where it is open."""
    if family in ("over", "at least"):
        return low, None
    if family in ("under", "at most"):
        return None, high
    return low, high
