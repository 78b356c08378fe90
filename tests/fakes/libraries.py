"""Empty libraries of every kind, for tests that must hold for each."""

import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from fakes.fake_encoder import DIMENSION
from fakes.ports import free_port, listening
from index.faiss_index import FaissIndex
from index.library import Library
from index.retriever import Candidates, LocalCandidates
from index.snapshot import load_index
from index.store import Store, create_store

PLACES = ("folder", "milvus")
STARTED = 60.0  # seconds


def needs_milvus() -> None:
    """Skips the test where Milvus Lite is not there."""
    if missing := [name for name in ("milvus_lite", "pymilvus") if find_spec(name) is None]:
        pytest.skip(f"a library on Milvus needs footnoted[milvus]: {missing[0]} is missing")


@contextmanager
def made_at(place: str, folder: Path) -> Iterator[Store]:
    """An empty library in a folder, or on Milvus Lite, which runs in this process."""
    if place == "milvus":
        needs_milvus()
    with create_store(place_of(place, folder)) as made:
        yield made


def place_of(place: str, folder: Path) -> Path:
    """Where made_at() makes it; one process at a time can have Milvus Lite."""
    return folder / ("library.db" if place == "milvus" else "library")


def candidates(library: Store) -> Candidates:
    """The library's own search."""
    if isinstance(library, Library):
        return LocalCandidates(library, load_index(library, DIMENSION, FaissIndex))
    from index.milvus_candidates import MilvusCandidates
    from index.milvus_library import MilvusLibrary

    assert isinstance(library, MilvusLibrary)
    return MilvusCandidates(library)


@contextmanager
def milvus_server(folder: Path) -> Iterator[str]:
    """Milvus Lite as a server process of its own; gives the address milvus://127.0.0.1:PORT."""
    needs_milvus()
    port = free_port()
    command = [sys.executable, "-m", "milvus_lite", "server", "--host", "127.0.0.1",
               "--port", str(port), "--data-dir", str(folder)]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        listening(port, process, STARTED)
        yield f"milvus://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def any_name() -> str:
    """A library name that no other test uses."""
    return f"test_{secrets.token_hex(4)}"
