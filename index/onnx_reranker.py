"""The reranker: a cross-encoder with one output, how well a text answers a query."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index.onnx_cross_encoder import OnnxCrossEncoder

MAX_TOKENS = 256
BATCH = 8


class OnnxReranker:
    """A reranker on onnxruntime, read at the first pair."""

    def __init__(self, name: str, model: Path, threads: int) -> None:
        self.name = name
        self._path = model
        self._threads = threads
        self._model: OnnxCrossEncoder | None = None

    def load(self) -> None:
        """Reads model and tokenizer, once."""
        self._loaded()

    def _loaded(self) -> OnnxCrossEncoder:
        if self._model is None:
            self._model = OnnxCrossEncoder(self._path, self._threads)
            self._model.tokenizer.enable_truncation(MAX_TOKENS)
        return self._model

    def score(
        self, query: str, texts: Sequence[str], between: Callable[[], None] | None = None
    ) -> list[float]:
        if not texts:
            return []
        model = self._loaded()
        # Pairs of like length share a batch, so that little is spent on padding.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        scores = np.zeros(len(texts))
        for batch in (order[i : i + BATCH] for i in range(0, len(order), BATCH)):
            if between is not None:
                between()
            encoded = model.tokenizer.encode_batch([(query, texts[i]) for i in batch])
            scores[batch] = model.logits([(e.ids, e.type_ids) for e in encoded]).reshape(-1)
        return [float(x) for x in 1.0 / (1.0 + np.exp(-scores))]
