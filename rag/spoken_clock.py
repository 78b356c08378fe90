"""Times of day in words: "three o'clock", "half past two", "a quarter to nine", "ten to five"."""

from collections.abc import Sequence

from rag.number_words import UNITS, amount
from rag.tokens import Token, lower_at, word_set

_STEPS = (5, 10, 20, 25)  # minutes that are told without the word
_BEFORE = word_set(
    "at by until till before after about around since to and nearly almost shortly just toward "
    "towards past roughly was is"
)
_AFTER = word_set(
    "in on at the when as and but or until till before after while he she they it by from to that "
    "which with this local yesterday today tomorrow"
)


def spoken_time(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Minutes after midnight (0..779; which half of the day is not said) and the token after."""
    hour = _hour(words, at)
    if hour is not None and lower_at(words, at + 1) == "o'clock":
        return 60 * hour, at + 2
    return _past_or_to(words, at)


def _past_or_to(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    found = _minutes(words, at)
    if found is None:
        return None
    minutes, end, sure = found
    side, hour = lower_at(words, end), _hour(words, end + 1)
    if side not in ("past", "to") or hour is None:
        return None
    # "Ten to five people" is a range, "moved from ten to five" too.
    if side == "to" and not sure and not _is_alone(words, at, end + 2):
        return None
    return 60 * hour + (minutes if side == "past" else -minutes), end + 2


def _minutes(words: Sequence[Token], at: int) -> tuple[int, int, bool] | None:
    """Minutes, the token after them, and whether the words can only be of a time."""
    at += lower_at(words, at) == "a"
    if lower_at(words, at) in ("half", "quarter"):
        return (30 if lower_at(words, at) == "half" else 15), at + 1, True
    found = amount(words, at, joined=False)
    if found is None or found.low is None or found.low != found.high or not 0 < found.low < 60:
        return None
    named = lower_at(words, found.end) in ("minute", "minutes")
    if not named and found.low not in _STEPS:
        return None
    return int(found.low), found.end + named, named


def _hour(words: Sequence[Token], at: int) -> int | None:
    word = lower_at(words, at)
    hour = UNITS.get(word) or (int(word) if word.isdecimal() and len(word) < 3 else 0)
    return hour if 0 < hour <= 12 else None


def _is_alone(words: Sequence[Token], first: int, end: int) -> bool:
    """Whether what stands before and after a time leaves no room for what it might count."""
    after = words[end] if end < len(words) else None
    closed = after is None or not after.is_word or after.lower in _AFTER
    return closed and lower_at(words, first - 1) in _BEFORE
