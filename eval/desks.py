"""Desks over changed documents: the models are loaded once, each text is encoded once."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.encoder import Encoder, Vectors
from index.faiss_index import FaissIndex
from index.library import Entry, Library
from index.onnx_reranker import OnnxReranker
from index.retriever import Retriever
from index.sentences import split
from index.snapshot import load_index
from index.vocabulary import Document
from index.weights import Weights
from rag.abstention import Abstention
from rag.assembly import RERANKER, Desk
from rag.gate import Gate
from rag.pipeline import Pipeline
from rag.settings import Settings


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
    """Opens desks over sets of documents with the parts of one that is open."""

    def __init__(self, desk: Desk, weights: Weights, work: Path) -> None:
        self._generator = desk.generator
        self._encoder = RememberingEncoder(desk.encoder)
        self._reranker = OnnxReranker(RERANKER, weights.ensure(RERANKER), os.cpu_count() or 1)
        self._folder = work / "changed"

    def over(self, documents: Sequence[Document]) -> Desk:
        """A desk over these documents; the one opened before is gone."""
        shutil.rmtree(self._folder, ignore_errors=True)
        library = shelve(documents, self._folder, self._encoder)
        index = load_index(library, self._encoder.dimension, FaissIndex)
        retriever = Retriever(library, self._encoder, index, self._reranker)
        model = None if self._generator is None else self._generator.sha256
        pipeline = Pipeline(retriever, self._generator, Gate(), Abstention(model), Settings())
        return Desk(library, pipeline, self._encoder, self._generator)


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
