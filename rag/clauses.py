"""The event that governs a count: the verb after its noun, or the verb or noun before it."""

from collections.abc import Mapping, Sequence

from rag.event_words import FATES, NOT, is_participle
from rag.events import Event, expanded
from rag.tokens import Token, lower_at, word_set
from rag.verbs import AUXILIARIES, LEVELS, PASSIVE, SAYING, is_past, stem

_REACH = 16  # words between a count and its event
_SUBJECT_REACH = 24  # "the death toll from the sinking of a ferry off the island ... rose to 17"

CLAUSE_ENDS = word_set("; : . ? ! but while although though because whereas if unless") | frozenset(
    '"“”«»'
)
PREPOSITIONS = word_set(
    """
    in on at by of for from with about over under after before since until than to into onto between
    among across near during through against as per within without toward towards while when where
    because although though if unless amid inside outside off via despite like behind beyond around
    along alongside up down out above below ahead
    """
)
_BLOCKED = word_set(
    """
    in at across on near within during before for with under against through than as among after
    since until by into around beyond
    """
)
# Verbs that hold a place for the real event: "suffered injuries", "are believed dead".
_LIGHT = word_set(
    """
    suffer sustain report believ fear leav find tak becom declar confirm estimat say think know feel
    mak giv presum consider list remain go hav see includ expect receiv pronounc
    """
)
_RELATIVE = word_set("up down higher lower above below ahead")
_DIRECTIONS = ("rose", "fell")
_MEASURED = ("profit", "revenue", "deficit", "surplus", "earned", "spent", "lost")
_SUBORDINATE = word_set(", and to when after before as until since where because if")
_TIMES = word_set(
    """
    day days week weeks month months year years hour hours night weekend morning afternoon evening
    yesterday today
    """
)
_DETERMINERS = word_set("the a an another its their his her our other just only total")

Events = Mapping[int, Event]


def predicate(
    words: Sequence[Token], found: Events, at: int, stop: int
) -> tuple[frozenset[str], frozenset[str]]:
    """The event of what follows a noun phrase that ends at a token, and of a participle between.

    "one soldier captured by Ukraine died": he died, and he was captured.
    """
    passive, also, fallback, denied, here = False, frozenset[str](), "", False, at
    while here < min(stop, at + _REACH):
        here = _past_aside(words, found, here, stop)
        word, event = words[here].lower, found.get(here)
        if word in CLAUSE_ENDS or word in _SUBORDINATE:
            break
        denied = denied or word in ("not", "never") or word.endswith("n't")
        if event is not None and _undergone(words, event, passive, here == at):
            happened, here = _joined(words, found, event, stop)
            happened = frozenset(NOT + event for event in happened) if denied else happened
            if passive or also or "t" not in event.uses:
                return happened, also
            also = happened
            continue
        if (event is not None and "t" in event.uses) or word in SAYING - {"reported"}:
            break
        passive = word in PASSIVE or (passive and not is_past(word))
        if event is None and not fallback and _is_generic(words, here):
            fallback = stem(word)
        here += 1
    generic = frozenset((fallback,)) if fallback and fallback not in _LIGHT else frozenset[str]()
    return (also or generic), frozenset()


def _past_aside(words: Sequence[Token], found: Events, comma: int, stop: int) -> int:
    """Over an aside between commas: "ten men, aged between 26 and 40, were detained"."""
    if words[comma].text != ",":
        return comma
    for at in range(comma + 1, min(stop - 1, comma + _REACH)):
        if words[at].text == "," or words[at + 1].text in CLAUSE_ENDS:
            after = found.get(at + 1)
            resumed = words[at + 1].lower in AUXILIARIES or (after and "i" in after.uses)
            return at + 1 if resumed else comma
    return comma


def _is_generic(words: Sequence[Token], at: int) -> bool:
    """Whether a word outside the stock of events is a verb: a past form, or after an auxiliary."""
    word = words[at]
    if at and word.text[0].isupper():
        return False  # "did Strand say": a name
    if not word.is_word or word.lower in PREPOSITIONS | AUXILIARIES or word.lower.endswith("ly"):
        return False
    if word.lower in ("more", "less", "no", "the", "a", "an", "it", "they", "he", "she", "all"):
        return False
    return is_past(word.lower) or lower_at(words, at - 1) in AUXILIARIES - PASSIVE - {"'s"}


def _undergone(words: Sequence[Token], event: Event, passive: bool, adjacent: bool) -> bool:
    """Whether the subject undergoes the event: "were killed", "died", "killed in", "dead"."""
    word = words[event.first].lower
    if "a" in event.uses and word in _RELATIVE:
        return adjacent
    if "i" in event.uses or event.uses == "a":
        return True
    if "t" not in event.uses or not is_participle(word):
        return False
    return passive or not _has_object(words, event.last)


def _has_object(words: Sequence[Token], at: int) -> bool:
    """Whether a noun phrase follows a verb: then its subject did it and did not suffer it."""
    word = lower_at(words, at)
    if not word or not word[0].isalnum() or word in PREPOSITIONS or word.endswith(("ly", "day")):
        return False
    if word in ("and", "or", "who", "that", "which"):
        return False
    return not any(token.lower in _TIMES for token in words[at : at + 4])


def _joined(
    words: Sequence[Token], found: Events, event: Event, stop: int
) -> tuple[frozenset[str], int]:
    """The event with those joined to it, and the token after: "killed, wounded or captured"."""
    classes, end = {event.event}, event.last
    while end < stop and lower_at(words, end) in ("or", "and", ",", "/"):
        after = end + 1
        while lower_at(words, after) in AUXILIARIES | {"or", "and", "seriously", "badly"}:
            after += 1
        joined = found.get(after)
        if (
            joined is None
            or after >= stop
            or joined.event not in FATES
            or _counts(words, joined.last)
        ):
            break
        classes.add(joined.event)
        end = joined.last
    return expanded(classes), end


def _counts(words: Sequence[Token], at: int) -> bool:
    """Whether an event has a count of its own: "12 people died and injured 30"."""
    return lower_at(words, at)[:1].isdigit() or lower_at(words, at) in (
        "at",
        "about",
        "around",
        "more",
    )


def governor(words: Sequence[Token], found: Events, kind: str, first: int) -> frozenset[str]:
    """The event of what stands before a quantity: "killed 12", "death toll of 45"; else empty."""
    before = first - 1
    while lower_at(words, before) in _DETERMINERS:
        before -= 1
    preposition = lower_at(words, before)
    if preposition in ("by", "to") and lower_at(words, before - 1) == ",":
        before -= 2
    by = preposition == "by" and any(
        event.event in _DIRECTIONS for event in _left(words, found, before)
    )
    level = preposition == "at" and any(
        stem(token.lower) in ("stand", "put", "remain", "estimat")
        for token in words[max(0, before - _REACH // 2) : before]
    )
    if kind == "count" and preposition in _BLOCKED and not (by or level):
        return frozenset()
    if kind in ("percent", "fraction", "money", "multiple"):
        return _movement(_left(words, found, before))
    moved: frozenset[str] = frozenset()
    for event in _left(words, found, before):
        if event.event in _DIRECTIONS and not (by and kind == "count"):
            moved = moved or frozenset((event.event,))
        elif preposition != "of" or _takes_of(words, event) or event.last < before:
            return _joined_before(words, found, event)
        else:
            break
    return moved


def _movement(left: Sequence[Event]) -> frozenset[str]:
    """Where an amount went and of what: "revenue fell to"; else the nearest event."""
    moved = [event.event for event in left if event.event in _DIRECTIONS][:1]
    measured = [event.event for event in left if event.event in _MEASURED]
    return frozenset(moved + measured) or frozenset(event.event for event in left[:1])


def _takes_of(words: Sequence[Token], event: Event) -> bool:
    """ "the capture of two", "the lives of 30"; but "accused of 12" does not accuse the 12."""
    return "n" in event.uses or words[event.last - 1].lower in ("lives", "life")


def _left(words: Sequence[Token], found: Events, before: int) -> list[Event]:
    """The events to the left within the clause, nearest first; a verb outside the stock ends it."""
    seen: list[Event] = []
    reach = max(-1, before - _SUBJECT_REACH)
    here = before
    while here > reach:
        word, event = words[here].lower, _ending(found, here + 1)
        if word in CLAUSE_ENDS or word in SAYING or word in ("that", "which", "who", "and", ","):
            break
        if event is not None and _is_thing(words, event):
            here = event.first
        elif event is not None and (event.uses != "a" or here == before):
            seen.append(event)
            here = event.first
        elif event is None and _is_generic(words, here) and stem(word) not in LEVELS | _LIGHT:
            seen.append(Event(here, here + 1, stem(word), "t"))
            break
        here -= 1
    return seen


def _is_thing(words: Sequence[Token], event: Event) -> bool:
    """ "a back three": a verb's plain form after an article is no verb."""
    plain = event.uses == "t" and not is_participle(words[event.first].lower)
    return plain and lower_at(words, event.first - 1) in _DETERMINERS


def _ending(found: Events, end: int) -> Event | None:
    """The event whose last token stands just before `end`; none is longer than six tokens."""
    events = (found.get(first) for first in range(end - 1, end - 7, -1))
    return next((event for event in events if event is not None and event.last == end), None)


def _joined_before(words: Sequence[Token], found: Events, event: Event) -> frozenset[str]:
    """The event with those joined to it on its left: "killed or wounded 30"."""
    classes = {event.event}
    here = event.first - 1
    while lower_at(words, here) in ("or", "and", "/", ","):
        joined = _ending(found, here)
        if joined is None or joined.event not in FATES:
            break
        classes.add(joined.event)
        here = joined.first - 1
    return expanded(classes)
