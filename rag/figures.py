"""The figures of a sentence: value, hedge, what is counted, what happened to it, who says so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rag.comparison import same_value, supported
from rag.dates import date
from rag.events import Event, events, expanded
from rag.numbers import Quantity, quantities
from rag.roles import Counted, counted, counted_before, role
from rag.scopes import Scope, scope_of, scopes
from rag.speakers import Attribution, speakers
from rag.tokens import Token, lower_at, tokens

__all__ = ["Figure", "figures", "same_value", "supported"]

_COUNTING = ("count", "percent", "fraction", "money", "ordinal")
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
    reader = _Reader(
        sentence,
        words,
        found,
        events(words),
        scopes(sentence, words),
        speakers(sentence, before, after),
    )
    read: list[Figure] = []
    for number in range(len(found)):
        read.append(reader.figure(number, read[-1] if read else None))
    return tuple(read)


@dataclass(frozen=True, slots=True)
class _Reader:
    """A sentence with all that is read from it, to be put together figure by figure."""

    sentence: str
    words: tuple[Token, ...]
    quantities: tuple[Quantity, ...]
    events: dict[int, Event]
    scopes: tuple[Scope, ...]
    said: tuple[Attribution, ...]

    def figure(self, number: int, previous: Figure | None) -> Figure:
        quantity = self.quantities[number]
        stop = self._stop(number)
        phrase = self._counted(quantity, stop)
        what = role(self.words, self.events, quantity.kind, quantity.first, phrase, stop)
        start, end = self.words[quantity.first].start, self.words[quantity.last - 1].end
        speaker, relayed = self._speaker(start, end)
        read = Figure(
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
            speaker=speaker,
            relayed=relayed,
            scope=self._scope(quantity),
            as_of=self._as_of(quantity),
            also=what.also,
            events=expanded(event.event for event in self.events.values()),
            parts=quantity.parts,
        )
        return self._continued(read, quantity, previous)

    def _stop(self, number: int) -> int:
        """Where the next figure begins; durations and dates in between belong to this one."""
        for later in self.quantities[number + 1 :]:
            if later.kind not in ("duration", "date", "time", "age", "ordinal"):
                return later.first
        return len(self.words)

    def _counted(self, quantity: Quantity, stop: int) -> Counted:
        if quantity.kind not in _COUNTING:
            return Counted(None, frozenset(), frozenset(), quantity.last)
        phrase = counted(self.words, self.events, quantity.last, stop)
        if phrase.text is not None or quantity.kind != "count":
            return phrase
        among = lower_at(self.words, phrase.end) in ("among", "amongst", "of") and phrase.head
        if among:
            group = counted(self.words, self.events, phrase.end + 1, stop)
            return phrase._replace(text=group.text, end=group.end)
        return phrase._replace(text=counted_before(self.words, self.events, quantity.first))

    def _speaker(self, start: int, end: int) -> tuple[str | None, str | None]:
        covering = [said for said in self.said if said.start <= start and end <= said.end]
        return (covering[-1].speaker, covering[-1].relayed) if covering else (None, None)

    def _scope(self, quantity: Quantity) -> str | None:
        others = [q.first for q in self.quantities if q.kind not in ("duration", "date")]
        near = scope_of(self.words, self.scopes, quantity.first, quantity.last, others)
        return ", ".join(scope.text for scope in sorted(near, key=lambda s: s.first)) or None

    def _as_of(self, quantity: Quantity) -> str | None:
        """ "as of Friday", "as at 5 November": when the sentence says that its figures hold."""
        words = self.words
        for at in range(len(words) - 2):
            if words[at].lower == "as" and words[at + 1].lower in ("of", "at"):
                found = date(words, at + 2)
                if found is not None and at + 2 != quantity.core:
                    return self.sentence[words[at + 2].start : words[found.end - 1].end]
        return None

    def _continued(self, read: Figure, quantity: Quantity, previous: Figure | None) -> Figure:
        """A figure that goes on from the one before: "and three women", "including 12 children"."""
        if previous is None or read.kind != "count" or previous.kind != "count":
            return read
        parts = lower_at(self.words, quantity.last) == "of" and lower_at(self.words, quantity.last + 1)
        joined = lower_at(self.words, quantity.first - 1) in ("and", ",", "including", "plus", "or")
        if not read.role and (joined or parts in ("them", "whom", "which")):
            read = replace(read, role=previous.role, also=previous.also)
        if read.counted is None and read.role:
            return replace(read, counted=previous.counted)
        return read
