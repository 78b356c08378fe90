"""Figures of several sources that answer one question, side by side and related.

Nothing is chosen and nothing averaged. Figures are put together only when they have the same kind,
role and group and answer the same question; one that may be about something else is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index.vocabulary import Evidence
from rag import hedges
from rag.alike import alike, comparable
from rag.answering import Figured, found, groups
from rag.asked import Asked, asked, years
from rag.comparison import in_base_unit, parts_clash
from rag.dates import date
from rag.doubtful import Reader, doubtful
from rag.event_words import FATES
from rag.figures import Figure, same_value
from rag.names import same_name
from rag.nations import nations
from rag.roles import plural
from rag.scopes import keys
from rag.speakers import speaks_for
from rag.tokens import tokens

_LOOSE = 0.1  # "around 300" allows 270 to 330
_NEAR = 0.6  # shared words of two sentences that report the same in nearly the same words
_STRENGTH = ("conflict", "update", "different scope", "compatible", "same")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Figures that answer one question, in the order of the evidence.

    `relation` is same, compatible (hedges or rounding allow all), update (a later as-of date in
    the text), different scope, conflict, or echo (one source repeated). `independent_sources` is
    an upper bound: what is known to come from one source counts once.
    """

    about: str
    figures: tuple[Figured, ...]
    relation: str
    independent_sources: int


def disagreements(
    question: str, evidence: Sequence[Evidence], reader: Reader | None = None
) -> tuple[Disagreement, ...]:
    """Every group of two or more figures that answer the question; empty where it asks for none.

    Rules decide which; with a `reader` others that may answer are asked about as well.
    """
    wanted = asked(question)
    if wanted is None:
        return ()
    given = found(question, wanted, evidence)
    grouped: dict[tuple[str, ...], list[Figured]] = {}
    for figured in given:
        for key in groups(wanted, figured):
            grouped.setdefault((*key, _year(figured)), []).append(figured)
    if reader is not None:
        sure = [figured for group in grouped.values() for figured in group]
        for figured in doubtful(question, wanted, evidence, sure, reader):
            _joined(grouped, figured)
    related = [
        _related(_about(wanted, group), group) for group in grouped.values() if len(group) > 1
    ]
    return (*related, *_told_differently(wanted, given))


def _joined(grouped: dict[tuple[str, ...], list[Figured]], figured: Figured) -> None:
    """Puts a figure into the first group that holds one like it, or of its kind, else by itself."""
    for belongs in (alike, comparable):
        for group in grouped.values():
            if any(belongs(figured.figure, other.figure) for other in group):
                group.append(figured)
                return
    grouped[(figured.figure.kind, figured.figure.unit or "")] = [figured]


def _year(figured: Figured) -> str:
    """Whether a count is dated by year: the dead of 2009 are not those of an undated report.

    A year after it that is no limit of it dates something else.
    """
    figure = figured.figure
    told = f"{figured.sentence.text[: figure.start]} {figure.scope or ''}"
    return "dated" if figure.kind == "count" and years(told) else ""


def _about(wanted: Asked, group: Sequence[Figured]) -> str:
    """What the figures are of: "North Korean soldiers killed", else the question's own words."""
    role = next((f.figure.role for f in group if f.figure.role in wanted.roles), frozenset[str]())
    if group[0].figure.kind != "count" or not role & FATES:
        return wanted.about
    return f"{_whom(wanted, group)} {_named_role(role)}"


def _whom(wanted: Asked, group: Sequence[Figured]) -> str:
    """Those counted, by the fullest noun that most of the figures have."""
    nouns = [f.figure.counted for f in group if f.figure.counted]
    named = [noun for noun in nouns if nations(noun.title()) & wanted.group] or nouns
    return plural(max(named, key=named.count)) if named else "people"


def _related(about: str, group: Sequence[Figured]) -> Disagreement:
    pairs = [(a, b) for number, a in enumerate(group) for b in group[number + 1 :]]
    relations = {_relation(in_base_unit(a.figure), in_base_unit(b.figure)) for a, b in pairs}
    relation = next(name for name in _STRENGTH if name in relations)
    independent = _independent(group)
    repeated = all(_near_copies(a, b) for a, b in pairs)
    if relation in ("same", "compatible") and independent == 1 and repeated:
        relation = "echo"
    return Disagreement(about, tuple(group), relation, independent)


def _relation(a: Figure, b: Figure) -> str:
    if a.kind == "time":
        return "same" if same_value(a, b) else "conflict"
    if a.kind == "date":
        return _dated(a, b)
    if (a.low, a.high, hedges.family(a.hedge)) == (b.low, b.high, hedges.family(b.hedge)):
        return "same"
    if _overlap(a, b):
        return "compatible"
    if _updates(a, b):
        return "update"
    left, right = (_period(figure) for figure in (a, b))
    return "conflict" if left == right or _part_exceeds_whole(a, b) else "different scope"


def _dated(a: Figure, b: Figure) -> str:
    """How two dates relate; "on Friday" may be any day."""
    if parts_clash(*(_calendar(figure) for figure in (a, b))):
        return "conflict"
    return "same" if a.parts == b.parts else "compatible"


def _calendar(figure: Figure) -> frozenset[str]:
    return frozenset(part for part in figure.parts if not part.startswith("weekday:"))


def _loose(figure: Figure) -> tuple[float, float]:
    """The values a figure allows: hedged and rounded numbers reach a tenth to either side."""
    low = float("-inf") if figure.low is None else figure.low
    high = float("inf") if figure.high is None else figure.high
    slack = _LOOSE if hedges.family(figure.hedge) in ("about", "nearly") else 0.0
    return low - slack * abs(low) if slack else low, high + slack * abs(high) if slack else high


def _overlap(a: Figure, b: Figure) -> bool:
    (low, high), (other_low, other_high) = _loose(a), _loose(b)
    return low <= other_high and other_low <= high


def _updates(a: Figure, b: Figure) -> bool:
    """Whether both say when they hold, and not at the same time; publication dates say nothing."""
    times = [_held(figure.as_of) for figure in (a, b)]
    return None not in times and times[0] != times[1]


def _held(as_of: str | None) -> int | None:
    found = date(tokens(as_of), 0) if as_of else None
    return None if found is None else found.low


def _period(figure: Figure) -> str | None:
    found = keys(figure.scope)
    return found.get("period") or found.get("rate")


def _part_exceeds_whole(a: Figure, b: Figure) -> bool:
    """Whether what happened in a part of the time is more than all that happened."""
    for part, whole in ((a, b), (b, a)):
        if _period(part) and not _period(whole) and _loose(part)[0] > _loose(whole)[1]:
            return True
    return False


def _told_differently(wanted: Asked, found: Sequence[Figured]) -> tuple[Disagreement, ...]:
    """One speaker's number for one period, given for the killed here and for more there."""
    for a in found:
        for b in found:
            if _same_telling(a.figure, b.figure) and {a.figure.role, b.figure.role} & set(
                wanted.roles
            ):
                roles = (a.figure.role, b.figure.role)
                told = [
                    f for f in found if f.figure.role in roles and _same_amount(f.figure, a.figure)
                ]
                about = (
                    f"{_whom(wanted, found)}: {_named_role(roles[0])}, or {_named_role(roles[1])}"
                )
                return (Disagreement(about, tuple(told), "conflict", _independent(told)),)
    return ()


def _same_telling(a: Figure, b: Figure) -> bool:
    if a.speaker is None or b.speaker is None or not same_name(a.speaker, b.speaker):
        return False
    return a.role < b.role and _same_amount(a, b)


def _same_amount(a: Figure, b: Figure) -> bool:
    return a.number == b.number is not None and _period(a) == _period(b) is not None


def _named_role(role: frozenset[str]) -> str:
    return " or ".join(sorted(role))


def _independent(group: Sequence[Figured]) -> int:
    """At most how many sources stand behind the figures: joined when they are known to be one."""
    sources: list[list[Figured]] = []
    for figured in group:
        joined = [s for s in sources if any(_one_source(figured, other) for other in s)]
        rest = [s for s in sources if s not in joined]
        sources = [*rest, [figured, *(other for s in joined for other in s)]]
    return len(sources)


def _one_source(a: Figured, b: Figured) -> bool:
    if a.document.sha256 == b.document.sha256 and (
        a.figure.speaker is None or b.figure.speaker is None
    ):
        return True
    if _near_copies(a, b):
        return True
    origins = [f.figure.relayed or f.figure.speaker for f in (a, b)]
    if origins[0] is None or origins[1] is None:
        return False
    return same_name(origins[0], origins[1]) or any(
        speaks_for(origins[0], origins[1], f.document.text) for f in (a, b)
    )


def _near_copies(a: Figured, b: Figured) -> bool:
    """Whether two sentences are one report; one with another figure is never a copy."""
    if (a.figure.low, a.figure.high) != (b.figure.low, b.figure.high):
        return False
    left, right = ({token.lower for token in tokens(f.sentence.text)} for f in (a, b))
    return len(left & right) >= _NEAR * len(left | right)
