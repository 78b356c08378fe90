"""Words, numerals and signs of a sentence with their offsets: what the figure reader works on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?<![\w.,])\.\d+|\d+(?:[.,]\d+)*"  # .5 · 1,234.5
    r"|(?:[^\W\d_]\.){2,}"  # U.S. · p.m.
    r"|[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)*"  # word · O'Brien, without a possessive 's
    r"|['’][sS]\b|\S"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, numeral or sign: `sentence[start:end] == text`; `lower` has straight apostrophes."""

    text: str
    start: int
    end: int
    lower: str

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_numeral(self) -> bool:
        return self.text[-1].isdecimal()

    @property
    def is_capitalised(self) -> bool:
        return self.text[0].isupper()


def tokens(sentence: str) -> tuple[Token, ...]:
    """Every token in order; white space separates tokens and is not one."""
    return tuple(
        Token(found.group(), found.start(), found.end(), found.group().lower().replace("’", "'"))
        for found in _TOKEN.finditer(sentence)
    )


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


def lower_at(words: Sequence[Token], at: int) -> str:
    """The lower-case text of the token at a position, or "" outside the sentence."""
    return words[at].lower if 0 <= at < len(words) else ""


def glued(words: Sequence[Token], at: int) -> bool:
    """Whether nothing, not even a space, stands between the token and the one before it."""
    return 0 < at < len(words) and words[at - 1].end == words[at].start
