"""The models that come with the project, each in a folder of this package."""

import os
from functools import cache, partial
from importlib.resources import as_file, files

from index.onnx_cross_encoder import OnnxCrossEncoder, ReadAtFirstPair
from rag.pair_memory import PairMemory

MAX_TOKENS = 200
REMEMBERED = 256  # pairs


class OwnModel(ReadAtFirstPair):
    """A cross-encoder of the project's own."""

    def __init__(self, folder: str, threads: int | None, most: int | None = None) -> None:
        super().__init__(partial(_read, folder, threads or os.cpu_count() or 1), most)


class QuestionModel(OwnModel):
    """One of a question and a passage, of MAX_TOKENS together; it remembers pairs."""

    def __init__(self, folder: str, threads: int | None = None) -> None:
        super().__init__(folder, threads, MAX_TOKENS)
        self._memory = PairMemory(REMEMBERED)

    def log_odds(self, question: str, passage: str) -> float:
        """What the model makes of the pair; unbounded, 0 is even."""
        return self._memory.recall((question, passage), self._loaded().log_odds)


def _read(folder: str, threads: int) -> OnnxCrossEncoder:
    with as_file(files("rag").joinpath(folder)) as held:
        return OnnxCrossEncoder(held / "model.onnx", threads)


@cache
def sha256_in(folder: str) -> str:
    """The digest of a folder's model file, as its card states it."""
    text = files("rag").joinpath(f"{folder}/model.onnx.sha256").read_text("utf-8")
    return text.split()[0]
