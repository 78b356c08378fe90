"""The words of the index: what goes in (Document, Sentence) and what comes out (Evidence)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """One article with what is known of it; unknown fields are None, never guessed.

    `text` is the stored text that every offset points into: for a plain text file, the file's own
    decoded text. `published` is an ISO date (YYYY-MM-DD). `sha256` is the hex digest of the
    source bytes (the file's, or the line's for a document that is a line of a .jsonl file).
    """

    name: str
    text: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `document.text[start:end] == text`, offsets in characters.

    `position` counts the document's sentences from 0. `evidence` is False for text that is kept
    and shown but never cited: navigation, advertising, link lists, credits.
    """

    document: str
    position: int
    start: int
    end: int
    text: str
    evidence: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """A ranked sentence with what stands around it; a higher score is better.

    `before` and `after` are the neighbouring sentences a reader needs, in document order; `earlier`
    stands before those, where "he" may have been named.
    `copies` are the same sentence in other documents: one source repeated, all still citable.
    """

    document: Document
    sentence: Sentence
    score: float
    before: tuple[Sentence, ...] = ()
    after: tuple[Sentence, ...] = ()
    copies: tuple[Sentence, ...] = ()
    earlier: tuple[Sentence, ...] = ()
