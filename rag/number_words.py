"""Numbers as written: numerals with separators, English number words, scales, vague amounts.

A numeral whose value depends on the writer's country ("1.000", "2,5") has no value here: reading
it either way would be a guess.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from rag.tokens import Token, glued, lower_at

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS = {word: value for value, word in enumerate(_SMALL.split())}
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
_RANKS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
ORDINALS = {word: value for value, word in enumerate(_RANKS.split(), start=1)} | {
    word[:-1] + "ieth": value for word, value in TENS.items()
}
SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
SHORT_SCALES = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "b": 10**9,
    "tn": 10**12,
    "trn": 10**12,
}
_PLURALS = {"dozens": 12, "scores": 20} | {f"{word}s": value for word, value in SCALES.items()}
_VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_VAGUE = ("several", "few", "many")

NUMBER_WORDS = frozenset((*UNITS, *TENS, *SCALES, "dozen", *_PLURALS))

_PLAIN = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_LONGEST = 25  # digits; anything longer is an identifier, not an amount


class Amount(NamedTuple):
    """An amount and the token after it; `high` None is open, both None is "several".

    `scale` is the factor written beside the digits (10**6 in "1.2 million"), 1 where there is none.
    """

    low: float | None
    high: float | None
    end: int
    scale: int = 1
    parsed: bool = True


def tidy(value: Decimal | float | int) -> float:
    """The value as an int where it is whole, else as a float: 300, not 300.0."""
    return int(value) if value == int(value) else float(value)


def numeral(text: str, scaled: bool = False) -> Decimal | None:
    """The value of digits as written, None where the notation is unknown or ambiguous.

    `scaled`: a scale or unit follows, so that a single point can only be a decimal point.
    """
    if len(text) > _LONGEST or (_AMBIGUOUS.fullmatch(text) and not scaled):
        return None
    if _PLAIN.fullmatch(text) or _THOUSANDS.fullmatch(text) or _INDIAN.fullmatch(text):
        return Decimal(text.replace(",", ""))
    return None


def amount(words: Sequence[Token], at: int, joined: bool = True) -> Amount | None:
    """The amount that begins at a token: digits, words, "half a million", "dozens", "several".

    `joined` False keeps "and" out: it separates the ends of "between one hundred and two hundred".
    """
    return (
        _digits(words, at) or _vague(words, at) or _half(words, at) or _spelled(words, at, joined)
    )


def ordinal(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The value of an ordinal in words, "twenty-first", and the token after it."""
    tens = TENS.get(lower_at(words, at), 0)
    unit = at + 1 + (lower_at(words, at + 1) == "-") if tens else at
    value = ORDINALS.get(lower_at(words, unit), 0)
    return (tens + value, unit + 1) if value and not (tens and value > 9) else None


def _digits(words: Sequence[Token], at: int) -> Amount | None:
    if at < len(words) and words[at].text in _VULGAR:
        return _scaled(_VULGAR[words[at].text], words, at + 1)
    if at >= len(words) or not words[at].is_numeral:
        return None
    text, end = _spaced(words, at)
    value = numeral(text, scaled=_precise(words, end))
    if value is None:
        return Amount(None, None, end, parsed=False)
    if lower_at(words, end) in _VULGAR:
        return _scaled(value + _VULGAR[words[end].text], words, end + 1)
    if value == int(value) and _and_a_half(words, end):
        return _scaled(value + Decimal("0.5"), words, end + 3)
    return _scaled(value, words, end)


def _spaced(words: Sequence[Token], at: int) -> tuple[str, int]:
    """Digits with the groups that spaces set apart: "10 000" is one numeral."""
    text, end = words[at].text, at + 1
    if len(text) > 3 or text[0] == "0" or not text.isdecimal():
        return text, end
    while (
        end < len(words)
        and words[end].start == words[end - 1].end + 1
        and len(words[end].text) == 3
        and words[end].text.isdecimal()
        and not glued(words, end + 1)
    ):
        text, end = text + words[end].text, end + 1
    return text, end


def _precise(words: Sequence[Token], at: int) -> bool:
    """Whether what follows leaves a single point no other reading than a decimal point."""
    word = lower_at(words, at)
    return word in SCALES or word in SHORT_SCALES or word in ("%", "percent", "per", "seconds")


def _scaled(value: Decimal, words: Sequence[Token], at: int) -> Amount:
    """Multiplies by the scale words that follow: "1.2 million", "3bn", "2 hundred thousand"."""
    factor = 1
    while (scale := _scale(words, at, factor)) is not None:
        factor, at = factor * scale[0], scale[1]
    value = value * factor
    return Amount(tidy(value), tidy(value), at, factor)


def _scale(words: Sequence[Token], at: int, before: int) -> tuple[int, int] | None:
    if before > 10**3:
        return None
    if lower_at(words, at) == "-" and lower_at(words, at + 1) in SCALES:
        at += 1
    word = lower_at(words, at)
    if word in SCALES or word == "dozen":
        return SCALES.get(word, 12), at + 1
    if word in SHORT_SCALES and before == 1 and _short(words, at):
        return SHORT_SCALES[word], at + 1
    return None


def _short(words: Sequence[Token], at: int) -> bool:
    """Whether a short scale is meant: "3bn", "5 mn"; a lone m or b is left to the unit reader."""
    return len(words[at].lower) > 1 or (words[at].lower == "k" and glued(words, at))


def _vague(words: Sequence[Token], at: int) -> Amount | None:
    """ "dozens", "tens of thousands", "a few hundred": at least one of the scale, open above.

    A vague word before a noun ("several soldiers") is an amount without bounds.
    """
    at += lower_at(words, at) == "a" and lower_at(words, at + 1) in ("few", "couple")
    word = lower_at(words, at)
    if word == "couple":
        return _couple(words, at)
    if word in _VAGUE and (found := _vague_scale(words, at + 1)):
        return found
    if word in ("several", "few") and _before_noun(words, at + 1):
        return Amount(None, None, at + 1)
    return _vague_scale(words, at, plural=True)


def _couple(words: Sequence[Token], at: int) -> Amount | None:
    if lower_at(words, at + 1) != "of":
        return None
    scale = SCALES.get(lower_at(words, at + 2), 0)
    return Amount(2 * scale, None, at + 3, scale) if scale else Amount(2, 2, at + 2)


def _vague_scale(words: Sequence[Token], at: int, plural: bool = False) -> Amount | None:
    word = lower_at(words, at)
    factor = _PLURALS.get(word) or (0 if plural else SCALES.get(word) or 12 * (word == "dozen"))
    if word == "tens" and lower_at(words, at + 2) in _PLURALS:
        factor = 10
    if not factor:
        return None
    end = at + 1
    if lower_at(words, end) == "of" and (more := _PLURALS.get(lower_at(words, end + 1))):
        factor, end = factor * more, end + 2
    return Amount(factor, None, end, factor)


def _before_noun(words: Sequence[Token], at: int) -> bool:
    at += lower_at(words, at) in ("”", '"', "’", "'")
    return at < len(words) and words[at].is_word and words[at].lower not in ("of", "and", "or")


def _half(words: Sequence[Token], at: int) -> Amount | None:
    """ "half a million", "half a dozen", "a quarter of a million"."""
    shares = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
    share = shares.get(lower_at(words, at))
    if share is None:
        return None
    at += 1 + (lower_at(words, at + 1) == "of")
    at += lower_at(words, at) in ("a", "-")
    scale = SCALES.get(lower_at(words, at), 12 * (lower_at(words, at) == "dozen"))
    return Amount(tidy(share * scale), tidy(share * scale), at + 1, scale) if scale else None


def _spelled(words: Sequence[Token], at: int, joined: bool) -> Amount | None:
    """Number words, standard English grammar: "two hundred and fifty thousand", "a dozen"."""
    total, limit, end = 0, 10**15, at
    while (group := _below_thousand(words, end, joined)) is not None:
        value, past = group
        scale = SCALES.get(lower_at(words, past), 0)
        if scale >= limit:
            break
        if scale < 10**3:
            return _finish(total + value, words, past)
        total, limit, end = total + value * scale, scale, past + 1
        if lower_at(words, end) == "and" and lower_at(words, end + 1) == "a":
            break
        if joined and lower_at(words, end) == "and" and _below_thousand(words, end + 1, joined):
            end += 1
    return _finish(total, words, end) if end > at else None


def _finish(value: int, words: Sequence[Token], at: int) -> Amount:
    """Adds a dozen ("two dozen") or a half ("two and a half million")."""
    if lower_at(words, at) == "dozen":
        return Amount(12 * value, 12 * value, at + 1, 12)
    if _and_a_half(words, at):
        scale = SCALES.get(lower_at(words, at + 3), 1)
        whole = tidy(Decimal("0.5") * scale + value * scale)
        return Amount(whole, whole, at + 3 + (scale > 1), scale)
    return Amount(value, value, at)


def _and_a_half(words: Sequence[Token], at: int) -> bool:
    return [lower_at(words, at + step) for step in range(3)] == ["and", "a", "half"]


def _below_thousand(words: Sequence[Token], at: int, joined: bool) -> tuple[int, int] | None:
    small = _below_hundred(words, at)
    if small is None:
        return None
    value, end = small
    if lower_at(words, end) != "hundred":
        return small
    value, end = value * 100, end + 1
    rest = _below_hundred(words, end + (joined and lower_at(words, end) == "and"))
    if rest is None or lower_at(words, rest[1]) == "hundred":
        return value, end
    return value + rest[0], rest[1]


def _below_hundred(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    word = lower_at(words, at)
    if word == "a" and (lower_at(words, at + 1) in SCALES or lower_at(words, at + 1) == "dozen"):
        return 1, at + 1
    if word in UNITS:
        return UNITS[word], at + 1
    if word not in TENS:
        return None
    after = at + 1 + (lower_at(words, at + 1) == "-")
    unit = UNITS.get(lower_at(words, after), 0)
    return (TENS[word] + unit, after + 1) if 0 < unit < 10 else (TENS[word], at + 1)
