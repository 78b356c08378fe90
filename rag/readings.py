"""Amounts with what they measure: money, percentages, fractions, durations, ages, ranges."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.dates import date
from rag.number_words import SHORT_SCALES, UNITS, amount, tidy
from rag.spoken_clock import spoken_time
from rag.tokens import Token, glued, lower_at, word_set
from rag.units import CURRENCY_CODES, CURRENCY_SIGNS, DOLLARS, factor, unit_at
from rag.verbs import AUXILIARIES

_DASHES = ("-", "–", "—")
_TALL = word_set(
    """
    tall high long wide deep race hurdles sprint freestyle butterfly backstroke breaststroke final
    relay thick away below above from heats
    """
)
_MOVES = word_set(
    """
    rise rises rose risen rising increase increases increased increasing grow grows grew grown
    growing climb climbs climbed climbing jump jumps jumped jumping raise raises raised raising fall
    falls fell fallen falling drop drops dropped dropping decline declines declined declining cut
    cuts cutting reduce reduces reduced reducing lower lowered slip slipped slid shrink shrank go
    goes went gone going move moved up down expand expanded change changed decrease decreased widen
    widened narrow narrowed surge surged swell swelled improve improved extend extended
    """
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6} | {
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_WHOLES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 50, 100, 1000)
_OWNERS = word_set("his her its their my our your only the")
_NO_KIND = word_set("day week month year hour minute of and or to")
_DETERMINERS = word_set("the its their his her those these all our")
_FOLDS = {"twice": 2, "thrice": 3, "doubled": 2, "tripled": 3, "trebled": 3, "quadrupled": 4} | {
    "halved": 0.5,
    "doubling": 2,
    "tripling": 3,
    "halving": 0.5,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """An amount read from the tokens up to `end`; `scale` is the factor written with it."""

    kind: str
    low: float | None
    high: float | None
    end: int
    unit: str | None = None
    scale: int = 1


def reading(words: Sequence[Token], at: int) -> Reading | None:
    """The longest amount that begins at a token."""
    for form in (
        _between,
        _clock,
        _spoken,
        _fraction,
        _one_of_a_kind_in,
        _multiple,
        _lasting,
        _range,
    ):
        if (found := form(words, at)) is not None:
            return found
    return None


def _between(words: Sequence[Token], at: int) -> Reading | None:
    """ "between 300 and 400", "in the range of 5 and 7"."""
    spread = lower_at(words, at) == "of" and lower_at(words, at - 1) in ("range", "ranges")
    if not (spread or lower_at(words, at) == "between") or date(words, at + 1) is not None:
        return None
    low = _single(words, at + 1, joined=False)
    if low is None or lower_at(words, low.end) != "and":
        return None
    high = _single(words, low.end + 1)
    return _joined(low, high) if high is not None else None


def _range(words: Sequence[Token], at: int) -> Reading | None:
    low = _single(words, at)
    if low is None or low.low is None or low.high is None:
        return low
    sign = lower_at(words, low.end)
    if sign not in (*_DASHES, "to", "or", "in", "out") or (
        sign in _DASHES and not glued(words, low.end)
    ):
        return low
    if sign in ("in", "out"):
        return _one_in(words, low) or low
    high = _single(words, low.end + 1)
    if high is not None and low.kind == "money" and high.kind == "count":
        high = replace(high, kind="money", unit=low.unit)
    if high is None or high.low is None or not _alike(low, high):
        return low
    if sign == "to" and (_moved(words, at) or high.low < low.low):
        return _inherited(low, high)
    joined = _joined(low, high) if low.low < high.low or sign != "or" else None
    return joined or (_score(low, high) if sign in _DASHES else low)


def _alike(low: Reading, high: Reading) -> bool:
    return low.kind in (high.kind, "count")


def _joined(low: Reading, high: Reading) -> Reading | None:
    """ "10-15 percent": the first end takes the scale and the unit that only the second names."""
    low = _inherited(low, high)
    if low.low is None or high.high is None or low.low >= high.high or not _alike(low, high):
        return None
    return replace(high, low=low.low)


def _inherited(low: Reading, high: Reading) -> Reading:
    if low.kind not in ("count", high.kind) or high.kind in ("ordinal", "multiple"):
        return low
    scale = high.scale if low.scale == 1 and low.low is not None and low.low < high.scale else 1
    value = None if low.low is None else tidy(low.low * scale)
    return replace(low, kind=high.kind, unit=low.unit or high.unit, low=value, high=value)


def _score(first: Reading, second: Reading) -> Reading:
    """ "2-1": the smaller and the larger, since the order depends on whose result it is."""
    if first.kind != "count" or first.low is None or second.low is None or first.low > 200:
        return first
    low, high = sorted((first.low, second.low))
    return Reading("score", low, high, second.end)


def _moved(words: Sequence[Token], at: int) -> bool:
    """Whether "from 5 to 7" tells a change, whose ends are two figures, and not a range."""
    if lower_at(words, at - 1) != "from":
        return False
    return any(token.lower in _MOVES for token in words[max(0, at - 8) : at - 1])


def _one_in(words: Sequence[Token], first: Reading) -> Reading | None:
    """ "one in five", "nine out of 10", as a percentage."""
    out = [lower_at(words, first.end + step) for step in (0, 1)] == ["out", "of"]
    at = first.end + 1 + (out or lower_at(words, first.end + 1) == "every")
    whole = _single(words, at)
    if whole is None or whole.kind != first.kind or whole.kind != "count":
        return None
    if not first.low or not whole.low or first.low >= whole.low or whole.low != whole.high:
        return None
    if not out and (first.low > 10 or whole.low not in _WHOLES):
        return None
    return _percentage(first.low, whole.low, whole.end)


def _one_of_a_kind_in(words: Sequence[Token], at: int) -> Reading | None:
    """ "one voter in four had left", but not "one man in two armed raids"."""
    if lower_at(words, at) != "one" or lower_at(words, at + 2) != "in":
        return None
    kind = lower_at(words, at + 1)
    whole = _single(words, at + 3)
    if whole is None or whole.kind != "count" or whole.low not in _WHOLES:
        return None
    if not kind.isalpha() or kind in _NO_KIND or lower_at(words, at - 1) in _OWNERS:
        return None
    return _percentage(1, whole.low, whole.end) if _ends_share(words, whole.end) else None


def _ends_share(words: Sequence[Token], at: int) -> bool:
    """Whether what follows "in four" counts nothing: the end, a verb, no noun and no number."""
    after, then = lower_at(words, at), lower_at(words, at + 1)
    if after == ",":
        return not then[:1].isdigit()
    verb = after in AUXILIARIES or (after.endswith("ed") and not then.endswith("s"))
    return verb or not after.isalpha()


def _percentage(part: float, whole: float, end: int) -> Reading:
    share = tidy(round(100 * part / whole, 6))
    return Reading("fraction", share, share, end, "%")


def _fraction(words: Sequence[Token], at: int) -> Reading | None:
    """ "a third of", "two-thirds", "half the", "2/3", as a percentage; "half an hour"."""
    if lower_at(words, at + 1) == "/" and glued(words, at + 1) and glued(words, at + 2):
        return _slash(words, at)
    if lower_at(words, at) == "half":
        return _half(words, at)
    numerator = 1 if lower_at(words, at) == "a" else UNITS.get(lower_at(words, at), 0)
    after = at + 1 + (lower_at(words, at + 1) == "-")
    word = lower_at(words, after)
    part = _PARTS.get(word.removesuffix("s")) if numerator else None
    plural = word.endswith("s")
    if part is None or not 0 < numerator < part or plural != (numerator > 1):
        return None
    if [lower_at(words, after + step) for step in range(1, 4)] == ["of", "a", "percentage"]:
        points = tidy(round(numerator / part, 6))
        return Reading("percent", points, points, after + 5, "percentage point")
    whole = lower_at(words, after + 1) == "of" and lower_at(words, after + 2) not in ("a", "an")
    whole = whole or lower_at(words, after + 1) in ("more", "less", "fewer", "higher", "lower")
    return (
        _percentage(numerator, part, after + 1)
        if whole or numerator > 1 or after > at + 1
        else None
    )


def _half(words: Sequence[Token], at: int) -> Reading | None:
    article = at + 1 + (lower_at(words, at + 1) in ("a", "an", "-"))
    unit = unit_at(words, article) if article > at + 1 else None
    if unit is not None and unit.kind == "duration":
        return Reading("duration", 0.5, 0.5, unit.end, unit.name)
    of = lower_at(words, at + 1) == "of" and lower_at(words, at + 2) not in ("a", "an")
    if lower_at(words, at - 1) in ("first", "second", "and", "other"):
        return None
    hedged = lower_at(words, at - 1) in (
        "than",
        "about",
        "nearly",
        "almost",
        "over",
        "around",
        "least",
        "under",
    )
    if not of and lower_at(words, at + 1) not in _DETERMINERS and not hedged:
        return None
    return None if amount(words, at) else Reading("fraction", 50, 50, at + 1, "%")


def _slash(words: Sequence[Token], at: int) -> Reading | None:
    low, high = lower_at(words, at), lower_at(words, at + 2)
    if len(low) != 1 or len(high) != 1 or not low.isdecimal() or not high.isdecimal():
        return None
    if lower_at(words, at + 3) == "/" or not 0 < int(low) < int(high):
        return None
    return _percentage(int(low), int(high), at + 3)


def _multiple(words: Sequence[Token], at: int) -> Reading | None:
    """ "twofold", "doubled", "three times", "10x"."""
    word = lower_at(words, at)
    value: float | None = _FOLDS.get(word)
    if word.endswith("fold") and word.removesuffix("fold") in UNITS:
        value = UNITS[word.removesuffix("fold")]
    return Reading("multiple", value, value, at + 1, "times") if value is not None else None


def _lasting(words: Sequence[Token], at: int) -> Reading | None:
    """ "an hour and 21 minutes", "3 hours 20 minutes", "a day and a half" as one length of time."""
    first = _length(words, at)
    if first is None or first.low is None or first.low != first.high:
        return None
    after = first.end + (lower_at(words, first.end) in ("and", ","))
    if [lower_at(words, first.end + step) for step in range(3)] == ["and", "a", "half"]:
        value = tidy(first.low + 0.5)
        return replace(first, low=value, high=value, end=first.end + 3)
    rest = _length(words, after)
    if rest is None or rest.low is None or rest.low != rest.high:
        return None
    (base, large), (other, small) = factor(first.unit), factor(rest.unit)
    if base != other or large <= small:
        return None
    value = tidy(round(first.low * large / small + rest.low, 6))
    return replace(rest, low=value, high=value)


def _length(words: Sequence[Token], at: int) -> Reading | None:
    """One length of time: "an hour", "20 minutes"."""
    if lower_at(words, at) in ("a", "an"):
        unit = unit_at(words, at + 1)
        alone = unit is not None and unit.kind == "duration"
        return Reading("duration", 1, 1, unit.end, unit.name) if unit and alone else None
    found = _single(words, at, joined=False)
    return found if found is not None and found.kind == "duration" else None


def _clock(words: Sequence[Token], at: int) -> Reading | None:
    """The time of day in minutes after midnight: "2:30 p.m.", "14:30", "9am", "9.30am"."""
    text, end = lower_at(words, at), at + 1
    minute = "0"
    if lower_at(words, end) == ":" and glued(words, end) and len(lower_at(words, end + 1)) == 2:
        minute, end = lower_at(words, end + 1), end + 2
    elif "." in text:
        text, minute = text.split(".", 1)
    noon = lower_at(words, end).replace(".", "")
    if not text.isdecimal() or not minute.isdecimal() or len(text) > 2 or int(minute) > 59:
        return _stopwatch(words, at)
    if noon in ("am", "pm") and 0 < int(text) <= 12:
        hour = int(text) % 12 + 12 * (noon == "pm")
        return Reading("time", 60 * hour + int(minute), 60 * hour + int(minute), end + 1, noon)
    if end != at + 3 or int(text) > 23 or (lower_at(words, end) == ":" and glued(words, end)):
        return _stopwatch(words, at)
    minutes = 60 * int(text) + int(minute)
    return Reading("time", minutes, minutes, end, None if 0 < int(text) < 13 else "24h")


def _spoken(words: Sequence[Token], at: int) -> Reading | None:
    found = spoken_time(words, at)
    return None if found is None else Reading("time", found[0], found[0], found[1])


def _stopwatch(words: Sequence[Token], at: int) -> Reading | None:
    """ "1:39.280": minutes, hours or a ratio, nobody can tell."""
    joined = lower_at(words, at + 1) == ":" and glued(words, at + 1) and glued(words, at + 2)
    if not joined or not words[at].is_numeral or not words[at + 2].is_numeral:
        return None
    return Reading("not parsed", None, None, at + 3)


def _single(words: Sequence[Token], at: int, joined: bool = True) -> Reading | None:
    """One amount with the unit before or after it."""
    sign = _currency_before(words, at)
    if sign is not None:
        return _money(words, *sign)
    minus = 1 if lower_at(words, at) in ("minus", "-", "−") and not glued(words, at) else 0
    if minus and lower_at(words, at) != "minus" and not glued(words, at + 1):
        return None
    found = amount(words, at + minus, joined)
    if found is None:
        return None
    if not found.parsed:
        return Reading("not parsed", None, None, found.end)
    low, high = (-value if minus and value else value for value in (found.low, found.high))
    return _measured(words, Reading("count", low, high, found.end, scale=found.scale))


def _currency_before(words: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The currency that stands before the digits, and the token where they begin."""
    word, after = lower_at(words, at), lower_at(words, at + 1)
    if word in DOLLARS and after == "$" and glued(words, at + 1):
        return DOLLARS[word], at + 2
    if word in CURRENCY_SIGNS:
        return CURRENCY_SIGNS[word], at + 1
    if word in CURRENCY_CODES and (words[at].text.isupper() or word == "rs"):
        return ("INR" if word == "rs" else word.upper()), at + 1 + (after == "." and word == "rs")
    return None


def _money(words: Sequence[Token], currency: str, at: int) -> Reading | None:
    found = amount(words, at)
    if found is None:
        return None
    if not found.parsed or found.low is None:
        return Reading("not parsed", None, None, found.end)
    scale, end = found.scale, found.end
    if scale == 1 and (short := SHORT_SCALES.get(lower_at(words, end))) and found.high == found.low:
        scale, end = short, end + 1
    times = scale // found.scale
    value = tidy(round(found.low * times, 6))
    return Reading("money", value, value if found.high is not None else None, end, currency, scale)


def _measured(words: Sequence[Token], count: Reading) -> Reading:
    """The count with the unit that follows it, if one does."""
    at = count.end
    word = lower_at(words, at)
    if word in ("m", "b") and glued(words, at):
        return _metres_or_millions(words, count)
    if word in ("times", "fold") or (word == "x" and glued(words, at)):
        return replace(count, kind="multiple", unit="times", end=at + 1)
    if word == "-" and lower_at(words, at + 1) in ("fold", "time"):
        return replace(count, kind="multiple", unit="times", end=at + 2)
    unit = unit_at(words, at)
    if unit is None:
        return count
    if unit.kind == "duration" and (old := _old(words, unit.end)):
        return replace(count, kind="age", unit=unit.name, end=old)
    return replace(count, kind=unit.kind, unit=unit.name, end=unit.end)


def _old(words: Sequence[Token], at: int) -> int | None:
    """The token after "old" or "of age"."""
    at += lower_at(words, at) == "-"
    if lower_at(words, at) in ("old", "olds"):
        return at + 1
    return at + 2 if [lower_at(words, at), lower_at(words, at + 1)] == ["of", "age"] else None


def _metres_or_millions(words: Sequence[Token], count: Reading) -> Reading:
    """ "1.2m people" are millions, "1.2m tall" metres; between them the letter stays a letter."""
    after = count.end + 1
    word = lower_at(words, after)
    plural = len(word) > 3 and (word.endswith("s") or word in ("people", "women", "children"))
    millions = plural and word not in _TALL and lower_at(words, count.end - 2) != "the"
    if not millions and lower_at(words, count.end) == "m":
        return replace(count, kind="measure", unit="m", end=after)
    scale = SHORT_SCALES[lower_at(words, count.end)]
    low = None if count.low is None else tidy(round(count.low * scale, 6))
    return replace(count, low=low, high=low, scale=scale, end=after)
