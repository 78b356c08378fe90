"""The figures of a sentence: value, hedge, what is counted, what happened to it, who says so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rag.comparison import same_value, supported
from rag.dates import date
from rag.event_words import FATES
from rag.events import Event, events, expanded
from rag.numbers import Quantity, quantities
from rag.roles import Counted, counted, counted_before, role
from rag.scopes import Scope, scope_of, scopes
from rag.speakers import Attribution, speakers
from rag.tokens import Token, lower_at, tokens
from rag.verbs import AUXILIARIES

__all__ = ["Figure", "figures", "same_value", "supported"]

_COUNTING = ("count", "percent", "fraction", "money", "ordinal")
_ASIDES = ("duration", "date", "time", "age", "ordinal")
_DETERMINERS = ("the", "its", "his", "her", "their", "our", "all")
_JOINING = ("and", ",", "including", "plus", "or")
_HEARD = 4096  # sentences whose figures are remembered


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as its sentence gives it; what the sentence does not say is None, never guessed.

    `sentence[start:end] == text`, hedge included. `kind` is count, percent, fraction, money, date,
    time, duration, age, ordinal, measure, multiple, score, label or "not parsed". [low, high] is
    the closed interval stated, None where it is open: "at least 3,000" is 3000 to None, "around
    300" is 300 to 300 with the looseness in `hedge`; both are None for "several". Dates are
    YYYYMMDD, times minutes after midnight, fractions percentages.

    `role` is what happened to what is counted ({"killed", "wounded"} for casualties), `also` what
    else the sentence says of the same ones ("two captured soldiers died"), `events` every event
    the sentence names; `parts` are the known parts of a date ("month:11").
    """

    text: str
    start: int
    end: int
    kind: str
    low: float | None = None
    high: float | None = None
    hedge: str | None = None
    unit: str | None = None
    counted: str | None = None
    role: frozenset[str] = frozenset()
    speaker: str | None = None
    relayed: str | None = None
    scope: str | None = None
    as_of: str | None = None
    also: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()

    @property
    def number(self) -> float | None:
        """The number that is written, whatever its hedge: 3000 of "at least 3,000"."""
        return self.high if self.low is None else self.low


def figures(
    sentence: str, before: Sequence[str] = (), after: Sequence[str] = ()
) -> tuple[Figure, ...]:
    """The figures of a sentence in order; its neighbours in document order name its speakers."""
    return _figures(sentence, tuple(before), tuple(after))


@lru_cache(maxsize=_HEARD)
def _figures(sentence: str, before: tuple[str, ...], after: tuple[str, ...]) -> tuple[Figure, ...]:
    words = tokens(sentence)
    found = quantities(words)
    if not found:
        return ()
    named = events(words)
    reader = _Reader(
        sentence=sentence,
        words=words,
        events=named,
        classes=expanded(event.event for event in named.values()),
        scopes=scopes(sentence, words),
        said=speakers(sentence, before, after),
        starts=[q.first for q in found if q.kind not in ("duration", "date")],
        as_of=_as_of(sentence, words),
    )
    read: list[Figure] = []
    stops = _stops(found, len(words))
    part = False
    for number, quantity in enumerate(found):
        whole = part
        part = number + 1 < len(found) and _is_part(words, quantity, found[number + 1])
        counted_at = number + part
        figure = reader.figure(quantity, found[counted_at].last, stops[counted_at])
        figure = reader.continued(figure, quantity, read[-1] if read else None)
        read.append(replace(figure, role=frozenset(), also=frozenset()) if whole else figure)
    return tuple(read)


def _is_part(words: Sequence[Token], part: Quantity, whole: Quantity) -> bool:
    """ "58 of 84 drones": what happened, happened to the first; both count the same noun."""
    of = lower_at(words, part.last) == "of" and part.kind == whole.kind == "count"
    return of and (
        whole.first == part.last + 1
        or (whole.first == part.last + 2 and lower_at(words, part.last + 1) in _DETERMINERS)
    )


def _stops(found: Sequence[Quantity], end: int) -> list[int]:
    """Where the next count begins after each figure; dates in between belong to what is counted."""
    stops = []
    for quantity in reversed(found):
        stops.append(end)
        end = end if quantity.kind in _ASIDES else quantity.first
    return stops[::-1]


def _as_of(sentence: str, words: Sequence[Token]) -> tuple[int, str] | None:
    """ "as of Friday", "as at 5 November": since when a sentence's figures hold, and where."""
    for at in range(len(words) - 2):
        if words[at].lower == "as" and words[at + 1].lower in ("of", "at"):
            found = date(words, at + 2)
            if found is not None:
                return at + 2, sentence[words[at + 2].start : words[found.end - 1].end]
    return None


@dataclass(frozen=True, slots=True)
class _Reader:
    """A sentence with all that is read from it, to be put together figure by figure."""

    sentence: str
    words: tuple[Token, ...]
    events: dict[int, Event]
    classes: frozenset[str]
    scopes: tuple[Scope, ...]
    said: tuple[Attribution, ...]
    starts: list[int]
    as_of: tuple[int, str] | None

    def figure(self, quantity: Quantity, noun: int, stop: int) -> Figure:
        """The figure of a quantity whose noun phrase begins at `noun`."""
        phrase = self._counted(quantity, noun, stop)
        if [lower_at(self.words, phrase.end + step) for step in (0, 1)] == [",", "including"]:
            stop = len(self.words)
        what = role(self.words, self.events, quantity, phrase, stop)
        if phrase.text == "life" and self._are_lost(quantity, what.events):
            what = what._replace(events=frozenset({"killed"}))
            phrase = phrase._replace(text="people")
        start, end = self.words[quantity.first].start, self.words[quantity.last - 1].end
        said = [said for said in self.said if said.start <= start and end <= said.end][-1:]
        return Figure(
            text=self.sentence[start:end],
            start=start,
            end=end,
            kind=quantity.kind,
            low=quantity.low,
            high=quantity.high,
            hedge=quantity.hedge,
            unit=quantity.unit,
            counted=phrase.text,
            role=what.events,
            speaker=said[0].speaker if said else None,
            relayed=said[0].relayed if said else None,
            scope=self._scope(quantity),
            as_of=self.as_of[1] if self.as_of and self.as_of[0] != quantity.number else None,
            also=what.also,
            events=self.classes,
            parts=quantity.parts,
        )

    def _are_lost(self, quantity: Quantity, happened: frozenset[str]) -> bool:
        """ "Claimed 40 lives", "40 lives were lost": of lives that are saved nothing is lost."""
        nearest = (self.events.get(quantity.first - step) for step in (1, 2, 3))
        cost = any(event is not None and event.event == "killed" for event in nearest)
        return cost or not happened.isdisjoint(("killed", "lost"))

    def _counted(self, quantity: Quantity, noun: int, stop: int) -> Counted:
        if quantity.kind not in _COUNTING:
            return Counted(None, frozenset(), frozenset(), quantity.last)
        if quantity.kind == "fraction" and lower_at(self.words, quantity.number + 2) == "in":
            inside = counted(self.words, self.events, quantity.number + 1, quantity.number + 2)
            if inside.text is not None:
                return inside._replace(end=quantity.last)  # "one voter in four"
        phrase = counted(self.words, self.events, noun, stop)
        if phrase.text is not None or quantity.kind != "count":
            return phrase
        if phrase.head and lower_at(self.words, phrase.end) in ("among", "amongst", "of"):
            group = counted(self.words, self.events, phrase.end + 1, stop)
            return phrase._replace(text=group.text, end=group.end)
        named = counted_before(self.words, self.events, quantity.first)
        return phrase if named is None else phrase._replace(text=named.text, also=named.also)

    def _scope(self, quantity: Quantity) -> str | None:
        near = scope_of(self.words, self.scopes, quantity.first, quantity.last, self.starts)
        return ", ".join(scope.text for scope in near) or None

    def continued(self, read: Figure, quantity: Quantity, previous: Figure | None) -> Figure:
        """A figure that goes on from the one before: "and three women", "including 12 children"."""
        if previous is None or read.kind != "count" or previous.kind != "count":
            return read
        parts = lower_at(self.words, quantity.last) == "of" and lower_at(
            self.words, quantity.last + 1
        )
        at = quantity.first - 1
        while lower_at(self.words, at) in ("a", "another", "further", "the"):
            at -= 1
        joined = lower_at(self.words, at) in _JOINING
        goes_on = joined and not self._apart(read, previous)
        if not read.role and (goes_on or parts in ("them", "whom", "which")):
            read = replace(read, role=previous.role, also=previous.also)
        if read.counted is None and joined and read.role & FATES:
            return replace(read, counted=previous.counted)
        return read

    def _apart(self, read: Figure, previous: Figure) -> bool:
        """Whether a joined figure is another matter: "9 dead and 134", "and dozens are ill"."""
        verb = next((w for w in self.words if w.start >= read.end and w.is_word), None)
        if verb is not None and verb.lower in AUXILIARIES:
            return True
        headed = any(
            event.event in FATES and previous.end <= self.words[event.first].start < read.start
            for event in self.events.values()
        )
        return headed and read.counted is None and previous.counted is None
