"""An encoder that hashes words into a small vector: same words, same direction."""

import hashlib
from collections.abc import Sequence

import numpy as np

from index.encoder import Vectors

DIMENSION = 32


class FakeEncoder:
    """Deterministic unit vectors; texts that share words are near each other."""

    name = "fake"
    dimension = DIMENSION

    def __init__(self, sha256: str = "0" * 64) -> None:
        self.sha256 = sha256
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        rows = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                digest = hashlib.sha256(word.encode()).digest()
                row[digest[0] % DIMENSION] += 1.0
            row[0] += 1e-3
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)
