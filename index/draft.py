"""What a reader finds in a file, before it is a Document."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """The readable text and what the file itself says of it; None where it says nothing.

    `published` is an ISO date. `name` and `sha256` are set only for a document that is a part of
    its file (a line of a .jsonl file).
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    name: str | None = None
    sha256: str | None = None
