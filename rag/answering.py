"""Which figures of the evidence answer a question: of what kind, of whom, of which event."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.vocabulary import Document, Evidence, Sentence
from rag.another_event import is_of_earlier, is_of_elsewhere
from rag.asked import Asked, asked, terms, terms_with_events, years
from rag.closeness import near_the_best
from rag.event_words import FATES
from rag.events import events_in
from rag.figures import Figure, figures
from rag.named import about_the_named, is_topic
from rag.names import names, unknown_names
from rag.nations import nations, states
from rag.nouns import counts_some, excludes, head, is_person, same_noun
from rag.rivals import told_anew, told_beside
from rag.roles import plural
from rag.same_event import MOST_TERMS, on_the_event, shared_terms
from rag.scopes import keys
from rag.speakers import full_name
from rag.stated import is_fact, is_of_a_part, is_whole, measured
from rag.units import factor

_NEARLY_ALL = 2 / 3  # of them, what a sentence must hold to be about a sum, a share or a time
_CLOSE = 3.0  # log-odds below the best sentence, within which a figure surely speaks to a question
_GONE = frozenset(("lost", "fell", "missing", "dismissed", "closed", "ended"))
NUMBERED = ("count", "multiple")
_OF_SOME = (*NUMBERED, "percent", "fraction")  # kinds of figures of those to whom something happens
_FOLLOWS = 2  # sentences
STATES = ("count", "percent", "fraction", "money", "duration", "multiple", "measure", "time")
# "How long is the tunnel", but not "how long did it take" or "was it closed".
_OF_SIZE = re.compile(
    r"^(?:long|wide|tall|deep|thick|high)\b"
    r"(?!.*\b(?:\w+ed|takes?|took|lasts?|stays?|remains?|works?|lives?|waits?|needs?|goes|go|keeps?|be)\b)",
    re.I,
)
_PLACE = re.compile(r"\b(?:in|at) (?:the )?([A-Z]\w+)")
_NUMBER_OF = re.compile(r"\bnumbers? of ((?:[\w-]+ ){0,3}[\w-]+)", re.I)


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


def answering(question: str, evidence: Sequence[Evidence]) -> tuple[Figured, ...]:
    """Every figure in the evidence that answers the question; empty where it asks for none."""
    wanted = asked(question)
    if wanted is None:
        return ()
    given = found(question, wanted, evidence)
    return tuple(figured for figured in given if groups(wanted, figured))


def found(question: str, wanted: Asked, ranked: Sequence[Evidence]) -> list[Figured]:
    """Every figure that may answer, in the articles that are about what is asked."""
    evidence = about_the_named(question, ranked)
    documents = on_the_event(wanted, evidence)
    near = near_the_best(evidence, _CLOSE)
    own = [
        figured
        for item in evidence
        for figured in _read(wanted, item, documents, _is_close(wanted, item, near))
    ]
    others = (item for item in evidence if item not in near)
    own += [f for item in others for f in _rivals(wanted, item, near, documents)]
    known = {(f.sentence, f.figure.start) for f in own if groups(wanted, f)}
    anew = (f for item in evidence for f in _told_anew(wanted, item, own, near))
    told = [f for f in dict.fromkeys(anew) if (f.sentence, f.figure.start) not in known]
    return _of_one_kind(wanted, own + told)


def _of_one_kind(wanted: Asked, given: list[Figured]) -> list[Figured]:
    """Sizes where a thing's are asked for and given: the length of a tunnel is no time.

    "How long did it take", "how long was it closed" may be answered by either.
    """
    if set(wanted.kinds) != {"duration", "measure"} or not _OF_SIZE.search(wanted.about):
        return given
    sizes = [f for f in given if f.figure.kind == "measure"]
    return sizes if any(groups(wanted, f) for f in sizes) else given


def _told_anew(
    wanted: Asked, item: Evidence, own: Sequence[Figured], near: Sequence[Evidence]
) -> Iterator[Figured]:
    """What is told anew of a figure that answers, or of the measure that a sentence is about."""
    first = next((f for f in own if f.sentence == item.sentence and groups(wanted, f)), None)
    if first is None:
        if not _names_measure(wanted, item, item in near):
            return
        role = wanted.roles[0] if wanted.roles else frozenset[str]()
        figure = Figure("", 0, 0, wanted.kinds[0], role=role, counted=wanted.noun)
    else:
        figure = first.figure
    before = tuple(s.text for s in item.before)
    beside = ((f, item.sentence) for f in told_beside(item.sentence.text, before, figure))
    after = told_anew(item.document, item.sentence, figure.kind, figure.unit)
    for told, sentence in (*beside, *after):
        same = replace(told, role=figure.role, also=figure.also)
        same = replace(same, counted=told.counted or figure.counted)
        yield Figured(_named(same, item.document), item.document, sentence, True)


def _names_measure(wanted: Asked, item: Evidence, near: bool) -> bool:
    """Whether a sentence without an amount speaks of it: "The number of ballots is in dispute"."""
    text = item.sentence.text
    if any(f.kind in (*wanted.kinds, *STATES) for f in figures(text)):
        return False
    named = _NUMBER_OF.search(text)
    least = MOST_TERMS if near or (named and head(wanted.noun) in named[1]) else 1.0
    return len(shared_terms(wanted, text)) >= least * len(wanted.terms) > 0


def _is_close(wanted: Asked, item: Evidence, near: Sequence[Evidence]) -> bool:
    """Whether a sentence speaks to the question: among the best, a count of its subject as well.

    Of people in a camp one may count who live there and who share a latrine.
    """
    if _speaks_to(wanted, item):
        return True
    named = terms(" ".join((wanted.noun or "", *names(wanted.about))))
    rest = wanted.terms - named if wanted.counts else frozenset[str]()
    shared = rest & terms_with_events(item.sentence.text)
    return item in near and (not rest or len(shared) > len(rest) / 2)


def _speaks_to(wanted: Asked, item: Evidence) -> bool:
    """Whether a sentence holds enough of the question's words itself."""
    shared = shared_terms(wanted, item.sentence.text)
    if wanted.counts:
        enough = wanted.noun is not None and len(shared) >= MOST_TERMS * len(wanted.terms)
        return enough and (not _of_things(wanted) or _happens(wanted, item.sentence.text))
    least = MOST_TERMS if wanted.measure in shared else _NEARLY_ALL
    return len(shared) >= least * len(wanted.terms) > 0


def _happens(wanted: Asked, text: str) -> bool:
    """Whether a sentence tells of what happened to the things asked about, in its words or others.

    Where jobs are lost, some are cut and others disappear.
    """
    asked_for = frozenset().union(*wanted.roles)
    happens = events_in(text)
    gone = bool(asked_for & _GONE and happens & _GONE)
    return not asked_for or gone or bool(asked_for & (happens | terms_with_events(text)))


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
    given = _read(wanted, item, documents, True)
    return given if len(given) == 1 and given[0].figure.speaker is not None else []


def _read(
    wanted: Asked, item: Evidence, documents: Mapping[str, Document], close: bool
) -> list[Figured]:
    """The figures of a sentence and of its copies that may answer, speakers by their full names."""
    read = []
    for sentence in (item.sentence, *item.copies):
        document = documents.get(sentence.document)
        if document is None:
            continue
        before, after = (tuple(s.text for s in near) for near in (item.before, item.after))
        around = (sentence.text, " ".join((*before, document.title or "")))
        given = figures(sentence.text, before, after)
        own = []
        for figure in given if wanted.counts else measured(wanted, given, sentence.text):
            if (
                _may_answer(wanted, figure, around)
                and is_then(wanted, figure, sentence.text, before)
                and is_whole(wanted, figure, sentence.text)
                and is_fact(wanted, figure, sentence.text)
                and is_of(wanted, figure, given, around)
                and (wanted.counts or _is_there(wanted, figure, document, around))
            ):
                own.append(figure)
        parts = [figure for figure in own if not is_of_a_part(figure, own, sentence.text)]
        read += [Figured(_named(f, document), document, sentence, close) for f in parts]
    return read


def _named(figure: Figure, document: Document) -> Figure:
    if figure.speaker is None:
        return figure
    return replace(figure, speaker=full_name(figure.speaker, (document.text,)))


def _may_answer(wanted: Asked, figure: Figure, around: tuple[str, str]) -> bool:
    """Whether a figure is of the kind and the noun that are asked for."""
    if figure.kind not in wanted.kinds:
        return False
    if figure.kind == "count" and wanted.counts:
        if counts_some(wanted.noun, figure.counted):
            some = head(wanted.noun)
            return not terms(f"{some} {plural(some)}").isdisjoint(terms(around[0]))
        return same_noun(wanted.noun, figure.counted)
    if figure.kind == "count" and (figure.counted is None or is_person(head(figure.counted))):
        return False  # a sum, a share or a size is of something
    shared = shared_terms(wanted, " ".join(around))
    return bool(shared) and len(shared) >= MOST_TERMS * len(wanted.terms)


def is_then(wanted: Asked, figure: Figure, sentence: str, before: Sequence[str]) -> bool:
    """Whether a figure is of the period and the years that a question names, if it names any.

    Where it names no year, it is not of an event before; `before` are the sentences before.
    """
    of_year = bool(wanted.years) and (wanted.period or "").startswith("year:")
    period = None if of_year else wanted.period
    if period is not None and period not in keys(figure.scope).values():
        return False
    if wanted.years:
        return bool(wanted.years & years(sentence))
    elsewhere = is_of_elsewhere(wanted, figure, sentence)
    return not (elsewhere or is_of_earlier(wanted, figure, sentence, before))


def _is_there(wanted: Asked, figure: Figure, document: Document, around: tuple[str, str]) -> bool:
    """Whether a share or a sum is of the place and the people that the question names.

    An article about the country's vote gives the town's beside the town's name.
    """
    wanted_names = [name for name in names(wanted.about) if not states(name)]
    if any(not is_topic(n, document) and unknown_names(n, around) for n in wanted_names):
        return False
    place = _PLACE.search(figure.scope or "")
    return place is None or place[1] in wanted.about or is_topic(place[1], document)


def is_of(wanted: Asked, figure: Figure, given: Sequence[Figure], around: tuple[str, str]) -> bool:
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


def groups(wanted: Asked, figured: Figured) -> list[tuple[str, ...]]:
    """The groups a figure belongs to: one for each set of events that was asked for."""
    figure = figured.figure
    if figure.kind == "count" and wanted.counts and (fateful := _fateful(wanted)):
        return [("count", *sorted(role)) for role in fateful if _fills(figure, role)]
    shared = (figure.role | figure.also) & (wanted.events | wanted.terms)
    fates = sorted(shared & FATES) if figure.kind in _OF_SOME else []
    if shared or _is_state(wanted, figured):
        unit = "" if figure.kind == "time" else factor(figure.unit)[0]
        return [(figure.kind, unit, *fates)]
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
    if not figured.close or figure.kind not in STATES:
        return False
    if (figure.role | figure.also) & FATES and not _of_things(wanted):
        return False
    if figure.kind in ("percent", "fraction") and excludes(wanted.noun, figure.counted):
        return False
    return figure.kind != "count" or _is_counted(wanted, figure)


def _of_things(wanted: Asked) -> bool:
    """Whether no people are counted: jobs that disappear are not missing."""
    return bool(head(wanted.noun)) and not is_person(head(wanted.noun))


def _is_counted(wanted: Asked, figure: Figure) -> bool:
    """Whether a count is surely of what is asked: of things it has to name them."""
    if wanted.kinds[0] not in NUMBERED or figure.text.lower() == "one":
        return False
    if wanted.noun is None:
        return not wanted.many
    return figure.counted is not None or is_person(head(wanted.noun))


def _fills(figure: Figure, role: frozenset[str]) -> bool:
    """Whether a count is of those to whom the events happened, and not of some among them."""
    if figure.role == role:
        return not figure.also - role
    return figure.also == role and figure.text.lower() != "one"
