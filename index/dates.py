"""Publication dates as written, made ISO dates; what is not surely a whole date is none."""

import re
from datetime import date

_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "january jan januar janvier enero",
            "february feb februar février febrero",
            "march mar märz mars marzo",
            "april apr avril abril",
            "may mai mayo",
            "june jun juni juin junio",
            "july jul juli juillet julio",
            "august aug août agosto",
            "september sep sept septembre septiembre",
            "october oct oktober octobre octubre",
            "november nov novembre noviembre",
            "december dec dezember décembre diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er)?\.?(?:\s+(?:de|of))?[\s-]+([^\W\d_]{3,})\.?,?"
                        r"(?:\s+(?:de|of))?[\s-]+(\d{4})\b")  # fmt: skip
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_WEEKDAY = re.compile(r"[^\W\d_]+\.?,\s+")


def iso_date(written: object) -> str | None:
    """The day of a written date or time as YYYY-MM-DD, in the time zone it is written in.

    Read are ISO 8601, "13 January 2025", "January 13, 2025" (English, German, French, Spanish
    month names, with or without a weekday) and 13.01.2025. None for anything else: a month alone,
    a number, 02/03/2025, which is two dates.
    """
    if not isinstance(written, str):
        return None
    text = written.strip()
    if not _ISO.match(text):
        text = _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text
    for read in (_read_iso, _read_day_first, _read_month_first, _read_numeric):
        parts = read(text)
        if parts is not None:
            return _day(*parts)
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year >= 1000 else None
    except ValueError:
        return None


def _read_iso(text: str) -> tuple[int, int, int] | None:
    match = _ISO.match(text)
    return (int(match[1]), int(match[3]), int(match[4])) if match else None


def _read_day_first(text: str) -> tuple[int, int, int] | None:
    match = _DAY_FIRST.match(text)
    month = _MONTHS.get(match[2].casefold()) if match else None
    return (int(match[3]), month, int(match[1])) if match and month else None


def _read_month_first(text: str) -> tuple[int, int, int] | None:
    match = _MONTH_FIRST.match(text)
    month = _MONTHS.get(match[1].casefold()) if match else None
    return (int(match[3]), month, int(match[2])) if match and month else None


def _read_numeric(text: str) -> tuple[int, int, int] | None:
    """Day and month in numbers: only where it cannot be the other way round."""
    match = _NUMERIC.match(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "." or first > 12 or first == second:
        return year, second, first
    return (year, first, second) if second > 12 else None
