"""The reranker: a cross-encoder with one output, how well a text answers a query."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from index.onnx_cross_encoder import OnnxCrossEncoder, ReadAtFirstPair

MAX_TOKENS = 256
BATCH = 8


class OnnxReranker(ReadAtFirstPair):
    """A reranker on onnxruntime."""

    def __init__(self, name: str, model: Path, threads: int) -> None:
        super().__init__(partial(OnnxCrossEncoder, model, threads), MAX_TOKENS)
        self.name = name

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
