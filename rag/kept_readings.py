"""What a model made of the fixed beginning of its prompts, kept on disk for the next process.

Only the program's own words are kept so, never a question or a source.
"""

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

MOST = 8  # files of a megabyte or two; a prompt that is worded anew leaves one behind
_SUFFIX = ".state"


class KeptReadings:
    """Bytes by what they were made of and with; None for a folder means one in the user's cache."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or user_cache_path("footnoted") / "readings"

    def find(self, *made_of: object) -> bytes | None:
        """What was kept for this; None where there is nothing, or it is torn or damaged."""
        try:
            kept = self._file(made_of).read_bytes()
        except OSError:
            return None
        digest, data = kept[:32], kept[32:]
        return data if hashlib.sha256(data).digest() == digest else None

    def keep(self, data: bytes, *made_of: object) -> None:
        """Keeps it for `find`; where the disk refuses, nothing is kept and nothing is said."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._write(self._file(made_of), hashlib.sha256(data).digest() + data)
            files = sorted(self._folder.glob(f"*{_SUFFIX}"), key=lambda file: file.stat().st_mtime)
            for old in files[:-MOST]:
                old.unlink(missing_ok=True)

    def _write(self, file: Path, data: bytes) -> None:
        """Whole or not at all, also where two processes write it."""
        descriptor, part = tempfile.mkstemp(dir=self._folder)
        try:
            with os.fdopen(descriptor, "wb") as written:
                written.write(data)
            Path(part).replace(file)
        except BaseException:
            Path(part).unlink()
            raise

    def _file(self, made_of: tuple[object, ...]) -> Path:
        return self._folder / (hashlib.sha256(repr(made_of).encode()).hexdigest() + _SUFFIX)
