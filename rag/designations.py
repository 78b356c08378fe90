"""Digits that name instead of count: Su-27, COVID-19, 9/11, 24/7, G7, [1], telephone numbers."""

from collections.abc import Sequence

from rag.dates import MONTHS, WEEKDAYS, date
from rag.number_words import SHORT_SCALES, TENS, UNITS
from rag.readable import BRACKETS
from rag.tokens import Token, glued, lower_at, tokens, word_set
from rag.units import CURRENCY_CODES, CURRENCY_SIGNS, unit_at

_PREFIXES = word_set("mid pre post sub non over early late all top ex anti near")
_COUNTED_PREFIXES = _PREFIXES | set(UNITS) | set(TENS) | set(MONTHS) | WEEKDAYS
_SUFFIXES = word_set("st nd rd th s am pm a.m. p.m. x fold gmt") | set(SHORT_SCALES)
_DASHES = ("-", "–", "—", "‑")


def designation(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The tokens [first, end) of the designation whose first digits stand at a token, or None."""
    if not words[at].is_numeral:
        return None
    first = _lettered(words, at)
    if first is not None:
        return first, _chain(words, at)
    for form in (_marker, _telephone, _slashed, _suffixed):
        if (end := form(words, at)) is not None:
            return at, end
    return None


def designations(sentence: str) -> tuple[str, ...]:
    """The designations of a sentence as written, footnote markers and telephone numbers too."""
    words = tokens(sentence)
    found, at = [], 0
    while at < len(words):
        span = designation(words, at)
        if span is not None:
            found.append(sentence[words[span[0]].start : words[span[1] - 1].end])
        at = span[1] if span else at + 1
    return tuple(found)


def _lettered(words: Sequence[Token], at: int) -> int | None:
    """Where "Su-" or "G" begins before the digits; None where no letters are joined to them."""
    if not glued(words, at):
        return None
    before = words[at - 1]
    if before.text == "." and glued(words, at - 1) and words[at - 2].is_word:
        return at - 2
    if before.is_word:
        prefix = before.lower in CURRENCY_CODES or before.lower in ("q", "h", "no")
        return None if prefix else at - 1
    if before.text not in _DASHES or not glued(words, at - 1) or at < 2:
        return None
    name = words[at - 2]
    if name.is_word and name.lower not in _COUNTED_PREFIXES and not _amount_before(words, at - 2):
        return at - 2
    return None


def _amount_before(words: Sequence[Token], at: int) -> bool:
    """Whether the letters are the unit of an amount: "5m-6m", "9am-5pm"."""
    return glued(words, at) and words[at - 1].is_numeral


def _chain(words: Sequence[Token], at: int) -> int:
    """The end of what is joined to a token by letters, digits, dashes and slashes."""
    end = at + 1
    while glued(words, end) and (words[end].text.isalnum() or words[end].text in (*_DASHES, "/")):
        end += 1
    return end - 1 if words[end - 1].text in _DASHES else end


def _marker(words: Sequence[Token], at: int) -> int | None:
    """A footnote marker, [1], 【1】 or [2, 3]; the number of a list item, "11.", "3)" or "(2)"."""
    if (
        lower_at(words, at - 1) == "("
        and lower_at(words, at + 1) == ")"
        and len(words[at].text) == 1
    ):
        return at + 1
    if at == 0 and lower_at(words, 1) in (".", ")") and words[0].text.isdecimal():
        return 1
    closing = BRACKETS.get(lower_at(words, at - 1))
    if closing is None or not glued(words, at):
        return None
    end = at + 1
    while lower_at(words, end) == "," and words[end + 1 : end + 2] and words[end + 1].is_numeral:
        end += 2
    return end if lower_at(words, end) == closing else None


def _telephone(words: Sequence[Token], at: int) -> int | None:
    """+44 20 7946 0958, 555-123-4567, (020) 7946 0958, 555-1234."""
    groups, end = [words[at].text], at + 1
    while len(groups) < 6:
        dash = end + (lower_at(words, end) in ("-", ")"))
        if (
            dash >= len(words)
            or not words[dash].text.isdecimal()
            or words[dash].start > words[dash - 1].end + 1
        ):
            break
        groups, end = [*groups, words[dash].text], dash + 1
    lengths = tuple(map(len, groups))
    plus = lower_at(words, at - 1) == "+" and glued(words, at) and len(groups) > 1
    leading = groups[0][0] == "0" and groups[0].isdecimal() and len(groups[0]) > 2
    dashed = lower_at(words, at + 1) == "-" and lengths in ((3, 4), (3, 3, 4), (4, 3, 4))
    return end if plus or leading or dashed else None


def _slashed(words: Sequence[Token], at: int) -> int | None:
    """9/11, 24/7, 7/7; a date or a season ("2023/24") is none, nor is a proper fraction."""
    if lower_at(words, at + 1) != "/" or not glued(words, at + 1) or not glued(words, at + 2):
        return None
    if at + 2 >= len(words) or not words[at + 2].text.isdecimal() or date(words, at):
        return None
    low, high = words[at].text, words[at + 2].text
    proper = len(low) == len(high) == 1 and low < high
    return None if proper or lower_at(words, at + 3) == "/" else at + 3


def _suffixed(words: Sequence[Token], at: int) -> int | None:
    """5G, 3D, 4K, 747s, 10-K, 7-Eleven, 3.11.7: digits with letters that are no unit."""
    if words[at].text.count(".") > 1 and date(words, at) is None:
        return at + 1
    after = at + 1
    if not glued(words, after):
        return None
    if words[after].text in _DASHES:
        named = glued(words, after + 1) and _is_sign(words[after + 1])
        return _chain(words, at) if named and unit_at(words, after) is None else None
    known = words[after].lower in _SUFFIXES or words[after].text in CURRENCY_SIGNS
    if words[after].text == "K" and len(words[at].text) == 1:
        known = False
    if not words[after].is_word or known or unit_at(words, after):
        return None
    return _chain(words, at)


def _is_sign(word: Token) -> bool:
    """ "K" in 10-K, "Eleven" in 7-Eleven."""
    return word.text.isupper() or (word.is_capitalised and word.lower in UNITS)
