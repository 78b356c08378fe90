"""Who does something: "Seoul said that Moscow sent troops" does not say that Seoul sent any."""

from collections.abc import Iterator, Sequence

from rag.names import same_or_state, spans
from rag.nations import states
from rag.tokens import Token, lower_at, tokens, word_set
from rag.verbs import AUXILIARIES, PASSIVE, SAYING, is_past, stem

# Not in PAST, by which other rules tell a verb from what is counted.
_PAST = {
    "sent": "send",
    "built": "build",
    "sold": "sell",
    "bought": "buy",
    "won": "win",
    "lost": "lose",
    "left": "leave",
    "shot": "shoot",
    "began": "begin",
}
# Without an object they are passive: "troops sent to Oslo" are sent by others.
_NEED_AN_OBJECT = word_set("sent built sold bought shot")
_WITHOUT_ONE = word_set("to from into for")
_BETWEEN = AUXILIARIES | word_set("also reportedly then now not never already")
_PREPOSITIONS = word_set(
    "of from in on at to for with by near against about over under through between among into than"
)
_ENDS_A_NAME = _PREPOSITIONS | word_set("who which that while when as after before but if where")
_LONGEST_NAMED = 8  # tokens, with nation and title


def another_actor(claim: str, sources: Sequence[str]) -> str | None:
    """Why a claim has somebody do what the sources have only others do; None where they may not.

    Only names that stand right before their verbs count, or after "by", and only where each source
    that has the verb has such a name there.
    """
    there = [tokens(source) for source in sources]
    mine = tokens(claim)
    for at, word in enumerate(mine):
        verb = _verb(word.lower)
        own = _actors(mine, at) if verb is not None else ()
        if not own:
            continue
        told = [
            _actors(words, other)
            for words in there
            for other, token in enumerate(words)
            if _stem(token.lower) == verb and not _is_done_by_nobody(words, other)
        ]
        if told and all(actors and _exclude(own, actors) for actors in told):
            others = ", ".join(dict.fromkeys(name for actors in told for name in actors))
            return f"the sources say this of {others}, not of {', '.join(own)}: {word.text}"
    return None


def _verb(word: str) -> str | None:
    """What the forms of a verb of doing share; None for other words."""
    if word in SAYING or word in AUXILIARIES or not (word in _PAST or is_past(word)):
        return None
    return _stem(word)


def _stem(word: str) -> str:
    return stem(_PAST.get(word, word))


def _is_done_by_nobody(words: Sequence[Token], verb: int) -> bool:
    """Whether a verb says of something that it was done, and not by whom."""
    after = lower_at(words, verb + 1)
    if after == "by":
        return False
    passive = lower_at(words, _first_between(words, verb)) in PASSIVE
    return passive or (words[verb].lower in _NEED_AN_OBJECT and after in _WITHOUT_ONE)


def _first_between(words: Sequence[Token], verb: int) -> int:
    """Where what stands between a name and its verb begins, up to an auxiliary of the passive."""
    before = verb
    while lower_at(words, before - 1) in _BETWEEN or lower_at(words, before - 1).endswith("ly"):
        before -= 1
        if words[before].lower in PASSIVE:
            break
    return before


def _actors(words: Sequence[Token], verb: int) -> tuple[str, ...]:
    """The names beside a verb that say who does it; empty where that is not sure."""
    before = _first_between(words, verb)
    if lower_at(words, before) in PASSIVE:
        return _names_after_by(words, verb + 1)
    return tuple(_names_up_to(words, before))


def _names_up_to(words: Sequence[Token], end: int) -> Iterator[str]:
    """The name that ends before a token, and those joined to it by "and"."""
    named = {last: first for first, last in spans(words)}
    while end in named:
        first = named[end]
        start = first - (lower_at(words, first - 1) == "the")
        if lower_at(words, start - 1) in _PREPOSITIONS:
            return
        yield " ".join(token.text for token in words[first:end])
        if lower_at(words, start - 1) not in ("and", ","):
            return
        end = start - 1


def _names_after_by(words: Sequence[Token], by: int) -> tuple[str, ...]:
    """Who it is done by: in "by the Russian leader Ann Roe and Oslo" Ann Roe and Oslo."""
    if lower_at(words, by) != "by":
        return ()
    named = dict(spans(words))
    found: list[str] = []
    joined = True
    at = by + 1
    while at < min(len(words), by + 1 + _LONGEST_NAMED):
        if at in named:
            name = " ".join(token.text for token in words[at : named[at]])
            found = [*found, name] if joined else [*found[:-1], name]
            at, joined = named[at], False
            continue
        word = words[at].lower
        if word in _ENDS_A_NAME or not word.isalpha():
            break
        joined = joined or word == "and"
        at += 1
    return tuple(found)


def _exclude(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether none of the one are among the others: states with states, people with people."""
    return all(
        not same_or_state(one, other) and bool(states(one)) == bool(states(other))
        for one in some
        for other in others
    )
