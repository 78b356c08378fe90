"""Whom or what a question names: an event that whole articles are about, or something within it."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from index.vocabulary import Document, Evidence
from rag.lands import is_of_a_land
from rag.names import BODIES, TITLES, fold, names, same_name, unknown_names
from rag.nations import states
from rag.speakers import speakers
from rag.spelling import may_be_misspelt

_REMEMBERED = 256  # articles whose names are kept
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+|\n+")  # near enough to count mentions
_OPENS = re.compile(
    rf"\W*(?:(?i:{'|'.join(sorted(TITLES))})\s+)*"
    r"(?P<name>[A-Z][\w-]+(?:\s+[A-Z][\w-]+){0,3})\b(?![’'])",
)
_TOPIC = 3  # mentions that make a name a topic of an article
_BEGINNING = 300  # characters, in which an article says what it is about
# Of 264 pairs of articles on one subject 248 share two names, of 18,500 on different ones 120.
_SAME_MATTER = 2
_BEST = 8  # pieces of evidence that tell whether a library speaks of one matter to a question
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]*")
_ALIKE = 4  # first letters of words that may be short for each other: Barca, Barcelona
_SHORT = 200  # characters, one mention in which is as good


def particular(question: str, documents: Iterable[Document]) -> tuple[str, ...]:
    """The names in a question that no article is about, states apart.

    Figures of an article about the Star are of the Star without saying so each time; one of a
    hospital that the articles mention once has to stand beside its name.
    """
    known = tuple(documents)
    return tuple(
        name
        for name in names(question)
        if not states(name) and not any(is_topic(name, d) for d in known)
    )


def unheard(question: str, documents: Iterable[Document]) -> tuple[str, ...]:
    """What a question names and no document has in any spelling.

    Beside a name that is there, one word alone may be no name at all: then it takes two, or a name
    of several words. States count where nothing else is named: they are called by many words.
    """
    known = tuple(documents)
    named = [name for name in names(question) if not states(name)]
    if not named:
        return _unheard_states(question, known)
    absent = named
    for document in known:
        # Most names stand there as they are asked about: to read an article's own takes longer.
        text = f"{document.title or ''} {document.text}".casefold() if absent else ""
        absent = [name for name in absent if name.casefold() not in text]
    there = [other for d in known for other in mentioned(d.text)] if absent else []
    words = {word for other in there for word in other.split()}
    new = [
        name
        for name in absent
        if not any(same_name(name, other) for other in there)
        and not is_of_a_land(name, words)
        and not all(may_be_misspelt(word, words) for word in name.split())
        and name.split("-")[0] not in words
    ]
    several = len(new) > 1 or any(" " in name for name in new)
    alone = len(new) == len(named) and not _only_opens(question, new)
    return tuple(new) if several or alone else ()


def _only_opens(question: str, found: Sequence[str]) -> bool:
    """Whether the one name found is the word that a question opens with: "Magnitude?"."""
    opening = re.match(r"\W*([\w-]+)(?![’']s)", question)
    return opening is not None and list(found) == [opening[1]] and not opening[1].isupper()


def _unheard_states(question: str, documents: Iterable[Document]) -> tuple[str, ...]:
    wanted = states(question)
    there = (states(f"{d.title or ''} {d.text}") for d in documents)
    if not wanted or any(wanted & own for own in there):
        return ()
    return names(question)


def of_the_named(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence without articles that have nothing of what a question names, if others have.

    Where an article is about Phillip Pama, what another says of somebody's curfew is no answer. One
    that shares names with those may report the same and call it otherwise.
    """
    wanted = [name for name in names(question) if not states(name)]
    documents = {item.document.name: item.document for item in evidence}
    having = {key for key, d in documents.items() if any(_has_a_word(n, d) for n in wanted)}
    if len(having) in (0, len(documents)):
        return list(evidence)
    if not any(is_topic(name, documents[key]) for name in wanted for key in having):
        return list(evidence)
    about = [documents[key] for key in having]
    return [
        item
        for item in evidence
        if item.document.name in having or is_on_the_matter(item.document, about, _SAME_MATTER)
    ]


def is_on_the_matter(document: Document, others: Iterable[Document], least: int = 1) -> bool:
    """Whether an article shares at least so many names with one of the others, states apart."""
    own = own_names(document)
    return any(
        document.name == other.name or len(own & own_names(other)) >= least for other in others
    )


def _has_a_word(name: str, document: Document) -> bool:
    """Whether an article has a name, a word like one of it, or what it may be short for."""
    text = f"{document.title or ''} {document.text}"
    if name.casefold() in text.casefold():
        return True
    words = _capitalised(document)
    own = [fold(word) for word in name.split() if word.lower() not in TITLES | BODIES]
    if any(word[:_ALIKE] in words for word in own):
        return True
    short = name.isupper() or " " in name
    return short and any(same_name(name, other) for other in mentioned(document.text))


@lru_cache(maxsize=_REMEMBERED)
def _capitalised(document: Document) -> frozenset[str]:
    text = f"{document.title or ''} {document.text}"
    return frozenset(fold(word)[:_ALIKE] for word in _CAPITALISED.findall(text))


def are_scattered(evidence: Sequence[Evidence]) -> bool:
    """Whether the best evidence stands in articles of which no half shares a name with one."""
    best = [item.document for item in evidence[:_BEST]]
    known = {document.name: document for document in best}
    together = (sum(is_on_the_matter(d, [one]) for d in best) for one in known.values())
    return max(together, default=0) < len(best) / 2


@lru_cache(maxsize=_REMEMBERED)
def own_names(document: Document) -> frozenset[str]:
    """The names in an article, countries and cities apart: half of all news shares those."""
    return frozenset(name for name in mentioned(document.text) if not states(name))


def speaks_of(wanted: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether texts have one of the names, in any spelling; true where no name is wanted."""
    there = tuple(texts)
    asked = tuple(wanted)
    return not asked or any(not unknown_names(name, there) for name in asked)


def about_the_named(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence without sentences that have no word of what only they could be about."""
    wanted = particular(question, {e.document.name: e.document for e in evidence}.values())
    return [e for e in evidence if speaks_of(wanted, beside(e))]


def beside(item: Evidence) -> tuple[str, ...]:
    """A piece of evidence with what stands before it and the title it stands under."""
    return (*(s.text for s in (*item.before, item.sentence)), item.document.title or "")


@lru_cache(maxsize=_REMEMBERED)
def mentioned(text: str) -> tuple[str, ...]:
    """The names in the sentences of an article, each as often as sentences have it."""
    return tuple(name for sentence in _SENTENCE.split(text) for name in names(sentence))


def names_person(text: str, document: Document) -> bool:
    """Whether a sentence names somebody whom its article calls by a name of several words."""
    return bool(persons(text, document)) or any(_is_person(n, document) for n in _opening(text))


def persons(text: str, document: Document) -> tuple[str, ...]:
    """Whom a text names of those that an article calls by a name of several words.

    What is somebody's names them in passing.
    """
    named = (n for n in names(text) if not re.search(rf"\b{re.escape(n)}[’']s\b", text))
    return tuple(name for name in named if _is_person(name, document))


def is_about_person(text: str, document: Document) -> bool:
    """Whether somebody so named is who a sentence begins with or who speaks in it."""
    told = [*_opening(text), *(a.speaker for a in speakers(text) if a.speaker is not None)]
    return any(_is_person(name, document) for name in told)


def _opening(text: str) -> list[str]:
    """The name that a sentence begins with, titles apart; none of which it tells what is theirs."""
    found = _OPENS.match(text)
    return [found["name"]] if found is not None else []


def _is_person(name: str, document: Document) -> bool:
    return any(
        " " in other
        and same_name(name, other)
        and not states(other)
        and not BODIES & set(other.lower().split())
        for other in mentioned(document.text)
    )


def is_topic(name: str, document: Document) -> bool:
    """Whether an article is about what a name names: begins with it or has it again and again."""
    begins = (document.title or "", document.text[:_BEGINNING])
    if not unknown_names(name, begins):
        return True
    mentions = sum(same_name(name, other) for other in mentioned(document.text))
    return mentions >= _TOPIC or mentions * _SHORT >= len(document.text)
