"""Which articles report the event that a question is about."""

from collections.abc import Sequence

from index.vocabulary import Document, Evidence
from rag.asked import Asked, terms, terms_with_events
from rag.named import own_names
from rag.nouns import head, is_person

MOST_TERMS = 0.5  # of the question's words, what an article must hold to be about it
_SHARED_NAMES = 3  # names that make two articles of one library speak of the same event


def on_the_event(
    wanted: Asked, evidence: Sequence[Evidence], first: int = 0
) -> dict[str, Document]:
    """The articles that hold enough of the question's words, and those that share their names.

    A second report of an event may call a ferry by its island where the first gives its name. Those
    of the `first` pieces of evidence need share only one, or none where no article is sure.
    """
    documents = {item.document.name: item.document for item in evidence}
    sure = {name: d for name, d in documents.items() if _is_about(wanted, d)}
    if len(sure) == len(documents):
        return sure
    if not sure and is_person(head(wanted.noun)) and wanted.terms <= terms(wanted.noun or ""):
        return documents  # "How many townspeople were killed": no word says in what
    best = {item.document.name for item in evidence[:first]}
    if not sure:
        return {name: document for name, document in documents.items() if name in best}
    named = frozenset().union(*(_names(d) for d in sure.values()))
    shared = {name: len(_names(document) & named) for name, document in documents.items()}
    return {
        name: document
        for name, document in documents.items()
        if name in sure or shared[name] >= (1 if name in best else _SHARED_NAMES)
    }


def _names(document: Document) -> frozenset[str]:
    """The names of several words in an article."""
    return frozenset(name for name in own_names(document) if " " in name)


def _is_about(wanted: Asked, document: Document) -> bool:
    """Whether an article holds enough of the question's words to be about the same event."""
    there = shared_terms(wanted, f"{document.title or ''} {document.text}")
    return len(there) >= MOST_TERMS * len(wanted.terms)


def shared_terms(wanted: Asked, text: str) -> frozenset[str]:
    """The question's words that a text has, events only where no count is asked for."""
    return wanted.terms & (terms(text) if wanted.counts else terms_with_events(text))
