"""Keeps a vector index in step with the library: read, caught up, or built anew.

The file on disk is a snapshot of all ids up to `through`. What was added or removed since is
applied after reading, and the file is written again only when that has grown to a tenth, so a
small change costs in proportion to itself. A large file is hashed only when its size or time of
change is not what it was when it was last found right: it is mapped, and hashing would read it all.
"""

import hashlib
import json
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from index.errors import LibraryError
from index.library import Library
from index.vector_index import VectorIndex

WORTH_WRITING = 0.1
WORTH_WRITING_FLOOR = 1000
HASHED_ALWAYS = 50_000_000  # bytes: below this, hashing takes less than a tenth of a second


class Backend(Protocol):
    """How an index is made empty and read from a file."""

    def __call__(self, dimension: int) -> VectorIndex: ...

    def read(self, path: Path, dimension: int) -> VectorIndex: ...


def load_index(library: Library, dimension: int, backend: Backend) -> VectorIndex:
    """The vector index that matches the library as it stands."""
    with library.reading():
        index, through = _read(library, dimension, backend)
        held = len(index)
        index.remove(library.removed_ids())
        for ids, vectors in library.vectors(after=through):
            index.add(ids, vectors)
            through = int(ids[-1])
        if len(index) != library.count():
            index, through = _build(library, dimension, backend)
    if abs(len(index) - held) > max(WORTH_WRITING_FLOOR, WORTH_WRITING * held) or not held:
        _write(library, index, through)
    return index


def _read(library: Library, dimension: int, backend: Backend) -> tuple[VectorIndex, int]:
    note = library.meta("snapshot")
    if note is None:
        return backend(dimension), 0
    try:
        snapshot = json.loads(note)
        path = library.folder / snapshot["file"]
        if not _right(path, snapshot):
            return backend(dimension), 0
        return backend.read(path, dimension), int(snapshot["through"])
    except (LibraryError, OSError, ValueError, KeyError, TypeError):
        return backend(dimension), 0  # torn or gone: the record is whole, so build it again


def _build(library: Library, dimension: int, backend: Backend) -> tuple[VectorIndex, int]:
    index, through = backend(dimension), 0
    for ids, vectors in library.vectors():
        index.add(ids, vectors)
        through = int(ids[-1])
    return index, through


def _write(library: Library, index: VectorIndex, through: int) -> None:
    path = library.folder / f"vectors-{uuid.uuid4().hex}.faiss"
    try:
        index.write(path)
        note = {"file": path.name, "through": through, "sha256": _sha256(path)} | _stamp(path)
        with library.transaction():
            library.set_meta("snapshot", json.dumps(note))
            library.forget_removed(through)
    except (LibraryError, OSError):
        return  # a library that cannot be written to is still answered from
    for old in library.folder.glob("vectors-*"):
        if old != path:
            with suppress(OSError):  # some systems keep what another process has mapped
                old.unlink()


def _right(path: Path, snapshot: dict[str, Any]) -> bool:
    seen = _stamp(path)
    if seen["bytes"] > HASHED_ALWAYS and seen.items() <= snapshot.items():
        return True
    return bool(_sha256(path) == snapshot["sha256"])


def _stamp(path: Path) -> dict[str, int]:
    status = path.stat()
    return {"bytes": status.st_size, "mtime_ns": status.st_mtime_ns}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
