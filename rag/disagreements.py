"""Figures of several sources that answer one question, side by side and related.

Nothing is chosen and nothing averaged. Figures are put together only when they have the same kind,
role and group and answer the same question; one that may be about something else is left out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.vocabulary import Document, Evidence, Sentence
from rag import hedges
from rag.asked import Asked, asked, terms
from rag.dates import date
from rag.event_words import FATES
from rag.figures import Figure, figures
from rag.log_odds import log_odds
from rag.named import about_the_named
from rag.names import names, same_name
from rag.nations import nations, states
from rag.nouns import head, is_person, same_noun
from rag.roles import plural
from rag.scopes import keys
from rag.speakers import full_name, speaks_for
from rag.tokens import tokens

_LOOSE = 0.1  # "around 300" allows 270 to 330
_LEAST = 1e-9
_NEAR = 0.6  # shared words of two sentences that report the same in nearly the same words
_MOST_TERMS = 0.5  # of the question's words, what an article must hold to be about it
_SHARED_NAMES = 3  # names that make two articles of one library speak of the same event
_CLOSE = 3.0  # log-odds below the best sentence, within which a figure surely speaks to a question
_NUMBERED = ("count", "multiple")
_FOLLOWS = 2  # sentences
_STATES = ("count", "percent", "fraction", "money", "duration", "multiple", "measure")
_PART = re.compile(
    r"\b(?:including|among (?:them|whom)|of (?:whom|them|these|those))\s+(?:\w+\s+)?$", re.I
)
_DIFFERENCE = re.compile(r"^\s+(?:more|fewer|less|higher|lower)\s*(?:than\b|[.,;:”\"]|$)", re.I)
_OF_ALL = re.compile(
    r"^\s+(?:(?:of|among) (?:the|these|those|them)|further|additional|extra)\b",
    re.I,
)
_DENIED = re.compile(r"\bnot\s+$", re.I)
_AGED = re.compile(r"\b(?:was|were|is|are)\s+(?:aged\s+)?$", re.I)  # "all of the dead were over 70"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_STRENGTH = ("conflict", "update", "different scope", "compatible", "same")


@dataclass(frozen=True, slots=True)
class Figured:
    """A figure with the sentence and the document that give it.

    `close`: the sentence is among those that speak to the question best.
    """

    figure: Figure
    document: Document
    sentence: Sentence
    close: bool = False

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
    found = _found(question, wanted, evidence)
    groups: dict[tuple[str, ...], list[Figured]] = {}
    for figured in found:
        for key in _keys(wanted, figured):
            groups.setdefault((*key, _year(figured)), []).append(figured)
    related = [
        _related(_about(wanted, group), group) for group in groups.values() if len(group) > 1
    ]
    return (*related, *_told_differently(wanted, found))


def answering(question: str, evidence: Sequence[Evidence]) -> tuple[Figured, ...]:
    """Every figure in the evidence that answers the question; empty where it asks for none."""
    wanted = asked(question)
    if wanted is None:
        return ()
    found = _found(question, wanted, evidence)
    return tuple(figured for figured in found if _keys(wanted, figured))


def _found(question: str, wanted: Asked, ranked: Sequence[Evidence]) -> list[Figured]:
    """Every figure that may answer, in the articles that are about what is asked."""
    evidence = about_the_named(question, ranked)
    documents = _on_the_event(wanted, evidence)
    best = max((log_odds(item.score, _LEAST) for item in evidence), default=0.0)
    near = [i for i in evidence if best - log_odds(i.score, _LEAST) <= _CLOSE]
    return [
        figured
        for item in evidence
        for figured in _read(wanted, item, documents, item in near or _speaks_to(wanted, item))
    ] + [f for item in evidence if item not in near for f in _rivals(wanted, item, near, documents)]


def _speaks_to(wanted: Asked, item: Evidence) -> bool:
    """Whether a sentence holds enough of the question's words itself."""
    shared = wanted.terms & terms(item.sentence.text)
    return wanted.noun is not None and len(shared) >= _MOST_TERMS * len(wanted.terms)


def _rivals(
    wanted: Asked, item: Evidence, near: Sequence[Evidence], documents: Mapping[str, Document]
) -> list[Figured]:
    """What another speaker answers right after a sentence that speaks to the question best.

    "5,000 marched, the organisers said. Police estimated the crowd at 3,500."
    """
    follows = any(
        item.sentence.document == n.sentence.document
        and 0 < item.sentence.position - n.sentence.position <= _FOLLOWS
        and _read(wanted, n, documents, True)
        for n in near
    )
    if not follows or _speaks_to(wanted, item):
        return []
    found = _read(wanted, item, documents, True)
    return found if len(found) == 1 and found[0].figure.speaker is not None else []


def _on_the_event(wanted: Asked, evidence: Sequence[Evidence]) -> dict[str, Document]:
    """The articles that hold enough of the question's words, and those that share their names.

    A second report of an event may call a ferry by its island where the first gives its name.
    """
    documents = {item.document.name: item.document for item in evidence}
    sure = {name: d for name, d in documents.items() if _is_about(wanted, d)}
    named = frozenset().union(*(_names(d) for d in sure.values()))
    return {
        name: document
        for name, document in documents.items()
        if name in sure or len(_names(document) & named) >= _SHARED_NAMES
    }


def _names(document: Document) -> frozenset[str]:
    """The names of an article, countries and cities apart: half of all news shares those."""
    return frozenset(n for n in names(document.text) if not states(n) and " " in n)


def _read(
    wanted: Asked, item: Evidence, documents: Mapping[str, Document], close: bool
) -> list[Figured]:
    """The figures of a sentence and of its copies that may answer, speakers by their full names."""
    found = []
    for sentence in (item.sentence, *item.copies):
        document = documents.get(sentence.document)
        if document is None:
            continue
        before, after = (tuple(s.text for s in near) for near in (item.before, item.after))
        around = (sentence.text, " ".join((*before, document.title or "")))
        given = figures(sentence.text, before, after)
        for figure in given:
            if (
                _may_answer(wanted, figure, around)
                and _is_whole(figure, sentence.text)
                and _is_of(wanted, figure, given, around)
            ):
                found.append(Figured(_named(figure, document), document, sentence, close))
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
    if wanted.years and not wanted.years & set(_YEAR.findall(around[0])):
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


def _keys(wanted: Asked, figured: Figured) -> list[tuple[str, ...]]:
    """The groups a figure belongs to: one for each set of events that was asked for."""
    figure = figured.figure
    if figure.kind == "count" and (fateful := _fateful(wanted)):
        return [("count", *sorted(role)) for role in fateful if _fills(figure, role)]
    shared = (figure.role | figure.also) & (wanted.events | wanted.terms)
    fates = sorted(shared & FATES)
    if shared or _is_state(wanted, figured):
        return [(figure.kind, figure.unit or "", *fates)]
    return []


def _fateful(wanted: Asked) -> tuple[frozenset[str], ...]:
    """The events asked about that exclude each other; to join may be told in any words."""
    return tuple(role for role in wanted.roles if role & FATES)


def _is_state(wanted: Asked, figured: Figured) -> bool:
    """Whether a figure of which nothing happened answers where no fate is asked about.

    "How many people were on board", "what is it worth in percent": no verb binds the figure to the
    question, so its sentence has to be one of those that speak to it best.
    """
    figure = figured.figure
    if not figured.close or figure.kind not in _STATES:
        return False
    if (figure.role | figure.also) & FATES and not _of_things(wanted):
        return False
    return figure.kind != "count" or _is_counted(wanted, figure)


def _of_things(wanted: Asked) -> bool:
    """Whether no people are counted: jobs that disappear are not missing."""
    return bool(head(wanted.noun)) and not is_person(head(wanted.noun))


def _is_counted(wanted: Asked, figure: Figure) -> bool:
    """Whether a count is surely of what is asked: of things it has to name them."""
    if wanted.kinds[0] not in _NUMBERED or figure.text.lower() == "one":
        return False
    if wanted.noun is None:
        return not wanted.many
    return figure.counted is not None or is_person(head(wanted.noun))


def _year(figured: Figured) -> str:
    """Whether a count is dated by year: the dead of 2009 are not those of an undated report."""
    dated = figured.figure.kind == "count" and _YEAR.search(figured.sentence.text)
    return "dated" if dated else ""


def _is_whole(figure: Figure, sentence: str) -> bool:
    """Whether a figure is an amount of its own: no part of another, no difference, not denied."""
    before, after = sentence[: figure.start], sentence[figure.end :]
    part = _PART.search(before) or (figure.kind == "count" and _OF_ALL.search(after))
    aged = _AGED.search(before) and figure.hedge in ("over", "under") and not after.strip(' .,;”"')
    return not (part or aged or _DENIED.search(before) or _DIFFERENCE.search(after))


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
