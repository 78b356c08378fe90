"""How people are called: the country and the office before a name, as the articles have them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rag.named import mentioned
from rag.names import TITLES, same_name, spans
from rag.nations import nation_at
from rag.nouns import is_person_or_agent
from rag.roles import singular
from rag.tokens import Token, lower_at, tokens, word_set
from rag.vocabulary import Source

OFFICES = word_set(
    """
    president chancellor king queen governor mayor ambassador lawmaker senator minister judge pope
    general prosecutor analyst spokesman spokeswoman spokesperson
    """
)
_LINK = re.compile(r"\s(of|for|at|in|to|from|by|with|who|which|whose|that|after|before)\s")
_RELATIONS = word_set(
    """
    friend wife husband brother sister son daughter mother father neighbour neighbor colleague widow
    partner cousin uncle aunt lawyer
    """
)
_ONE = dict.fromkeys(("spokesman", "spokeswoman"), "spokesperson")
_REMEMBERED = 64  # articles whose people are kept
_NATION = 3  # words that the name of a country may have


class Styled(NamedTuple):
    """A name with the country and the offices that stand right before it, where they do."""

    name: str
    nation: str | None
    offices: frozenset[str]


def miscalled(text: str, sources: Sequence[Source]) -> str | None:
    """Why a name is called what no cited article calls it: another country's, another office.

    "South Korean President Zelenskyy", where the articles have a Ukrainian one.
    """
    for called in styled(text):
        known = [
            other
            for source in sources
            for other in styled(source.citation.document.text)
            if same_name(called.name, other.name)
        ]
        nations = {other.nation for other in known if other.nation is not None}
        if called.nation is not None and nations and called.nation not in nations:
            return f"the articles do not call {called.name} that: another country's"
        offices = frozenset().union(*(other.offices for other in known))
        if called.offices and offices and not called.offices & offices:
            return f"the articles do not call {called.name} {', '.join(sorted(called.offices))}"
    return None


def styles(word: str, name: str, article: str) -> bool:
    """Whether an article says of the named that they are so: "Jonas Petrie, a bus driver"."""
    called = re.escape(name)
    after = rf"\b{called}, (?:(?:an?|the|its|his|her|their) )?([^,.;:]+)[,.;:]"
    before = rf"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er) ((?:[\w’'-]+ ){{0,3}}[\w’'-]+),? {called}\b"
    said = [*re.findall(after, article), *re.findall(before, article)]
    return any(_is_style(words.lower(), word.lower()) for words in said)


def _is_style(style: str, word: str) -> bool:
    """Whether "city mayor of Brennick" has a word and tells what somebody is, not whose friend."""
    head, _, rest = (*_LINK.split(style, maxsplit=1), "", "")[:3]
    words = head.split()
    if not words or not is_person_or_agent(singular(words[-1])):
        return False
    of_them = words if words[-1] in _RELATIONS else [*words, *rest.split()]
    return word in of_them


@lru_cache(maxsize=_REMEMBERED)
def styled(text: str) -> tuple[Styled, ...]:
    """The names of a text that have an office before them."""
    return tuple(_styled(text, tokens(text)))


def _styled(text: str, words: Sequence[Token]) -> Iterator[Styled]:
    for first, end in spans(words):
        at = first
        while lower_at(words, at - 1) in TITLES and at > 0:
            at -= 1
        offices = frozenset(
            _ONE.get(lower_at(words, n), lower_at(words, n)) for n in range(at, first)
        )
        offices &= OFFICES
        if offices:
            name = text[words[first].start : words[end - 1].end]
            yield Styled(name, _nation_before(words, at), offices)


def _nation_before(words: Sequence[Token], end: int) -> str | None:
    end -= lower_at(words, end - 1) in ("'s", "’s")
    for at in range(max(0, end - _NATION), end):
        found = nation_at(words, at)
        if found is not None and found[1] == end:
            return found[0]
    return None


def described(name: str, source: Source) -> bool:
    """Whether a source speaks of the named by its kind: "the hotel", the one hotel of its article.

    Only where the article names it before, and names no other with that word.
    """
    document, sentence = source.citation.document, source.citation.sentence
    if not any(same_name(name, other) for other in mentioned(document.text[: sentence.start])):
        return False
    for word in name.split():
        alike = [other for other in mentioned(document.text) if word in other.split()]
        spoken_of = re.search(rf"\b[Tt]he {re.escape(word.lower())}\b", source.text)
        if spoken_of and all(same_name(name, other) for other in alike):
            return True
    return False
