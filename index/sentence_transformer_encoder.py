"""The encoder on sentence-transformers; importing and loading wait for the first text."""

import logging
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.encoder import Vectors

DIMENSIONS = {"all-minilm-l6-v2": 384}
BATCH = 16  # 265 sentences a second where 64 give 206: little padding, and all stays in the cache


class SentenceTransformerEncoder:
    """A sentence-transformers folder, run on the processor.

    `short` computes in 16-bit floats: 2.4 times as many sentences a second where the processor has
    them, vectors of cosine 0.9999 with those of 32 bits. None: where the processor has them.
    """

    def __init__(self, name: str, sha256: str, folder: Path, short: bool | None = None) -> None:
        self._short = short
        self.name = name
        self.sha256 = sha256
        self._folder = folder
        self._model: Any = None
        self._lock = threading.Lock()

    @property
    def dimension(self) -> int:
        return DIMENSIONS[self.name]

    def load(self) -> None:
        """Imports the library and reads the weights, once; any thread may call it ahead of use."""
        with self._lock:
            if self._model is None:
                self._model = _load(self._folder)

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        self.load()
        import torch

        short = torch.cpu._is_avx512_bf16_supported() if self._short is None else self._short
        with torch.autocast("cpu", torch.bfloat16, enabled=short):
            vectors = self._model.encode(
                list(texts),
                batch_size=BATCH,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        return np.ascontiguousarray(vectors, dtype=np.float32)


def _load(folder: Path) -> Any:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    # Virtual machines announce AMX and fault on its use.
    os.environ.setdefault("ONEDNN_MAX_CPU_ISA", "AVX512_CORE_BF16")
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    noise: Any = transformers_logging
    noise.set_verbosity_error()
    noise.disable_progress_bar()
    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
