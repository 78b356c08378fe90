"""What a figure counts and what happened to it: killed is not wounded, North is not South Korean.

There is no grammar here, only the order of words: a count's noun follows it; its event is the
verb after that noun ("300 soldiers were killed"), else the verb or noun before the count ("killed
300 soldiers", "the death toll rose to 300"). Where neither is near, the role stays unknown.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rag.clauses import CLAUSE_ENDS, PREPOSITIONS, governor, predicate
from rag.event_words import FATES, NOT, is_participle
from rag.events import Event, expanded, gives_level
from rag.nations import nation_at
from rag.number_words import NUMBER_WORDS
from rag.numbers import Quantity
from rag.tokens import Token, glued, lower_at, tokens, word_set
from rag.verbs import AUXILIARIES, LEVELS, PAST, SAYING, is_past, is_verb, stem

_REACH = 16  # words between a count and its group
_NOUNS = 6  # words in the noun phrase after a count

_STOPS = PREPOSITIONS | word_set(
    """
    aged next last overnight worldwide nationwide abroad alone together
    the a an and or but nor so yet that which who whom whose it its he she they we you i him her
    them us his their our your my this these those there here not no also then now only just each
    every both either neither all more less most least ago later earlier old today yesterday
    tomorrow still already
    """
)
_MODIFIERS = word_set(
    """
    more other additional further extra new separate different same fewer such of the its their his
    her our these those all senior junior former full
    """
)
_CLOSING_QUOTES = frozenset("”\"’'")
_HEADS = word_set("number toll total count figure tally")
_SAME_SINGULAR = word_set("people series species police news aircraft premises")
_SINGULARS = {"men": "man", "women": "woman", "children": "child", "lives": "life"} | {
    "wives": "wife",
    "knives": "knife",
    "thieves": "thief",
    "wolves": "wolf",
    "calves": "calf",
    "loaves": "loaf",
    "halves": "half",
    "shelves": "shelf",
    "hooves": "hoof",
}

_MOVEMENTS = {"rose", "fell", f"{NOT}rose", f"{NOT}fell"}
_HAPPENING = ("count", "percent", "fraction", "money", "multiple", "measure", "date")

Events = Mapping[int, Event]


class Counted(NamedTuple):
    """What a count counts ("north korean soldier") and the events that its own words name.

    `head` is the event the phrase is about ("3,000 casualties"), `also` what its adjectives add
    ("two captured soldiers"); `end` is the token after the phrase.
    """

    text: str | None
    head: frozenset[str]
    also: frozenset[str]
    end: int


class Role(NamedTuple):
    """What happened to what is counted, and what else the sentence says happened to the same."""

    events: frozenset[str]
    also: frozenset[str]


def counted(words: Sequence[Token], found: Events, at: int, stop: int) -> Counted:
    """The noun phrase that begins at a token and ends before `stop`."""
    nouns: list[str] = []
    also: list[str] = []
    while at < stop and lower_at(words, at) in _MODIFIERS | _CLOSING_QUOTES:
        at += 1
    if lower_at(words, at) == "who":
        return Counted("people", frozenset(), frozenset(), at)
    while at < stop and len(nouns) < _NOUNS:
        event = found.get(at)
        group = nation_at(words, at)
        if group is not None:
            if nouns and words[at - 1].text.islower():
                break
            nouns.append(singular(" ".join(token.lower for token in words[at : group[1]])))
            at = group[1]
        elif event is not None and _qualifies(words, event, stop):
            also.append(event.event)
            at = event.last
        elif _joins(words, at, bool(nouns)):
            at += 1
        elif (event is not None and not {"n", "p"} & set(event.uses)) or _ends_phrase(
            words, at, bool(nouns)
        ):
            break
        else:
            nouns.append(words[at].lower)
            at += 1
    return _phrase(found, nouns, also, at)


def _qualifies(words: Sequence[Token], event: Event, stop: int) -> bool:
    """Whether an event word stands as an adjective: "two captured North Korean soldiers"."""
    if not ("a" in event.uses or ("t" in event.uses and is_participle(words[event.first].lower))):
        return False
    after = words[event.last] if event.last < stop else None
    if after is None or not after.is_word or after.lower in _STOPS or gives_level(after):
        return False
    return nation_at(words, event.last) is not None or not after.is_capitalised


def _joins(words: Sequence[Token], at: int, begun: bool) -> bool:
    """A hyphen inside a compound, or the 's of a group."""
    joined = words[at].text in ("-", "‑") and glued(words, at) and glued(words, at + 1)
    return (
        joined or (words[at].is_numeral and glued(words, at)) or (words[at].lower == "'s" and begun)
    )


def _ends_phrase(words: Sequence[Token], at: int, begun: bool) -> bool:
    token = words[at]
    if begun and token.is_capitalised and words[at - 1].text.islower():
        return True
    if not token.is_word or token.lower in _STOPS or token.lower in AUXILIARIES:
        return True
    if at and words[at - 1].text == "-" and glued(words, at):
        return False
    if not begun:
        promised = is_past(token.lower) and lower_at(words, at + 1) in PREPOSITIONS
        return promised or token.lower in PAST or token.lower in NUMBER_WORDS
    late = (
        token.lower.endswith(("ly", "ing"))
        or token.lower in SAYING
        or is_verb(token.lower)
        or stem(token.lower) in LEVELS - {"number", "total", "top", "pass"}
    )
    return late and token.lower not in (
        "family",
        "ally",
        "building",
        "being",
        "meeting",
        "painting",
    )


def _phrase(found: Events, nouns: list[str], also: list[str], end: int) -> Counted:
    event = found.get(end - 1) if nouns else None
    if event is not None and "p" in event.uses:
        also.append(event.event)
    head = event.event if event is not None and "n" in event.uses else None
    if head in FATES:
        nouns = nouns[:-1]
    text = " ".join([*nouns[:-1], singular(nouns[-1])]) if nouns else None
    return Counted(text, expanded((head,) if head else ()), expanded(also), end)


def singular(noun: str) -> str:
    """The singular of a lower-case English noun: soldiers, women, casualties."""
    if noun in _SINGULARS:
        return _SINGULARS[noun]
    if noun in _SAME_SINGULAR or noun.endswith(("ss", "us", "is", "ese", "ish")) or len(noun) < 4:
        return noun
    if noun.endswith("men") and len(noun) > 5:
        return noun[:-2] + "an"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "xes", "ches", "shes")):
        return noun[:-2]
    return noun.removesuffix("s")


def plural(counted: str) -> str:
    """What is counted, for a reader: "North Korean soldiers" for "north korean soldier"."""
    noun = {single: many for many, single in _SINGULARS.items()}.get(_head(counted), "")
    if not noun:
        noun = _head(counted)
        noun = noun if noun in _SAME_SINGULAR or noun.endswith("s") else noun + "s"
        noun = noun[:-2] + "ies" if noun.endswith("ys") and noun[-3] not in "aeiou" else noun
    words = tokens(f"{counted.rpartition(' ')[0]} {noun}".strip().title())
    return " ".join(
        token.text if _in_nation(words, at) else token.lower for at, token in enumerate(words)
    )


def _head(counted: str) -> str:
    return counted.rpartition(" ")[2]


def _in_nation(words: Sequence[Token], at: int) -> bool:
    spans = ((first, nation_at(words, first)) for first in range(max(0, at - 3), at + 1))
    return any(group is not None and group[1] > at for _, group in spans)


def counted_before(words: Sequence[Token], found: Events, at: int) -> Counted | None:
    """The group named before its count: "casualties among Russian soldiers surpassed 3,000"."""
    for head in range(at - 2, max(-1, at - _REACH), -1):
        if lower_at(words, head) in CLAUSE_ENDS:
            return None
        event = found.get(head)
        named = lower_at(words, head) in _HEADS or (event is not None and "n" in event.uses)
        if named and lower_at(words, head + 1) in ("among", "of", "amongst"):
            return counted(words, found, head + 2, at)
    return None


def role(
    words: Sequence[Token], found: Events, quantity: Quantity, phrase: Counted, stop: int
) -> Role:
    """What happened to a quantity whose noun phrase is known; the next figure is at `stop`."""
    if quantity.kind not in _HAPPENING:
        return Role(frozenset(), frozenset())
    if phrase.head and quantity.kind == "count":
        return Role(phrase.head, phrase.also)
    after, also = predicate(words, found, phrase.end, stop)
    if quantity.kind == "count":
        after = after - _MOVEMENTS
    main = after or governor(words, found, quantity.kind, quantity.first)
    return Role(phrase.head | main, (phrase.also | also) - main)
