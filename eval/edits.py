"""Changes to documents that keep everything else as it was; offsets are made anew from the text."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from eval.gold import overlaps
from eval.outcome import Span
from eval.questions import GoldEvidence
from index.sentences import split
from index.vocabulary import Document

Documents = tuple[Document, ...]

_sentences = lru_cache(maxsize=256)(split)

_AUXILIARY = "(?:is|are|was|were|has|have|had|will|would|can|could|may|might)"
_NEGATION = re.compile(
    r"\b(?:not|no|never|nor|neither|none|nobody|cannot|without|denie[ds])\b|n[’']t\b", re.IGNORECASE
)


def with_text(document: Document, text: str) -> Document:
    """The document with another text."""
    return replace(document, text=text, sha256=hashlib.sha256(text.encode()).hexdigest())


def rewritten(documents: Documents, rewrite: Callable[[str], str]) -> Documents:
    """Texts and titles rewritten alike."""
    return tuple(
        replace(with_text(d, rewrite(d.text)), title=None if d.title is None else rewrite(d.title))
        for d in documents
    )


def number_replaced(text: str, old: str, new: str) -> str:
    """Every occurrence of a numeral as a whole number: "300" is no part of "1,300" or "300.5"."""
    return re.sub(rf"(?<![\w.,]){re.escape(old)}(?![\w%])(?![.,]\d)", new, text)


def renamed(text: str, names: Mapping[str, str]) -> str:
    """Every word that is a key, as a whole word, in the other name."""
    words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{words})(?!\w)", lambda match: names[match.group()], text)


def sentences_changed(documents: Documents, change: Callable[[str, str], str]) -> Documents:
    """Each sentence as `change(document name, sentence)` gives it; changed to nothing, it is gone.

    A title that would change goes: it repeats what the text no longer says.
    """
    return tuple(_changed(document, change) for document in documents)


def _changed(document: Document, change: Callable[[str, str], str]) -> Document:
    text, end = "", 0
    for sentence in _sentences(document.name, document.text):
        text += document.text[end : sentence.start] + change(document.name, sentence.text)
        end = sentence.end
    title = document.title
    kept = title if title is None or change(document.name, title) == title else None
    return replace(with_text(document, text + document.text[end:]), title=kept)


def bears(name: str, text: str, gold: Sequence[GoldEvidence]) -> bool:
    """Whether a sentence of the document is, holds or is part of one of the passages."""
    return any(overlaps(Span(name, text), evidence) for evidence in gold)


def negated(sentence: str, numeral: str) -> str:
    """The sentence with what it says of a numeral denied; nothing where the verb is not found."""
    pattern = rf"((?<![\w.,]){re.escape(numeral)}(?: [\w-]+){{0,4}}? {_AUXILIARY})\b(?! not)"
    denied, count = re.subn(pattern, r"\1 not", sentence, count=1)
    return denied if count else ""


def is_negative(sentence: str) -> bool:
    """Whether the sentence negates anything."""
    return _NEGATION.search(sentence) is not None
