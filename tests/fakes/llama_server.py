"""A real model server as a process of its own, on 127.0.0.1: llama-cpp-python's."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec

import pytest

from fakes.ports import free_port
from index.errors import ModelError
from index.weights import Weights
from rag.model_server import ModelServer

NEEDED = ("sse_starlette", "starlette_context", "pydantic_settings")
STARTED = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Running:
    """The server's address, which ends in /v1, and its process."""

    address: str
    process: subprocess.Popen[bytes]


@contextmanager
def serve_model(weight: str, *options: str) -> Iterator[Running]:
    """Serves a catalogued model until the block ends; skips the test where it cannot be run."""
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        pytest.skip(f"a served model needs llama-cpp-python[server]: {missing[0]} is missing")
    port = free_port()
    command = [
        sys.executable, "-m", "llama_cpp.server", "--model", str(Weights().ensure(weight)),
        "--host", "127.0.0.1", "--port", str(port), "--n_ctx", "4096", "--seed", "0",
        "--model_alias", weight, *options,
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield Running(_ready(f"http://127.0.0.1:{port}/v1", process), process)
    finally:
        process.kill()
        process.wait()


def _ready(address: str, process: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + STARTED
    while time.monotonic() < until and process.poll() is None:
        try:
            ModelServer(address, pauses=()).ask("/v1/models")
        except ModelError:
            time.sleep(0.1)
        else:
            return address
    raise RuntimeError("the model server did not start")
