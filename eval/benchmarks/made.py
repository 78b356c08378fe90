"""Made libraries of any size, for what depends on how much there is and not on what it says.

A sentence is words drawn by Zipf's law, the commonest of a language's words left out as stopwords
are; its vector lies between two vectors of real sentences, nearer to one, with a little noise.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from index.encoder import Encoder, Vectors
from index.library import Entry, Library
from index.vector_index import Ids
from index.vocabulary import Document, Sentence

ROWS_AT_ONCE = 20_000
SENTENCES_A_DOCUMENT = 50
WORDS_A_SENTENCE = 15
VOCABULARY = 100_000
STOPWORDS = 50
NOISE = 0.01


def made_vectors(real: Vectors, size: int, seed: int) -> Iterator[tuple[Ids, Vectors]]:
    """Ids from 0 and unit vectors, `size` in all, the same for the same seed."""
    chance = np.random.default_rng(seed)
    for start in range(0, size, ROWS_AT_ONCE):
        count = min(ROWS_AT_ONCE, size - start)
        near, far = real[chance.integers(len(real), size=(2, count))]
        share = chance.uniform(0.5, 1.0, size=(count, 1))
        noise = chance.normal(scale=NOISE, size=near.shape)
        rows = (share * near + (1 - share) * far + noise).astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        yield np.arange(start, start + count, dtype=np.int64), rows


def made_texts(size: int, seed: int) -> Iterator[str]:
    """Sentences of made words, `size` in all, the same for the same seed."""
    chance = np.random.default_rng(seed)
    share = 1.0 / np.arange(1 + STOPWORDS, 1 + STOPWORDS + VOCABULARY)
    upto = np.cumsum(share / share.sum())
    for start in range(0, size, ROWS_AT_ONCE):
        count = min(ROWS_AT_ONCE, size - start)
        ranks = np.searchsorted(upto, chance.random((count, WORDS_A_SENTENCE)))
        for row in ranks.tolist():
            yield " ".join(f"word{rank}" for rank in row) + "."


def made_library(folder: Path, real: Vectors, size: int, encoder: Encoder) -> None:
    """Fills a library with `size` sentences, in documents of SENTENCES_A_DOCUMENT."""
    texts = made_texts(size, seed=4)
    with Library.create(folder) as library:
        for ids, rows in made_vectors(real, size, seed=2):
            with library.transaction():
                library.claim_encoder(encoder)
                for start in range(0, len(rows), SENTENCES_A_DOCUMENT):
                    vectors = rows[start : start + SENTENCES_A_DOCUMENT]
                    name = f"{ids[start]}.txt"
                    entry = _entry(name, [next(texts) for _ in vectors], vectors)
                    library.put_file(Path(name), "made", [entry])


def _entry(name: str, texts: list[str], vectors: Vectors) -> Entry:
    starts = np.cumsum([0] + [len(text) + 1 for text in texts]).tolist()
    sentences = tuple(
        Sentence(name, n, start, start + len(text), text)
        for n, (start, text) in enumerate(zip(starts, texts, strict=False))
    )
    return Entry(Document(name, " ".join(texts), "made"), sentences, vectors)
