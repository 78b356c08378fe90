"""Desks over changed documents, one open at a time; each text is encoded once."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index.encoder import Encoder, Vectors
from index.library import Entry, Library
from index.sentences import split
from index.vocabulary import Document
from rag.assembly import Desk


class RememberingEncoder:
    """An encoder that encodes no text twice."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self.sha256, self.dimension = encoder.name, encoder.sha256, encoder.dimension
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known |= dict(zip(new, self._encoder.encode(new), strict=True))
        rows = [self._known[text] for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.dimension), dtype=np.float32)


class Desks:
    """Opens desks over sets of documents; `opener` is given the folder of a library."""

    def __init__(self, opener: Callable[[Path], Desk], encoder: Encoder, work: Path) -> None:
        self._opener = opener
        self._encoder = RememberingEncoder(encoder)
        self._folder = work / "changed"
        self._open: Desk | None = None

    def over(self, documents: Sequence[Document]) -> Desk:
        """A desk over these documents, in this order; the one opened before is closed."""
        if self._open is not None:
            self._open.library.close()
            self._open = None  # its model leaves the memory before the next one comes
        shutil.rmtree(self._folder, ignore_errors=True)
        shelve(documents, self._folder, self._encoder).close()
        self._open = self._opener(self._folder)
        return self._open


def shelve(documents: Sequence[Document], folder: Path, encoder: Encoder) -> Library:
    """A new library in `folder` that holds the documents, in this order."""
    library = Library.create(folder)
    with library.transaction():
        library.claim_encoder(encoder)
        for document in documents:
            sentences = split(document.name, document.text)
            vectors = encoder.encode([s.text for s in sentences if s.evidence])
            entry = Entry(document, sentences, vectors)
            library.put_file(folder / document.name, document.sha256, [entry])
    return library
