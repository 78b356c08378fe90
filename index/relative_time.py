"""Time told from a day: "this week", "on Friday", "in November" as calendar days.

One reading serves a question, told from its reader's today, and a sentence, told from its
document's publication. What is told by the calendar alone ("5 May 2023") is not read here.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

RECENT = 10  # days that "now" and "recently" reach back

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_COUNTS = {
    word: number
    for number, words in enumerate(
        "a|an|one two|couple three|few|several four five six seven eight nine ten".split(), start=1
    )
    for word in words.split("|")
}
_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
_COUNT = rf"(\d{{1,3}}|{'|'.join(_COUNTS)})"


class Days(NamedTuple):
    """A stretch of days, both ends included."""

    first: date
    last: date


def days_meant(text: str, today: date) -> Days | None:
    """The days that a text speaks of by their distance from `today`; None where it does not."""
    for pattern, days in _READINGS:
        if (match := pattern.search(text)) is not None:
            try:
                return days(match, today)
            except (ValueError, OverflowError):
                return None  # before the calendar begins
    return None


def _ago(match: re.Match[str], today: date) -> Days:
    unit = _UNITS[match[2].lower()]
    day = today - timedelta(_count(match[1]) * unit)
    return Days(day - timedelta(unit // 2), day + timedelta(unit // 2))


def _past(match: re.Match[str], today: date) -> Days:
    return Days(today - timedelta(_count(match[1]) * _UNITS[match[2].lower()]), today)


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else _COUNTS[word.lower()]


def _this(match: re.Match[str], today: date) -> Days:
    first = {
        "week": today - timedelta(7),
        "weekend": today - timedelta(7),
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }
    return Days(first[match[1].lower()], today)


def _last(match: re.Match[str], today: date) -> Days:
    unit = match[1].lower()
    if unit.startswith("week"):
        monday = today - timedelta(today.weekday() + 7)
        return Days(monday, monday + timedelta(6))
    if unit == "month":
        end = today.replace(day=1) - timedelta(1)
        return Days(end.replace(day=1), end)
    return Days(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))


def _weekday(match: re.Match[str], today: date) -> Days:
    day = today - timedelta((today.weekday() - _DAYS.index(match[1].lower())) % 7)
    return Days(day, day)


def _month(match: re.Match[str], today: date) -> Days:
    month = _MONTHS.index(match[1].lower()) + 1
    year = today.year if month <= today.month else today.year - 1
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _back(first: int, last: int = 0) -> Callable[[re.Match[str], date], Days]:
    return lambda _, today: Days(today - timedelta(first), today - timedelta(last))


def _pattern(words: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", flags)


_READINGS = (
    (_pattern(rf"{_COUNT} (?:of )?(day|week|month|year)s? (?:ago|earlier)"), _ago),
    (_pattern(rf"(?:last|past|previous) {_COUNT} (?:of )?(day|week|month|year)s?"), _past),
    (_pattern("today|tonight|this (?:morning|afternoon|evening)"), _back(0)),
    (_pattern("yesterday|last night"), _back(1, 1)),
    (_pattern("(?:this|(?<=the )past) (week(?:end)?|month|year)"), _this),
    (_pattern("(?:last|previous) (week(?:end)?|month|year)"), _last),
    (_pattern(rf"(?:[Oo]n|[Ll]ast|[Tt]his|[Ss]ince) ({'|'.join(_DAYS).title()})",
              re.RegexFlag(0)), _weekday),
    # A year, or a day of a year, behind the month makes it the calendar's.
    (_pattern(rf"(?:[Ii]n|[Dd]uring|[Ll]ast|[Tt]his|[Ss]ince)(?: early| mid| late)?"
              rf" ({'|'.join(_MONTHS).title()})(?!,? (?:of )?\d)", re.RegexFlag(0)), _month),
    (_pattern("now|nowadays|currently|current|at present|at the moment|these days|so far|latest|"
              "newest|most recent|recently|recent"), _back(RECENT)),
)  # fmt: skip
