"""One weight on disk: its files, and a stamp beside them of what was hashed and when.

Layout of the weights folder: `NAME/` holds a weight's files and `NAME.verified.json` its stamp;
`.partial/NAME/` holds what is still being fetched.
"""

import hashlib
import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

from index.weight_catalogue import Weight, WeightFile


def sha256_of(path: Path) -> str:
    """The hex sha256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Forces a file's bytes, or a folder's entries, to the disk."""
    # Some systems cannot open or sync a folder; they have no other way to ask for it either.
    with suppress(PermissionError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class WeightFolder:
    """The files of one weight in the weights folder, and whether their bytes are the right ones.

    Hashing a gigabyte takes seconds, so a file found right is stamped with its size and time of
    change, and is hashed again only when either differs or there is no stamp.
    """

    def __init__(self, root: Path, weight: Weight) -> None:
        self.weight = weight
        self.path = root / weight.name
        self.partial = root / ".partial" / weight.name
        self._stamp = root / f"{weight.name}.verified.json"

    def file(self, file: WeightFile) -> Path:
        return self.path / file.path

    def missing(self) -> tuple[WeightFile, ...]:
        """The files that are not there."""
        return tuple(file for file in self.weight.files if _size(self.file(file)) is None)

    def complete(self) -> bool:
        """Whether every file is there with its catalogued size."""
        return all(_size(self.file(file)) == file.bytes for file in self.weight.files)

    def wrong(self) -> tuple[WeightFile, ...]:
        """The files that are not there or whose bytes are not the catalogued ones."""
        return tuple(file for file in self.weight.files if not self.right(file))

    def right(self, file: WeightFile, *, rehash: bool = False) -> bool:
        """Whether a file has the catalogued bytes, by its stamp unless `rehash` is set."""
        try:
            seen = _fingerprint(self.file(file), file.sha256)
            stamps = self._stamps()
            if not rehash and stamps.get(file.path) == seen:
                return True
            right = seen["bytes"] == file.bytes and sha256_of(self.file(file)) == file.sha256
        except OSError:
            return False
        if right:
            self._write_stamps({**stamps, file.path: seen})
        elif stamps.pop(file.path, None):
            self._write_stamps(stamps)
        return right

    def install(self, file: WeightFile, staged: Path) -> None:
        """Puts a staged file, already found right, in its place; the old one is replaced whole."""
        path = self.file(file)
        path.parent.mkdir(parents=True, exist_ok=True)
        sync(staged)
        staged.replace(path)
        sync(path.parent)
        self._write_stamps({**self._stamps(), file.path: _fingerprint(path, file.sha256)})

    def _stamps(self) -> dict[str, dict[str, object]]:
        try:
            stamps = json.loads(self._stamp.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return stamps if isinstance(stamps, dict) else {}

    def _write_stamps(self, stamps: dict[str, dict[str, object]]) -> None:
        # Without a stamp the next load only takes longer, so a read-only folder is no error.
        with suppress(OSError):
            draft = self._stamp.with_name(f".{self._stamp.name}.{secrets.token_hex(4)}")
            draft.write_text(json.dumps(stamps), "utf-8")
            draft.replace(self._stamp)
            # Whoever was killed before that left a draft.
            for left in self._stamp.parent.glob(f".{self._stamp.name}.*"):
                left.unlink()


def _size(path: Path) -> int | None:
    """The size of a file, None where there is none that can be reached."""
    try:
        return path.stat().st_size
    except OSError:
        return None


def _fingerprint(path: Path, sha256: str) -> dict[str, object]:
    status = path.stat()
    return {"bytes": status.st_size, "mtime_ns": status.st_mtime_ns, "sha256": sha256}
