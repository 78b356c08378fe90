"""A BERT cross-encoder on onnxruntime: an ONNX file and its tokenizer."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Row = tuple[Sequence[int], Sequence[int]]  # the token ids of a pair, and their types


class OnnxCrossEncoder:
    """What the model makes of pairs of texts; model.onnx and tokenizer.json lie side by side."""

    def __init__(self, model: Path, threads: int) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.tokenizer: Any = Tokenizer.from_file(str(model.with_name("tokenizer.json")))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session: Any = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        self._wanted = {entry.name for entry in self._session.get_inputs()}

    def logits(self, rows: Sequence[Row]) -> NDArray[np.float64]:
        """The outputs for pairs that share a batch, shape (rows, outputs)."""
        shape = (len(rows), max(len(ids) for ids, _ in rows))
        names = ("input_ids", "attention_mask", "token_type_ids")
        feed = {name: np.zeros(shape, dtype=np.int64) for name in names}
        for n, (ids, types) in enumerate(rows):
            feed["input_ids"][n, : len(ids)] = ids
            feed["attention_mask"][n, : len(ids)] = 1
            feed["token_type_ids"][n, : len(ids)] = types
        given = {name: array for name, array in feed.items() if name in self._wanted}
        return np.asarray(self._session.run(None, given)[0], dtype=np.float64)

    def log_odds(self, text: str, other: str) -> float:
        """The one output for a pair alone: in company int8 arithmetic scales otherwise."""
        pair = self.tokenizer.encode(text, other)
        return float(self.logits([(pair.ids, pair.type_ids)])[0, 0])


class ReadAtFirstPair:
    """A cross-encoder that is read from disk once, at the first pair or by `load`.

    `most` is the number of tokens at which its tokenizer cuts a pair; None leaves that to others.
    """

    def __init__(self, read: Callable[[], OnnxCrossEncoder], most: int | None = None) -> None:
        self._read = read
        self._most = most
        self._model: OnnxCrossEncoder | None = None

    def load(self) -> None:
        """Reads model and tokenizer, once."""
        self._loaded()

    def _loaded(self) -> OnnxCrossEncoder:
        if self._model is None:
            self._model = self._read()
            if self._most is not None:
                self._model.tokenizer.enable_truncation(self._most)
        return self._model


def quantise(whole: Path, small: Path) -> None:
    """Writes a model with int8 weights; needs the package onnx.

    Of the eight bits seven are used: with all, processors without VNNI overflow.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        whole, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
    )  # fmt: skip


def quantise_finely(whole: Path, small: Path) -> None:
    """As `quantise` does, with a scale for every 32 weights; needs the package onnx-ir as well.

    Some models lose by what is coarser: what they attend to is far out of a layer's usual range.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

    matrices = MatMulNBitsQuantizer(
        onnx.load(whole), bits=8, block_size=32, is_symmetric=True, accuracy_level=4
    )
    matrices.process()
    matrices.model.save_model_to_file(str(small), False)
    quantize_dynamic(
        small, small, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["Gather"]
    )
