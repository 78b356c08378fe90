"""Dates as written: calendar dates, months, years, decades, quarters, weekdays.

Parts that the text leaves out stay unknown: "5 November" has no year, "Friday" has only a weekday.
Bounds are calendar days written YYYYMMDD. "Early", "mid" and "late" are thirds: late 2023 is
September to December, late August the 21st to the 31st, the late 1990s 1997 to 1999.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from typing import NamedTuple

from rag.number_words import ordinal
from rag.tokens import Token, glued, lower_at, word_set

MONTHS = {
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
}
_SHORT_MONTHS = {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_SEASONS = word_set("spring summer autumn fall winter")
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}
_THIRDS = {"early": 0, "mid": 1, "late": 2}
_DASHES = ("-", "–", "—")
_AFTER_DAY = (*",.)?!;:'’”\"", "'s", "’s")  # set close to a day
_SUFFIXES = ("st", "nd", "rd", "th")

_BEFORE_YEAR = word_set(
    """
    in since until till during before after by late early mid from through circa
    """
)
_BEFORE_AMOUNT = word_set("than least most over nearly almost some under exactly only up")
_BEFORE_MONTH = _BEFORE_YEAR | word_set("of last next this to and between for on")
_COUNTED = word_set(
    """
    people men women children million billion percent per dollars euros pounds troops soldiers
    workers employees jobs homes houses cases deaths students pupils votes refugees civilians
    patients families residents tonnes tons miles metres meters feet years days hours fighters fans
    members customers migrants police officers prisoners times units copies
    """
)


class DateSpan(NamedTuple):
    """The parts a date states ("year:2024", "month:11", "day:5"), its bounds, the token after."""

    parts: frozenset[str]
    low: int | None
    high: int | None
    end: int


def date(words: Sequence[Token], at: int) -> DateSpan | None:
    """The date that begins at a token, the longest reading first."""
    for form in (_weekday, _third, _iso, _slashed, _day_month, _month, _quarter, _season, _years):
        if (found := form(words, at)) is not None:
            return found
    return None


def calendar(
    end: int, year: int | None, month: int | None = None, day: int | None = None
) -> DateSpan:
    """A date from its known parts."""
    known = (("year", year), ("month", month), ("day", day))
    parts = frozenset(f"{name}:{value}" for name, value in known if value is not None)
    if year is None or not 1 <= year <= 9999:
        return DateSpan(parts, None, None, end)
    first, last = (month or 1, day or 1), (month or 12, day or 0)
    last_day = last[1] or monthrange(year, last[0])[1]
    low, high = (year * 10**4 + m * 100 + d for m, d in (first, (last[0], last_day)))
    return DateSpan(parts, low, high, end)


def _number(words: Sequence[Token], at: int, low: int, high: int) -> int | None:
    """A plain whole number within bounds, else None."""
    text = lower_at(words, at)
    if not text.isdecimal() or len(text) > 4 or not low <= int(text) <= high:
        return None
    return int(text)


def _month_at(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The month's number and the token after its name; "May" alone could be a verb or a person."""
    if at >= len(words) or not words[at].is_capitalised:
        return None
    word = words[at].lower
    numbered = _day(words, at + 1) or _number(words, at + 1, 1000, 2100)
    if word in MONTHS and (numbered or _is_month(words, at)):
        return MONTHS[word], at + 1
    dotted = at + 1 + (lower_at(words, at + 1) == ".")
    if word in _SHORT_MONTHS and lower_at(words, dotted).isdecimal():
        return _SHORT_MONTHS[word], dotted
    return None


def _is_month(words: Sequence[Token], at: int) -> bool:
    before = lower_at(words, at - 1)
    if words[at].lower in ("may", "march"):
        day = at > 0 and (_number(words, at - 1, 1, 31) is not None or before in _SUFFIXES)
        return before in _BEFORE_MONTH or (day and lower_at(words, at + 1) != "day")
    named = any(
        0 <= n < len(words) and words[n].is_word and words[n].is_capitalised
        for n in (at - 1, at + 1)
    )
    return not named or before in _BEFORE_MONTH | WEEKDAYS


def _day(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    """A day of the month, with or without its suffix, and the token after it."""
    spelled = ordinal(words, at)
    if spelled is not None and spelled[0] < 32:
        return spelled
    day = _number(words, at, 1, 31)
    if day is None or len(words[at].text) > 2:
        return None
    suffixed = lower_at(words, at + 1) in _SUFFIXES and glued(words, at + 1)
    if glued(words, at + 1) and not suffixed and words[at + 1].text not in (*_DASHES, *_AFTER_DAY):
        return None
    return day, at + 1 + suffixed


def _year_after(words: Sequence[Token], at: int) -> tuple[int | None, int]:
    """A year after a month or day, past a comma or "of"."""
    skipped = at + (lower_at(words, at) in (",", "of"))
    year = _number(words, skipped, 1000, 2100)
    counted = year is not None and _counts(words, skipped)
    return (None, at) if year is None or counted else (year, skipped + 1)


def _weekday(words: Sequence[Token], at: int) -> DateSpan | None:
    if lower_at(words, at) not in WEEKDAYS or not words[at].is_capitalised:
        return None
    part = frozenset((f"weekday:{words[at].lower}",))
    after = at + 1 + (lower_at(words, at + 1) == ",")
    rest = _day_month(words, after) or _month(words, after)
    if rest is not None and any(known.startswith("day:") for known in rest.parts):
        return rest._replace(parts=rest.parts | part)
    return DateSpan(part, None, None, at + 1)


def _third(words: Sequence[Token], at: int) -> DateSpan | None:
    """ "late 2023", "mid-August 2024", "the early 1990s"."""
    word = lower_at(words, at)
    if word not in _THIRDS:
        return None
    after = at + 1 + (lower_at(words, at + 1) == "-")
    found = _month(words, after) or _years(words, after)
    if found is None or any(part.startswith("day:") for part in found.parts):
        return None
    low, high = _cut(found.low, found.high, _THIRDS[word])
    return DateSpan(found.parts | {f"part:{word}"}, low, high, found.end)


def _cut(low: int | None, high: int | None, third: int) -> tuple[int | None, int | None]:
    if low is None or high is None:
        return None, None
    if low // 10**4 != high // 10**4:
        first = low // 10**4 + (0, 4, 7)[third]
        return first * 10**4 + 101, (first + (3, 2, 2)[third]) * 10**4 + 1231
    if low // 100 != high // 100:
        year, month = low // 10**4, (1, 5, 9)[third]
        return year * 10**4 + month * 100 + 1, calendar(0, year, month + 3).high
    return low // 100 * 100 + (1, 11, 21)[third], (
        low // 100 * 100 + 10,
        low // 100 * 100 + 20,
        high,
    )[third]


def _iso(words: Sequence[Token], at: int) -> DateSpan | None:
    dashes = lower_at(words, at + 1) == lower_at(words, at + 3) == "-"
    if not dashes or not all(glued(words, at + step) for step in range(1, 5)):
        return None
    return _valid(words, at + 5, at, at + 2, at + 4)


def _valid(
    words: Sequence[Token], end: int, year_at: int, month_at: int, day_at: int
) -> DateSpan | None:
    year, month = _number(words, year_at, 1000, 2100), _number(words, month_at, 1, 12)
    day = _number(words, day_at, 1, 31)
    if year is None or month is None or day is None or day > monthrange(year, month)[1]:
        return None
    return calendar(end, year, month, day)


def _slashed(words: Sequence[Token], at: int) -> DateSpan | None:
    """25/12/2024 and 12/25/2024; 11/05/2024 has two readings, so that only its year is known."""
    if not lower_at(words, at + 1) == lower_at(words, at + 3) == "/":
        return _dotted(words, at)
    day_first, month_first = (
        _valid(words, at + 5, at + 4, at + 2, at),
        _valid(words, at + 5, at + 4, at, at + 2),
    )
    if day_first and month_first and day_first != month_first:
        written = "".join(token.text for token in words[at : at + 5])
        year = calendar(at + 5, _number(words, at + 4, 1000, 2100))
        return year._replace(parts=year.parts | {f"written:{written}"})
    return day_first or month_first


def _dotted(words: Sequence[Token], at: int) -> DateSpan | None:
    found = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", lower_at(words, at))
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    if (
        not 1000 <= year <= 2100
        or not 1 <= month <= 12
        or not 1 <= day <= monthrange(year, month)[1]
    ):
        return None
    return calendar(at + 1, year, month, day)


def _day_month(words: Sequence[Token], at: int) -> DateSpan | None:
    """ "5 November 2024", "the 5th of November", "5-7 November"."""
    first = _day(words, at)
    if first is None:
        return None
    day, end = first
    last = _day(words, end + 1) if lower_at(words, end) in (*_DASHES, "to", "and") else None
    if last is not None:
        end = last[1]
    month = _month_at(words, end + (lower_at(words, end) == "of"))
    if month is None:
        return None
    year, end = _year_after(words, month[1])
    return _days(end, year, month[0], day, last[0] if last else day)


def _days(end: int, year: int | None, month: int, day: int, last: int) -> DateSpan:
    first, final = (_safe(end, year, month, number) for number in (day, last))
    return DateSpan(first.parts | final.parts, first.low, final.high, end)


def _safe(end: int, year: int | None, month: int, day: int) -> DateSpan:
    """A date that does not exist ("31 June 2024") keeps its parts and has no bounds."""
    exists = year is None or day <= monthrange(year, month)[1]
    found = calendar(end, year if exists else None, month, day)
    return found if exists else found._replace(parts=found.parts | {f"year:{year}"})


def _month(words: Sequence[Token], at: int) -> DateSpan | None:
    """ "November 5, 2024", "Nov. 5", "November 2024", "in August"."""
    month = _month_at(words, at)
    if month is None:
        return None
    number, end = month
    day = _day(words, end)
    if day is None:
        year, end = _year_after(words, end)
        return calendar(end, year, number)
    last = _day(words, day[1] + 1) if lower_at(words, day[1]) in _DASHES else None
    year, end = _year_after(words, last[1] if last else day[1])
    return _days(end, year, number, day[0], last[0] if last else day[0])


def _quarter(words: Sequence[Token], at: int) -> DateSpan | None:
    """ "Q3 2024", "the third quarter of 2024", "fourth-quarter"."""
    short = (
        _number(words, at + 1, 1, 4)
        if lower_at(words, at) == "q" and glued(words, at + 1)
        else None
    )
    dash = lower_at(words, at + 1) == "-"
    named = (
        _QUARTERS.get(lower_at(words, at)) if lower_at(words, at + 1 + dash) == "quarter" else None
    )
    number, end = short or named, at + 2 + (dash and named is not None)
    if number is None:
        return None
    year, end = _year_after(words, end)
    part = frozenset((f"quarter:{number}",))
    if year is None:
        return DateSpan(part, None, None, end)
    low, high = calendar(end, year, 3 * number - 2), calendar(end, year, 3 * number)
    return DateSpan(part | {f"year:{year}"}, low.low, high.high, end)


def _season(words: Sequence[Token], at: int) -> DateSpan | None:
    word = lower_at(words, at)
    year, end = _year_after(words, at + 1) if word in _SEASONS else (None, at)
    if year is None:
        return None
    whole = calendar(end, year)
    return whole._replace(parts=whole.parts | {f"season:{word.replace('fall', 'autumn')}"})


def _years(words: Sequence[Token], at: int) -> DateSpan | None:
    """ "2024", "2019-20", "1939–1945", "the 1990s", "44 BC"."""
    if lower_at(words, at + 1) in ("bc", "bce") and (year := _number(words, at, 1, 9999)):
        return calendar(at + 2, -year)
    if lower_at(words, at + 1) in ("ad", "ce") and (year := _number(words, at, 1, 2100)):
        return calendar(at + 2, year)
    year = _number(words, at, 1000, 2100)
    if year is None or (
        glued(words, at) and words[at - 1].text not in ("(", "-", "–", "—", "/", "“", "‘", '"')
    ):
        return None
    if lower_at(words, at + 1) in ("s", "'s") and glued(words, at + 1) and year % 10 == 0:
        return _decade(year, at + 2)
    if glued(words, at + 1) and words[at + 1].is_word:
        return None
    return _year_range(words, at, year) or (
        calendar(at + 1, year) if _is_year(words, at, year) else None
    )


def _decade(year: int, end: int) -> DateSpan:
    span = 99 if year % 100 == 0 and year < 2000 else 9
    part = "century" if span == 99 else "decade"
    return DateSpan(
        frozenset((f"{part}:{year}",)), year * 10**4 + 101, (year + span) * 10**4 + 1231, end
    )


def _year_range(words: Sequence[Token], at: int, year: int) -> DateSpan | None:
    if lower_at(words, at + 1) not in (*_DASHES, "/") or not glued(words, at + 1):
        return None
    text = lower_at(words, at + 2)
    if not text.isdecimal() or len(text) not in (2, 4) or not year >= 1500:
        return None
    last = int(text) if len(text) == 4 else year // 100 * 100 + int(text)
    if not year < last <= min(2100, year + 150):
        return None
    first, final = calendar(at + 3, year), calendar(at + 3, last)
    return DateSpan(first.parts | final.parts, first.low, final.high, at + 3)


def _counts(words: Sequence[Token], at: int) -> bool:
    """Whether the next word makes the number an amount: "2000 soldiers", "1500 people"."""
    if at + 1 >= len(words) or not words[at + 1].is_word or words[at + 1].is_capitalised:
        return False
    return words[at + 1].lower in _COUNTED


def _is_year(words: Sequence[Token], at: int, year: int) -> bool:
    before = lower_at(words, at - 1)
    if before in _BEFORE_AMOUNT or words[at].text != str(year):
        return False
    if before in _BEFORE_YEAR:
        return year >= 1100 and not (_counts(words, at) and year % 100 == 0)
    earliest = 1500 if before in ("the", "of", "(", "and", "to", "between", "a") else 1900
    plural = year % 100 == 0 and lower_at(words, at + 1).endswith("s")
    return year >= earliest and not _counts(words, at) and not plural
