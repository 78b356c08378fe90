"""Figures of several sources that answer one question, side by side and related.

Nothing is chosen and nothing averaged. Figures are put together only when they have the same kind,
role and group and answer the same question; one that may be about something else is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.vocabulary import Document, Evidence, Sentence
from rag import hedges
from rag.asked import Asked, asked, terms
from rag.dates import date
from rag.event_words import FATES
from rag.figures import Figure, figures
from rag.names import same_name
from rag.nations import nation, nations, states
from rag.roles import plural
from rag.scopes import keys
from rag.speakers import full_name, speaks_for
from rag.tokens import tokens, word_set

_LOOSE = 0.1  # "around 300" allows 270 to 330
_NEAR = 0.6  # shared words of two sentences that report the same in nearly the same words
_MOST_TERMS = 0.5  # of the question's words, what an article must hold to be about it
_SOLDIERS = word_set("soldier troop serviceman fighter force personnel")
_PEOPLE = _SOLDIERS | word_set(
    "people person victim other resident individual prisoner captive hostage"
)
_STRENGTH = ("conflict", "update", "different scope", "compatible", "same")


@dataclass(frozen=True, slots=True)
class Figured:
    """A figure with the sentence and the document that give it."""

    figure: Figure
    document: Document
    sentence: Sentence

    @property
    def outlet(self) -> str:
        """Who published it, as far as known: publisher, else title, else file name."""
        return self.document.publisher or self.document.title or self.document.name


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


def disagreements(question: str, evidence: Sequence[Evidence]) -> tuple[Disagreement, ...]:
    """Every group of two or more figures that answer the question; empty where it asks for none."""
    wanted = asked(question)
    if wanted is None:
        return ()
    found = [figured for item in evidence for figured in _read(wanted, item, evidence)]
    groups: dict[tuple[str, ...], list[Figured]] = {}
    for figured in found:
        for key in _keys(wanted, figured.figure):
            groups.setdefault(key, []).append(figured)
    related = [
        _related(_about(wanted, group), group) for group in groups.values() if len(group) > 1
    ]
    return (*related, *_told_differently(wanted, found))


def answering(question: str, evidence: Sequence[Evidence]) -> tuple[Figured, ...]:
    """Every figure in the evidence that answers the question; empty where it asks for none."""
    wanted = asked(question)
    if wanted is None:
        return ()
    found = [figured for item in evidence for figured in _read(wanted, item, evidence)]
    return tuple(figured for figured in found if _keys(wanted, figured.figure))


def _read(wanted: Asked, item: Evidence, evidence: Sequence[Evidence]) -> list[Figured]:
    """The figures of a sentence and of its copies that may answer, speakers by their full names."""
    documents = {other.document.name: other.document for other in evidence}
    found = []
    for sentence in (item.sentence, *item.copies):
        document = documents.get(sentence.document)
        if document is None or not _is_about(wanted, document):
            continue
        before, after = (tuple(s.text for s in near) for near in (item.before, item.after))
        around = (sentence.text, " ".join((*before, document.title or "")))
        given = figures(sentence.text, before, after)
        for figure in given:
            if _may_answer(wanted, figure, around) and _is_of(wanted, figure, given, around):
                found.append(Figured(_named(figure, document), document, sentence))
    return found


def _is_about(wanted: Asked, document: Document) -> bool:
    """Whether an article holds enough of the question's words to be about the same event."""
    there = terms(f"{document.title or ''} {document.text}")
    return len(wanted.terms & there) >= _MOST_TERMS * len(wanted.terms)


def _named(figure: Figure, document: Document) -> Figure:
    if figure.speaker is None:
        return figure
    return replace(figure, speaker=full_name(figure.speaker, (document.text,)))


def _may_answer(wanted: Asked, figure: Figure, around: tuple[str, str]) -> bool:
    """Whether a figure is of the kind, the noun and the period that are asked for."""
    if figure.kind not in wanted.kinds:
        return False
    if wanted.period is not None and wanted.period not in keys(figure.scope).values():
        return False
    if figure.kind == "count":
        return same_noun(wanted.noun, figure.counted)
    there = terms(" ".join(around))
    return len(wanted.terms & there) >= _MOST_TERMS * len(wanted.terms)


def _is_of(wanted: Asked, figure: Figure, given: Sequence[Figure], around: tuple[str, str]) -> bool:
    """Whether those counted belong to the group that is asked about.

    Their own words decide, else those of the other figures of the sentence ("1,500 Russian
    soldiers ... 45,000 casualties"), else the sentence, else what stands before it.
    """
    own = nations((figure.counted or "").title())
    others = nations(" ".join(other.counted or "" for other in given).title())
    sentence, before = (states(text) for text in around)
    if not wanted.belonging:
        own = own | sentence | before
    return not wanted.group or bool((own or others or sentence or before) & wanted.group)


def same_noun(wanted: str | None, counted: str | None) -> bool:
    """Whether a count of one noun answers for another: soldiers are troops, children not people."""
    asked_for, given = (_head(noun) for noun in (wanted, counted))
    if not asked_for or not given or asked_for == given:
        return True
    return any(asked_for in kind and given in kind for kind in (_SOLDIERS, _PEOPLE))


def _head(noun: str | None) -> str:
    """The last word of a noun phrase; a nationality alone ("North Koreans") names any person."""
    return "" if noun is None or nation(noun) is not None else noun.split()[-1]


def _keys(wanted: Asked, figure: Figure) -> list[tuple[str, ...]]:
    """The groups a figure belongs to: one for each set of events that was asked for."""
    if figure.kind == "count" and wanted.roles:
        return [("count", *sorted(role)) for role in wanted.roles if _fills(figure, role)]
    shared = (figure.role | figure.also) & (wanted.events | wanted.terms)
    return [(figure.kind, figure.unit or "", *sorted(shared))] if shared else []


def _fills(figure: Figure, role: frozenset[str]) -> bool:
    """Whether a count is of those to whom the events happened, and not of some among them."""
    if figure.role == role:
        return not figure.also - role
    return figure.also == role and figure.text.lower() != "one"


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
    relations = {_relation(a.figure, b.figure) for a, b in pairs}
    relation = next(name for name in _STRENGTH if name in relations)
    independent = _independent(group)
    repeated = all(_near_copies(a, b) for a, b in pairs)
    if relation in ("same", "compatible") and independent == 1 and repeated:
        relation = "echo"
    return Disagreement(about, tuple(group), relation, independent)


def _relation(a: Figure, b: Figure) -> str:
    if (a.low, a.high, hedges.family(a.hedge)) == (b.low, b.high, hedges.family(b.hedge)):
        return "same"
    if _overlap(a, b):
        return "compatible"
    if _updates(a, b):
        return "update"
    left, right = (_period(figure) for figure in (a, b))
    if left == right or _part_exceeds_whole(a, b):
        return "conflict"
    return "different scope"


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
    stated = [figure.low if figure.low is not None else figure.high for figure in (a, b)]
    return stated[0] is not None and stated[0] == stated[1] and _period(a) == _period(b) is not None


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
