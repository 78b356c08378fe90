"""The reranker on onnxruntime: a cross-encoder's ONNX file and its tokenizer."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

MAX_TOKENS = 256


class OnnxReranker:
    """A BERT cross-encoder with one output, read at the first pair."""

    def __init__(self, name: str, model: Path, threads: int) -> None:
        self.name = name
        self._path = model
        self._threads = threads
        self._session: Any = None
        self._tokenizer: Any = None

    def load(self) -> None:
        """Reads model and tokenizer, once."""
        if self._session is not None:
            return
        import onnxruntime
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(self._path.with_name("tokenizer.json")))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        self._session = onnxruntime.InferenceSession(
            str(self._path), options, providers=["CPUExecutionProvider"]
        )

    def score(self, query: str, texts: Sequence[str]) -> list[float]:
        if not texts:
            return []
        self.load()
        # Pairs of like length share a batch, so that little is spent on padding.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        scores = np.zeros(len(texts))
        for batch in (order[i : i + 8] for i in range(0, len(order), 8)):
            scores[batch] = self._logits(query, [texts[i] for i in batch])
        return [float(x) for x in 1.0 / (1.0 + np.exp(-scores))]

    def _logits(self, query: str, texts: Sequence[str]) -> Any:
        encoded = self._tokenizer.encode_batch([(query, text) for text in texts])
        columns = {
            "input_ids": [e.ids for e in encoded],
            "attention_mask": [e.attention_mask for e in encoded],
            "token_type_ids": [e.type_ids for e in encoded],
        }
        wanted = {i.name for i in self._session.get_inputs()}
        feed = {k: np.array(v, dtype=np.int64) for k, v in columns.items() if k in wanted}
        return self._session.run(None, feed)[0].reshape(-1)
