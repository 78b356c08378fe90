"""Files under the paths a user gave: found, opened and read without trusting them."""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from index.errors import DocumentError

MEGABYTE = 1_000_000
CHUNK = 4 * MEGABYTE
# Megabytes by suffix; a .jsonl file holds many documents.
SIZE_LIMITS = {
    ".txt": 50,
    ".md": 50,
    ".html": 50,
    ".htm": 50,
    ".pdf": 200,
    ".docx": 50,
    ".jsonl": 500,
}
SUFFIXES = tuple(SIZE_LIMITS)
# Without O_NONBLOCK, opening a pipe that nobody writes to never returns.
_OPENING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Source:
    """A file found under the given paths; `root` is the given folder, or the given file's own."""

    path: Path
    root: Path


def find(paths: Sequence[Path]) -> Iterator[Source | DocumentError]:
    """The documents' files under `paths`, each once, folders recursively and in sorted order.

    In place of what cannot be used comes a DocumentError: a missing path, an unreadable folder, a
    given file of an unsupported format, a pipe or device, a link out of the folder or to a folder.
    Hidden files and folders, and files of other formats in folders, are passed over.
    """
    seen: set[Path] = set()
    for given in paths:
        for found in _find(Path(os.path.normpath(given.absolute()))):
            if isinstance(found, DocumentError):
                yield found
            elif found.path not in seen:
                seen.add(found.path)
                yield found


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file of a supported format.

    Raises DocumentError when it cannot be opened, is no regular file or is over its size limit.
    """
    return b"".join(chunks(path))


def chunks(path: Path) -> Iterator[bytes]:
    """The file's bytes as `read_bytes` gives them, some at a time."""
    with _opened(path) as file:
        left = size_limit(path)
        while data := _read(path, file, CHUNK):
            left -= len(data)
            if left < 0:
                limit = size_limit(path) // MEGABYTE
                raise _error(path, f"is larger than {limit} MB: split it into smaller files")
            yield data


def lines(path: Path, longest: int) -> Iterator[bytes]:
    """The file's lines without their ends, cut off behind `longest` bytes and one more."""
    line, cut = b"", longest + 1
    for data in chunks(path):
        first, *rest = data.split(b"\n")
        line = (line + first)[:cut]
        for following in rest:
            yield line
            line = following[:cut]
    yield line


def size_limit(path: Path) -> int:
    """The most bytes that a file of this format may have."""
    return SIZE_LIMITS.get(path.suffix.lower(), 50) * MEGABYTE


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        file = os.fdopen(os.open(path, _OPENING), "rb")
    except OSError as error:
        raise _unreadable(path, error) from error
    with file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise _error(path, "is not a regular file: give the document itself")
        yield file


def _read(path: Path, file: IO[bytes], count: int) -> bytes:
    try:
        return file.read(count)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> DocumentError:
    return _error(path, f"cannot be read ({error.strerror}): check its permissions")


def leads_out(path: Path, root: Path) -> bool:
    """Whether the path, its links followed, is outside the folder `root`."""
    return not path.resolve().is_relative_to(root.resolve())


def printable(text: str) -> str:
    """The text on one line, with characters that have no print of their own replaced."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def _error(path: Path, what: str) -> DocumentError:
    return DocumentError(f"{printable(str(path))} {what}")


def _find(given: Path) -> Iterator[Source | DocumentError]:
    if not os.path.lexists(given):
        yield _error(given, "does not exist: check the path")
    elif given.is_dir():
        yield from _walk(given)
    elif given.suffix.lower() not in SUFFIXES:
        yield _error(given, f"is not of a supported format: use {', '.join(SUFFIXES)}")
    else:
        yield _regular(given, given.parent)


def _walk(root: Path) -> Iterator[Source | DocumentError]:
    waiting = [root]
    while waiting:
        path = waiting.pop()
        if path.is_dir() and (path == root or not path.is_symlink()):
            try:
                visible = [entry for entry in path.iterdir() if not entry.name.startswith(".")]
            except OSError as error:
                yield _error(path, f"cannot be opened ({error.strerror}): check its permissions")
                continue
            waiting.extend(sorted(visible, key=lambda entry: entry.name, reverse=True))
        elif path.is_symlink() and path.is_dir():
            yield _error(path, "is a link to a folder: give that folder itself")
        elif path.suffix.lower() in SUFFIXES:
            yield _linked(path, root) if path.is_symlink() else _regular(path, root)


def _linked(path: Path, root: Path) -> Source | DocumentError:
    found = _regular(path, root)  # first, since a link to itself leads nowhere
    if isinstance(found, Source) and leads_out(path, root):
        return _error(path, "links out of the folder: give the file it links to")
    return found


def _regular(path: Path, root: Path) -> Source | DocumentError:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return _error(path, f"cannot be read ({error.strerror}): check where it links to")
    if not stat.S_ISREG(mode):
        return _error(path, "is not a regular file: give the document itself")
    return Source(path, root)
