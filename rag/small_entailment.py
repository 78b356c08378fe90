"""The project's own entailment model, on onnxruntime: milliseconds a pair.

A BERT cross-encoder of 22 million parameters, trained by eval/entailment_training; its model card
lies beside it in rag/entailment_model.
"""

import os
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from index.onnx_cross_encoder import OnnxCrossEncoder, Row

MAX_TOKENS = 256
MOST_OF_CLAIM = 128  # tokens


class SmallEntailment:
    """The model that comes with the project, read at the first pair."""

    def __init__(self, threads: int | None = None) -> None:
        self._threads = threads or os.cpu_count() or 1
        self._model: OnnxCrossEncoder | None = None

    def load(self) -> None:
        """Reads model and tokenizer, once."""
        self._loaded()

    def _loaded(self) -> OnnxCrossEncoder:
        if self._model is None:
            with as_file(files("rag").joinpath("entailment_model")) as folder:
                self._model = OnnxCrossEncoder(folder / "model.onnx", self._threads)
        return self._model

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        found = np.zeros((len(pairs), 3))
        # One at a time: the int8 arithmetic scales by what shares a batch, so in company a pair
        # would not be judged as it is alone, and for one sentence batches save little.
        for n, (passage, claim) in enumerate(pairs):
            logits = self._loaded().logits([self._row(passage, claim)])[0]
            raised = np.exp(logits - logits.max())
            found[n] = raised / raised.sum()
        return found

    def _row(self, passage: str, claim: str) -> Row:
        """A pair as tokens, the passage first; what is too long of it is cut, not the claim."""
        said = self._ids(claim)[:MOST_OF_CLAIM]
        read = self._ids(passage)[: MAX_TOKENS - len(said) - 3]
        token = self._loaded().tokenizer.token_to_id
        ids = [token("[CLS]"), *read, token("[SEP]"), *said, token("[SEP]")]
        return ids, [0] * (len(read) + 2) + [1] * (len(said) + 1)

    def _ids(self, text: str) -> list[int]:
        return list(self._loaded().tokenizer.encode(text, add_special_tokens=False).ids)


@cache
def sha256() -> str:
    """The digest of the model file, as its card states it."""
    text = files("rag").joinpath("entailment_model/model.onnx.sha256").read_text("utf-8")
    return text.split()[0]
