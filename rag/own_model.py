"""The models that come with the project, each in a folder of this package."""

import os
from functools import cache, partial
from importlib.resources import as_file, files

from index.onnx_cross_encoder import OnnxCrossEncoder, ReadAtFirstPair


class OwnModel(ReadAtFirstPair):
    """A cross-encoder of the project's own."""

    def __init__(self, folder: str, threads: int | None, most: int | None = None) -> None:
        super().__init__(partial(_read, folder, threads or os.cpu_count() or 1), most)


def _read(folder: str, threads: int) -> OnnxCrossEncoder:
    with as_file(files("rag").joinpath(folder)) as held:
        return OnnxCrossEncoder(held / "model.onnx", threads)


@cache
def sha256_in(folder: str) -> str:
    """The digest of a folder's model file, as its card states it."""
    text = files("rag").joinpath(f"{folder}/model.onnx.sha256").read_text("utf-8")
    return text.split()[0]
