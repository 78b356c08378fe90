"""The models that come with the project, each in a folder of this package."""

import os
from functools import cache
from importlib.resources import as_file, files

from index.onnx_cross_encoder import OnnxCrossEncoder


class OwnModel:
    """A cross-encoder of the project's own, read at the first pair.

    `most` is the number of tokens at which its tokenizer cuts a pair; None leaves that to others.
    """

    def __init__(self, folder: str, threads: int | None, most: int | None = None) -> None:
        self._folder = folder
        self._threads = threads or os.cpu_count() or 1
        self._most = most
        self._model: OnnxCrossEncoder | None = None

    def load(self) -> None:
        """Reads model and tokenizer, once."""
        self._loaded()

    def _loaded(self) -> OnnxCrossEncoder:
        if self._model is None:
            with as_file(files("rag").joinpath(self._folder)) as folder:
                self._model = OnnxCrossEncoder(folder / "model.onnx", self._threads)
            if self._most is not None:
                self._model.tokenizer.enable_truncation(self._most)
        return self._model


@cache
def sha256_in(folder: str) -> str:
    """The digest of a folder's model file, as its card states it."""
    text = files("rag").joinpath(f"{folder}/model.onnx.sha256").read_text("utf-8")
    return text.split()[0]
