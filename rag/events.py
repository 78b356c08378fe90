"""The event words of a sentence: single words, "death toll", "took their own lives"."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rag.event_words import EVENT_WORDS, EventWord
from rag.number_words import NUMBER_WORDS
from rag.tokens import Token, glued, lower_at, tokens, word_set
from rag.verbs import AUXILIARIES, LEVELS, is_past, stem

_PHRASES = {
    ("death", "toll"): EventWord("killed", "n"),
    ("shot", "dead"): EventWord("killed", "t"),
    ("laid", "off"): EventWord("dismissed", "t"),
    ("lay", "off"): EventWord("dismissed", "t"),
    ("taken", "prisoner"): EventWord("captured", "t"),
    ("taken", "captive"): EventWord("captured", "t"),
    ("taken", "hostage"): EventWord("captured", "t"),
    ("took", "prisoner"): EventWord("captured", "t"),
    ("shot", "down"): EventWord("destroyed", "t"),
    ("voted", "against"): EventWord("opposed", "i"),
    ("votes", "against"): EventWord("opposed", "i"),
    ("voted", "for"): EventWord("supported", "i"),
    ("voted", "in"): EventWord("supported", "i"),
    ("votes", "for"): EventWord("supported", "i"),
    ("tested", "positive"): EventWord("infected", "i"),
    ("testing", "positive"): EventWord("infected", "i"),
    ("committed", "suicide"): EventWord("suicide", "i"),
    ("commit", "suicide"): EventWord("suicide", "i"),
}
_OTHERWISE = frozenset(("toll", word) for word in ("road", "roads", "bridge", "booth", "booths"))
_AFTER_THE_DEAD = word_set("at to in and or on from among after since")
_BODIES = ("body", "bodies")
_CORPSES = frozenset(
    stem(word)
    for word in word_set(
        """
        recover recovered find found pull pulled mortuary morgue bring brought retrieve retrieved
        bury buried exhume exhumed identify identified wash washed float floating rubble wreck
        grave graves coffin coffins lay lie lying discover discovered autopsy
        """
    )
)
_LIVES = {"claim": "t", "cost": "t", "tak": "t", "took": "t", "los": "i", "lost": "i"}
_LEAVING = word_set(
    "left leave leaving fled flee fleeing abandoned driven forced chased ordered told"
)
_HOMES = word_set("home homes house houses")
_OWN = word_set("their his her from out of to leave flee abandon the")
_REFLEXIVE = word_set("himself herself itself themselves")


class Event(NamedTuple):
    """An event word at the tokens [first, last): its class and its uses, see EventWord."""

    first: int
    last: int
    event: str
    uses: str


def events(words: Sequence[Token]) -> dict[int, Event]:
    """The event words of a sentence by the token they begin at."""
    found: dict[int, Event] = {}
    at = 0
    while at < len(words):
        event = _event_at(words, at)
        if event is not None:
            found[at] = event
        at = event.last if event else at + 1
    return found


def events_in(text: str) -> frozenset[str]:
    """What a text tells of, by the classes of its event words."""
    return frozenset(event.event for event in events(tokens(text)).values())


def expanded(classes: Iterable[str]) -> frozenset[str]:
    """The classes with casualties spelled out: they are the killed and the wounded."""
    names = frozenset(classes)
    return names - {"casualties"} | {"killed", "wounded"} if "casualties" in names else names


def _event_at(words: Sequence[Token], at: int) -> Event | None:
    pair = (words[at].lower, lower_at(words, at + 1))
    if (lower_at(words, at - 1) == "-" and glued(words, at)) or pair in _OTHERWISE:
        return None
    if pair in _PHRASES:
        return Event(at, at + 2, *_PHRASES[pair])
    if (told := _lives(words, at) or _homes(words, at)) is not None:
        return told
    known = EVENT_WORDS.get(words[at].lower)
    if known is None or (words[at].lower in _BODIES and not _is_corpse(words)):
        return None
    if known.event == "killed" and pair[1] in _REFLEXIVE:
        return Event(at, at + 2, "suicide", "i")
    uses = "an" if known.uses == "a" and _stands_alone(words, at) else known.uses
    return Event(at, at + 1, known.event, uses)


def _is_corpse(words: Sequence[Token]) -> bool:
    """Whether the bodies of a sentence are the dead: bodies also decide, meet and regulate."""
    return any(stem(token.lower) in _CORPSES for token in words)


def _stands_alone(words: Sequence[Token], at: int) -> bool:
    """Whether an adjective is used as a noun: "the number of dead", "the missing"."""
    after = words[at + 1] if at + 1 < len(words) else None
    counted = after is None or not after.is_word or after.lower in _AFTER_THE_DEAD
    counted = counted or (after is not None and gives_level(after))
    return lower_at(words, at - 1) in ("of", "the") and counted


def gives_level(word: Token) -> bool:
    """Whether a word is the verb of what stands before it, not a noun that it qualifies.

    "the number of dead stands at 38", "the injured were taken away".
    """
    return word.lower in AUXILIARIES or stem(word.lower) in LEVELS or is_past(word.lower)


def _homes(words: Sequence[Token], at: int) -> Event | None:
    """ "left their homes", "driven from their homes"; "ordered to leave" is an evacuation."""
    end = at + 1
    if words[at].lower not in _LEAVING:
        return None
    while lower_at(words, end) in _OWN:
        end += 1
    between = {token.lower for token in words[at + 1 : end]}
    if lower_at(words, end) in _HOMES and between & {"their", "his", "her", "from"}:
        return Event(at, end + 1, "displaced", "i")
    if words[at].lower in ("ordered", "told") and between >= {"to", "leave"}:
        return Event(at, end, "evacuated", "i")
    return None


def _lives(words: Sequence[Token], at: int) -> Event | None:
    """ "claimed the lives of 30", "30 lost their lives"; "took their own lives" is suicide."""
    use = _LIVES.get(stem(words[at].lower))
    if use is None:
        return None
    ahead = [token.lower for token in words[at + 1 : at + 5]]
    if use == "t" and "lives" in ahead:
        between = words[at + 1 : at + 1 + ahead.index("lives")]
        if any(t.is_numeral or t.lower in NUMBER_WORDS for t in between):
            return Event(at, at + 1, "killed", "t")  # "cost five lives"
    for step, word in enumerate(ahead):
        if word in ("lives", "life"):
            own = "own" in ahead[:step]
            return Event(at, at + step + 2, "suicide" if own else "killed", "i" if own else use)
        if word[0].isdigit() or not word[0].isalpha():
            return None
    return None
