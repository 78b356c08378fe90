"""What turns text into vectors; the library keeps the encoder's digest beside the vectors."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Maps texts to unit vectors, so that the inner product is the cosine similarity."""

    @property
    def name(self) -> str:
        """The weight's name in the catalogue."""

    @property
    def sha256(self) -> str:
        """Hex digest of the weights; two encoders with one digest give the same vectors."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors for `texts`: shape (len(texts), dimension), one row a text, in order."""
