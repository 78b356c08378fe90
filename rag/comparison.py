"""Whether a claim's figure is a source's figure: the same value, role and group.

A value may be reworded, never changed: "1.2 million" is 1,200,000, "half" is 50 %. A hedge may be
dropped or added only where what is left is still true of the source:

- "300" may be written for "around 300" and "at least 300", not for "over", "nearly" or "up to 300";
- "about 300" for "300", "nearly 300" and for a value that rounds to it (312), not for "over 300";
- "over 300" for "at least 300" and for a value just above (312), not for "300" or "around 300";
- "at least 300" for "300" and "over 300"; "up to 300" for "300" and "under 300";
- "hundreds" for a value between 200 and 1,000.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from rag import hedges
from rag.event_words import EVENT_WORDS, FATES, exclusive
from rag.nations import nations
from rag.opposites import other_group
from rag.tokens import word_set
from rag.units import factor

if TYPE_CHECKING:
    from rag.figures import Figure

_MAY_STAND_FOR = {
    "exact": ("exact", "about", "at least"),
    "about": ("exact", "about", "nearly"),
    "nearly": ("nearly",),
    "over": ("over", "at least"),
    "at least": ("exact", "over", "at least"),
    "under": ("under",),
    "at most": ("exact", "under", "at most"),
}
_RELATIVE = 0.05  # a rounded value may be this far from what it rounds
_EVENTS = frozenset(known.event for known in EVENT_WORDS.values())
_ROLED = ("count", "percent", "fraction", "money", "multiple")
SHARES = ("percent", "fraction")
# A count of these is never carried by a sentence that does not name the event.
_GRAVE = word_set("killed wounded casualties suicide captured missing displaced deployed infected")


def same_value(claim: Figure, source: Figure) -> bool:
    """Whether the source's figure may be written as the claim's; roles and groups are not asked."""
    if "not parsed" in (claim.kind, source.kind):
        return _written(claim.text) == _written(source.text)
    if claim.kind == "date" or source.kind == "date":
        return _same_date(claim, source)
    if claim.kind == "time" and source.kind == "time":
        return _same_time(claim, source)
    return _comparable(claim, source) and _same_number(claim, source)


def supported(claim: Figure, sources: Sequence[Figure]) -> str | None:
    """None when a source figure carries the claim's, else the reason in one line.

    What is unknown on either side does not clash: a claim's "300" may rest on a source's "300
    soldiers were killed", but "300 wounded" may not.
    """
    reasons = []
    for source in sources:
        if not same_value(claim, source):
            continue
        reason = clash(claim, source)
        if reason is None:
            return None
        reasons.append(reason)
    if reasons:
        return reasons[0]
    if (
        _says_no_number(claim, sources)
        or _dated_in_parts(claim, sources)
        or _ends_given(claim, sources)
    ):
        return None
    return _near_miss(claim, sources) or "number not in the cited sentences"


def clash(claim: Figure, source: Figure) -> str | None:
    """Why two figures of one value are not one figure: another role or another group."""
    if claim.kind in _ROLED and source.kind in _ROLED:
        reason = _role_clash(claim, source)
        if reason is not None:
            return reason
    return _group_clash(claim.counted, source.counted)


def _written(text: str) -> str:
    return " ".join(text.casefold().split())


def _comparable(claim: Figure, source: Figure) -> bool:
    """Whether two kinds and units can state one quantity; a bare number can be anything."""
    if claim.kind in SHARES and source.kind in SHARES:
        return factor(claim.unit)[0] == factor(source.unit)[0]
    if {claim.kind, source.kind} == {"count", "measure"}:
        return "m" in (claim.unit, source.unit)
    if claim.kind == source.kind:
        return factor(claim.unit)[0] == factor(source.unit)[0] or _bare_currency(claim, source)
    if {claim.kind, source.kind} <= {"count", "score", "multiple"}:
        return True
    kinds = {claim.kind, source.kind} - {"count"}
    if kinds == {"label"}:
        return claim.text.isdecimal() and source.text.isdecimal()
    return kinds <= {"age", "duration", "ordinal"} and (_is_bare(claim) or _is_bare(source))


def _is_bare(figure: Figure) -> bool:
    """A number in digits of which nothing is known: it may be an age, a level, part of a list."""
    known = figure.counted is not None or figure.role & _EVENTS
    return figure.kind == "count" and not known and figure.text[:1].isdigit()


def _bare_currency(claim: Figure, source: Figure) -> bool:
    """ "20 pounds" without a sign may be money or weight: the unit as written is all there is."""
    return {claim.unit, source.unit} == {"GBP", "lb"}


def _scaled(figure: Figure, bound: float | None) -> float | None:
    """A bound in the base unit; "1.2m" beside a count are millions."""
    if bound is None or figure.kind in ("count", "label", "age", "score", "ordinal"):
        return bound
    return _times(bound, factor(figure.unit)[1])


def _times(bound: float | None, times: float) -> float | None:
    """In decimals, so that 1.1 km are 1,100 m."""
    return None if bound is None else float(Decimal(str(bound)) * Decimal(str(times)))


def _same_number(claim: Figure, source: Figure) -> bool:
    left = (_scaled(claim, claim.low), _scaled(claim, claim.high))
    right = (_scaled(source, source.low), _scaled(source, source.high))
    if {claim.kind, source.kind} == {"count", "measure"}:
        left, right = _millions(claim, left), _millions(source, right)
    if left == (None, None):
        return right == (None, None)
    if _is_vague(claim):
        return _in_order(left[0], right) or left == right
    if _close(claim, source, left, right):
        return hedges.family(source.hedge) in _MAY_STAND_FOR[hedges.family(claim.hedge)]
    return _rounded(claim, source, left, right)


Bounds = tuple[float | None, float | None]


def _millions(figure: Figure, bounds: Bounds) -> Bounds:
    if figure.kind != "measure":
        return bounds
    low, high = (None if bound is None else bound * 10**6 for bound in bounds)
    return low, high


def _is_vague(figure: Figure) -> bool:
    """ "hundreds", "a few thousand": open above without a hedge."""
    return figure.hedge is None and figure.low is not None and figure.high is None


def _in_order(scale: float | None, bounds: Bounds) -> bool:
    """Whether a value is a multiple of a plural scale: hundreds are 200 to 999."""
    value = bounds[0] if bounds[0] is not None else bounds[1]
    return scale is not None and value is not None and 2 * scale <= value < 10 * scale


def _close(claim: Figure, source: Figure, left: Bounds, right: Bounds) -> bool:
    """Whether both state one value; "a third" is 33 % as well as 33.3 %.

    Hedges open one side of the interval, so that only the stated bounds are compared.
    """
    slack = 0.5 if "fraction" in (claim.kind, source.kind) and claim.kind != source.kind else 0.0
    if claim.kind == "fraction" and source.kind == "fraction":
        slack = 0.01
    ranges = {
        figure.low != figure.high and None not in (figure.low, figure.high)
        for figure in (claim, source)
    }
    if ranges == {True, False}:
        return False
    if ranges == {True}:
        return left == right
    first, second = _stated(left), _stated(right)
    if first is None or second is None:
        return False
    return abs(first - second) <= max(slack, 1e-9 * max(abs(first), abs(second)))


def _stated(bounds: Bounds) -> float | None:
    return bounds[0] if bounds[0] is not None else bounds[1]


def _rounded(claim: Figure, source: Figure, left: Bounds, right: Bounds) -> bool:
    """Whether a hedged claim rounds the source's exact value: "about 1.2 million" for 1,234,567."""
    family = hedges.family(claim.hedge)
    said, meant = _stated(left), _stated(right)
    if (
        family not in ("about", "over", "nearly", "under")
        or said is None
        or meant is None
        or not said
    ):
        return False
    if hedges.family(source.hedge) not in ("exact", "about") or right[0] != right[1]:
        return False
    gap = meant - said
    if abs(gap) > _RELATIVE * abs(said) or abs(gap) > _grain(said):
        return False
    return {"about": True, "over": gap > 0, "nearly": gap < 0, "under": gap < 0}[family]


def _grain(value: float) -> float:
    """The place value of the last digit that is not zero: 100 for 300, 0.1 for 2.5."""
    digits = Decimal(str(value)).normalize()
    exponent = digits.as_tuple().exponent
    return float(10**exponent) if isinstance(exponent, int) else 0.0


def _same_time(claim: Figure, source: Figure) -> bool:
    if claim.low == source.low:
        return True
    halves = (claim.low or 0) % 720 == (source.low or 0) % 720
    return halves and (claim.unit is None or source.unit is None)


def _same_date(claim: Figure, source: Figure) -> bool:
    """Whether the source's date has all that the claim's states, or lies within it."""
    if claim.kind != "date" or source.kind != "date":
        return _year_as_number(claim, source) or _day_as_ordinal(claim, source)
    if claim.parts <= source.parts:
        return True
    if None in (claim.low, source.low, claim.high, source.high):
        return False
    coarser = not any(part.startswith("day:") for part in claim.parts)
    return coarser and _within(claim, source)


def _within(claim: Figure, source: Figure) -> bool:
    low, high = claim.low or 0, claim.high or 0
    return low <= (source.low or 0) and (source.high or 0) <= high


def _year_as_number(a: Figure, b: Figure) -> bool:
    """ "2000" is a year to one reader and a count to another: the digits decide."""
    dated, other = (a, b) if a.kind == "date" else (b, a)
    years = {part[5:] for part in dated.parts if part.startswith("year:")}
    return (
        _is_bare(other) and len(dated.parts) == 1 and f"{other.low:g}" in years
        if other.low
        else False
    )


def _day_as_ordinal(claim: Figure, source: Figure) -> bool:
    """ "on the 5th" for a source's "5 November"."""
    return claim.kind == "ordinal" and f"day:{claim.low}" in source.parts


def _dated_in_parts(claim: Figure, sources: Iterable[Figure]) -> bool:
    """Whether several source dates, none against the claim's, have all its parts together."""
    if claim.kind != "date":
        return False
    agreeing = [
        s.parts for s in sources if s.kind == "date" and not parts_clash(claim.parts, s.parts)
    ]
    return claim.parts <= frozenset().union(*agreeing)


def is_day(figure: Figure) -> bool:
    """Whether a date names the day of a month: others may be the same day in other words."""
    return {"month", "day"} <= _by_name(figure.parts).keys()


def is_month(figure: Figure) -> bool:
    """Whether a date names a month, with or without its day."""
    return "month" in _by_name(figure.parts)


def in_base_unit(figure: Figure) -> Figure:
    """A figure in the base of its unit: 44 days and seven weeks in seconds."""
    base, times = factor(figure.unit)
    if times == 1:
        return figure
    low, high = (_times(bound, times) for bound in (figure.low, figure.high))
    return replace(figure, low=low, high=high, unit=base)


def parts_clash(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two dates' known parts contradict each other."""
    left, right = _by_name(a), _by_name(b)
    return any(not left[name] & right[name] for name in left.keys() & right.keys())


def _by_name(parts: frozenset[str]) -> dict[str, set[str]]:
    named: dict[str, set[str]] = {}
    for part in parts:
        name, _, value = part.partition(":")
        named.setdefault(name, set()).add(value)
    return named


def _ends_given(claim: Figure, sources: Sequence[Figure]) -> bool:
    """Whether both ends of a claimed range are figures of the sources: "from 5 to 7 percent"."""
    if claim.kind == "date" or claim.low is None or claim.high is None or claim.low == claim.high:
        return False
    alike = [s for s in sources if s.kind == claim.kind and s.unit == claim.unit]
    ends = {s.low for s in alike if s.low == s.high and clash(claim, s) is None}
    return {claim.low, claim.high} <= ends


def _says_no_number(claim: Figure, sources: Sequence[Figure]) -> bool:
    """ "several", "one soldier", "the first time": no number unless the sources count the same."""
    if claim.low is None and claim.high is None:
        return claim.kind == "count"
    if claim.text.lower() not in ("one", "first"):
        return False
    same = [s for s in sources if s.kind == claim.kind and _head(s.counted) == _head(claim.counted)]
    return not any(source.low is not None for source in same)


def _head(counted: str | None) -> str:
    return (counted or "").rpartition(" ")[2]


def _role_clash(claim: Figure, source: Figure) -> str | None:
    known = source.role | source.also
    if excluded(claim.role, source.role) and not (
        claim.role <= source.also or source.role <= claim.also
    ):
        return f"figure is for {_named(source.role)}, not {_named(claim.role)}"
    rivals = sorted(e for e in source.events for mine in claim.role if exclusive(mine, e))
    if rivals and not claim.role & (source.events | known):
        return f"the sources speak of {rivals[0]}, not {_named(claim.role)}"
    grave = claim.role & _GRAVE
    if claim.kind == "count" and grave and not known & FATES and not grave & source.events:
        return f"the source does not give this figure for {_named(claim.role)}"
    return None


def excluded(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one side has an event that the other's exclude: killed or wounded, and killed."""
    only = [(x, y) for x in a - b for y in b] + [(x, y) for x in b - a for y in a]
    return any(exclusive(x, y) for x, y in only)


def _named(role: frozenset[str]) -> str:
    return " or ".join(sorted(role & FATES or role))


def _group_clash(claim: str | None, source: str | None) -> str | None:
    if not claim or not source:
        return None
    left, right = nations(claim.title()), nations(source.title())
    if left and right and not left & right:
        return f"figure is for {' and '.join(sorted(right))}, not {' and '.join(sorted(left))}"
    return other_group(claim, source)


def _near_miss(claim: Figure, sources: Sequence[Figure]) -> str | None:
    """The reason where the number is there and only its hedge or unit is not."""
    bounds = {claim.low, claim.high} - {None}
    for source in sources:
        if bounds & {source.low, source.high} and claim.kind != "date":
            if claim.unit != source.unit:
                return f"the sources say “{source.text}”, another unit than “{claim.text}”"
            if claim.kind == source.kind and claim.hedge != source.hedge:
                return f"the sources say “{source.text}”, not “{claim.text}”"
    return None
