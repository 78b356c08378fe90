"""What a figure is limited to: the period it covers, the rate it is given at, the place.

Only phrases next to the figure's clause count; what holds for a whole article is not a scope.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from rag.dates import date
from rag.names import spans
from rag.number_words import amount
from rag.tokens import Token, lower_at, tokens, word_set
from rag.units import factor, unit_at

_PERIOD_WORDS = word_set(
    """
    second minute hour day night week fortnight weekend month quarter year decade century season
    """
)
_LAST = word_set("past last previous first next coming final preceding current same")
_FILLERS = word_set("the a an just only single one this that") | _LAST
_INTO = word_set("in over during within for across throughout")
_WHOLE = {
    ("so", "far"),
    ("to", "date"),
    ("in", "total"),
    ("in", "all"),
    ("until", "now"),
    ("till", "now"),
}
_PLACES = word_set("in near across around at inside outside throughout")
_REACH = 24  # words on either side of a figure
_BREAKS = word_set('; : ? ! “ ” " — while but which who whose')


class Scope(NamedTuple):
    """A limit as written, at the tokens [first, last); `key` makes equal limits equal.

    `kind` is period, rate, whole or place. The key of a period is its length ("604800 s" for
    "seven days" and "the past week"), of a place its name in lower case.
    """

    kind: str
    text: str
    key: str
    first: int
    last: int


def scopes(sentence: str, words: Sequence[Token]) -> tuple[Scope, ...]:
    """Every limit that a sentence names, in order."""
    places = dict(spans(words))
    found: list[Scope] = []
    at = 0
    while at < len(words):
        scope = _scope(words, at, places)
        if scope is not None:
            text = sentence[words[scope.first].start : words[scope.last - 1].end]
            found.append(scope._replace(text=text))
        at = max(at + 1, scope.last if scope else 0)
    return tuple(found)


def scope_of(
    words: Sequence[Token], found: Sequence[Scope], first: int, last: int, others: Sequence[int]
) -> tuple[Scope, ...]:
    """The limits of the figure at the tokens [first, last), in the order of the text.

    A limit belongs to a figure when no clause border and no other figure stands between the two;
    `others` are the tokens where figures begin, ascending. The nearest limit of a kind counts.
    """
    low = bisect_left(found, first - _REACH, key=lambda scope: scope.first)
    high = bisect_left(found, last + _REACH, key=lambda scope: scope.first)
    near = [scope for scope in found[low:high] if _near(words, scope, first, last, others)]
    kinds: dict[str, Scope] = {}
    for scope in sorted(near, key=lambda s: max(s.first - last, first - s.last)):
        kinds.setdefault(scope.kind, scope)
    return tuple(sorted(kinds.values(), key=lambda scope: scope.first))


def keys(scope: str | None) -> dict[str, str]:
    """The kinds and keys of the limits in a scope as written: {"period": "604800 s"}."""
    if scope is None:
        return {}
    return {found.kind: found.key for found in scopes(scope, tokens(scope))}


def other_scope(claimed: str | None, given: str | None) -> bool:
    """Whether a figure is claimed for another span than it is given for: 1,500 a day, not in May.

    A rate may neither be dropped nor changed; two lengths, or two dates, have to agree. What only
    one of them limits does not clash.
    """
    mine, theirs = keys(claimed), keys(given)
    if "rate" in theirs and mine.get("rate") != theirs["rate"]:
        return True
    one, other = mine.get("period"), theirs.get("period")
    if one is None or other is None or one == other:
        return False
    return one[0].isdigit() == other[0].isdigit() and not _part_of(one, other)


def _part_of(one: str, other: str) -> bool:
    """Whether one date says less than another: "in November" for "on 5 November"."""
    return not one[0].isdigit() and set(one.split()) <= set(other.split())


def _near(
    words: Sequence[Token], scope: Scope, first: int, last: int, others: Sequence[int]
) -> bool:
    if scope.first < last and first < scope.last:
        return False
    if scope.kind == "rate" and scope.last <= first and _follows(scope, others):
        return False
    low, high = (last, scope.first) if scope.first >= last else (scope.last, first)
    between = words[low:high]
    if len(between) > _REACH or any(token.lower in _BREAKS for token in between):
        return False
    next_figure = bisect_left(others, low)
    return next_figure == len(others) or others[next_figure] >= high


def _follows(scope: Scope, others: Sequence[int]) -> bool:
    """Whether a rate stands after a figure, whose it is then: "1,500 a day, and 300 of them"."""
    earlier = bisect_left(others, scope.first)
    return earlier > 0 and scope.first - others[earlier - 1] <= _REACH


def _scope(words: Sequence[Token], at: int, places: dict[int, int]) -> Scope | None:
    for form in (_whole, _rate, _period, _dated):
        if (found := form(words, at)) is not None:
            return found
    return _place(words, at, places)


def _whole(words: Sequence[Token], at: int) -> Scope | None:
    pair = (words[at].lower, lower_at(words, at + 1))
    return Scope("whole", "", " ".join(pair), at, at + 2) if pair in _WHOLE else None


def _rate(words: Sequence[Token], at: int) -> Scope | None:
    """ "each day", "per week", "a year", "daily"."""
    word, unit = words[at].lower, lower_at(words, at + 1)
    daily = {
        "daily": "day",
        "weekly": "week",
        "monthly": "month",
        "yearly": "year",
        "annually": "year",
    }
    named = at + 1 < len(words) and words[at + 1].is_capitalised  # "the weekly Kontor"
    if word in daily and not named:
        return Scope("rate", "", daily[word], at, at + 1)
    each = word in ("each", "every", "per") or (
        word in ("a", "an") and lower_at(words, at - 1) not in _INTO
    )
    if (
        not each
        or unit not in _PERIOD_WORDS
        or lower_at(words, at + 2) in ("ago", "later", "earlier", "of")
    ):
        return None
    followed = words[at + 2] if at + 2 < len(words) else None
    if word in ("a", "an") and followed is not None and followed.text == "-":
        return None
    return Scope("rate", "", unit, at, at + 2)


def _period(words: Sequence[Token], at: int) -> Scope | None:
    """ "in the past week", "over seven days", "last month", "this year", "in just one week"."""
    start = at + (words[at].lower in _INTO)
    after, count = start, 1.0
    while lower_at(words, after) in _FILLERS and after - start < 4:
        after += 1
    number = amount(words, after)
    if number is not None and number.low is not None and number.low == number.high:
        count, after = number.low, number.end
    unit = unit_at(words, after)
    if unit is None or unit.kind != "duration":
        weekend = lower_at(words, after) == "weekend" and after > start
        return Scope("period", "", "weekend", at, after + 1) if weekend else None
    if number is None and after == start:
        return None
    named = any(token.lower in _LAST or token.lower == "this" for token in words[start:after])
    if (start == at and not (named and number is None)) or lower_at(words, unit.end) in (
        "ago",
        "old",
        "later",
    ):
        return None
    base, size = factor(unit.name)
    return Scope("period", "", f"{count * size:g} {base}", at, unit.end)


def _dated(words: Sequence[Token], at: int) -> Scope | None:
    """ "in November", "since 2022", "during the first quarter of 2024"; weekdays limit nothing."""
    word = words[at].lower
    if word not in ("in", "since", "during", "for", "throughout", "until", "by"):
        return None
    start = at + 1 + (lower_at(words, at + 1) == "the")
    found = date(words, start)
    if found is None or any(part.startswith("weekday:") for part in found.parts):
        return None
    since = "since " if word == "since" else "until " if word in ("until", "by") else ""
    return Scope("period", "", since + " ".join(sorted(found.parts)), at, found.end)


def _place(words: Sequence[Token], at: int, places: dict[int, int]) -> Scope | None:
    """ "in Kursk", "near Kursk", "in Russia's Kursk region"."""
    if words[at].lower not in _PLACES:
        return None
    start = at + 1 + (lower_at(words, at + 1) in ("the", "all", "both"))
    first, end = start, places.get(start, 0)
    if end and lower_at(words, end) == "'s":
        first, end = end + 1, places.get(end + 1, 0)
    if not end:
        return None
    key = " ".join(
        token.lower for token in words[first:end] if token.lower not in ("oblast", "region")
    )
    region = lower_at(words, end) in (
        "region",
        "province",
        "city",
        "district",
        "area",
        "state",
        "county",
    )
    return Scope("place", "", key, at, end + region)
