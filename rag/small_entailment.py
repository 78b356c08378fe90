"""The project's own entailment model, on onnxruntime: milliseconds a pair.

A BERT cross-encoder of 22 million parameters, trained by eval/entailment_training; its model card
lies beside it in rag/entailment_model.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.onnx_cross_encoder import Row
from rag.own_model import OwnModel, sha256_in

FOLDER = "entailment_model"
MAX_TOKENS = 256
MOST_OF_CLAIM = 128  # tokens


class SmallEntailment(OwnModel):
    """The model that comes with the project, read at the first pair."""

    def __init__(self, threads: int | None = None) -> None:
        super().__init__(FOLDER, threads)

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


def sha256() -> str:
    """The digest of the model file, as its card states it."""
    return sha256_in(FOLDER)
