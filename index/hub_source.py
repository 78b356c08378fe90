"""Weights from the model hub, at a pinned revision, by way of huggingface_hub.

Its own download call throws a partial file away when it is cut off, so only its addresses,
metadata and session are used here, and the bytes are streamed to a staged file that a later run
goes on from. HF_ENDPOINT, HF_TOKEN and the proxy variables are respected.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from threading import Event, Thread
from typing import Any, TypeVar

from index.weight_catalogue import HubSource, WeightFile
from index.weight_sources import SourceError, Tally, in_parallel, one_line

_ANSWER_SECONDS = 3.0
_PROBE_SECONDS = 4.0
_READ_SECONDS = 15.0

_unreachable: dict[str | None, str] = {}
"""Endpoints that did not answer this process, with the reason: nobody waits for them twice."""

Answer = TypeVar("Answer")


class HubDownload:
    """Fetches the files of a weight from the model hub."""

    title = "model hub"

    def __init__(self, source: HubSource) -> None:
        self._source = source

    def room(self, files: Sequence[WeightFile], staging: Path) -> int:
        return sum(max(0, file.bytes - _size(staging / file.path)) for file in files)

    def fetch(self, files: Sequence[WeightFile], staging: Path, tally: Tally) -> None:
        _reach(self._url(files[0]))
        in_parallel(lambda file, stop: self._fetch_file(file, staging, tally, stop), files)

    def _url(self, file: WeightFile) -> str:
        from huggingface_hub import hf_hub_url

        return hf_hub_url(
            self._source.repository,
            file.path,
            revision=self._source.revision,
            endpoint=_endpoint(),
        )

    def _fetch_file(self, file: WeightFile, staging: Path, tally: Tally, stop: Event) -> None:
        url = self._url(file)
        _expect(file, url)
        staged = staging / file.path
        staged.parent.mkdir(parents=True, exist_ok=True)
        if _size(staged) > file.bytes:
            staged.unlink()
        while (have := _size(staged)) < file.bytes:
            cut = "the answer ends early"
            try:
                _stream(url, staged, file, tally, stop)
            except SourceError:
                raise
            except Exception as error:  # the class of the session's errors differs by version
                cut = one_line(error)
            # A cut connection is taken up again, as long as that brings more bytes.
            if _size(staged) <= have:
                raise SourceError(f"{file.path}: {cut}")
        tally.count(file.path, file.bytes)


def _endpoint() -> str | None:
    return os.environ.get("HF_ENDPOINT", "").rstrip("/") or None


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _reach(url: str) -> None:
    """Raises SourceError unless the hub answers within a few seconds."""
    endpoint = _endpoint()
    if endpoint in _unreachable:
        raise SourceError(_unreachable[endpoint])
    try:
        _within(_PROBE_SECONDS, lambda: _metadata(url))
    except TimeoutError:
        _unreachable[endpoint] = f"no answer in {_PROBE_SECONDS:.0f} seconds"
    except Exception as error:
        # An answer of any kind, such as "not found", shows that the hub can be reached.
        if getattr(error, "response", None) is None:
            _unreachable[endpoint] = f"cannot be reached ({one_line(error, 100)})"
    if endpoint in _unreachable:
        raise SourceError(_unreachable[endpoint])


def _within(seconds: float, call: Callable[[], Answer]) -> Answer:
    """The call's answer, or TimeoutError: looking up a host name heeds no timeout of its own."""
    answer: Future[Answer] = Future()

    def run() -> None:
        try:
            answer.set_result(call())
        except BaseException as error:
            answer.set_exception(error)

    Thread(target=run, daemon=True).start()
    return answer.result(seconds)


def _metadata(url: str) -> Any:
    from huggingface_hub import constants, get_hf_file_metadata

    # Its telemetry asks the hub for a list of its own before the first request.
    constants.HF_HUB_DISABLE_TELEMETRY = True
    return get_hf_file_metadata(url, timeout=_ANSWER_SECONDS, endpoint=_endpoint())


def _expect(file: WeightFile, url: str) -> None:
    """Refuses a file that the hub itself says is another one, before its bytes are fetched."""
    try:
        stated = _metadata(url)
    except Exception as error:
        raise SourceError(f"{file.path}: {one_line(error, 100)}") from error
    # A large file's entity tag on the hub is its sha256; a small one's is a git blob id.
    digest = stated.etag if len(stated.etag or "") == len(file.sha256) else file.sha256
    if digest != file.sha256 or stated.size not in (None, file.bytes):
        raise SourceError(f"{file.path} is not the catalogued file, so nothing of it was used")


def _authorization() -> dict[str, str]:
    """The header for a user who is logged in to the hub, as one with a private mirror is."""
    from huggingface_hub import constants, get_token

    token = None if constants.HF_HUB_DISABLE_IMPLICIT_TOKEN else get_token()
    return {"Authorization": f"Bearer {token}"} if token else {}


def _stream(url: str, staged: Path, file: WeightFile, tally: Tally, stop: Event) -> None:
    """Appends the rest of the file to what is staged; never more than its catalogued size."""
    from huggingface_hub import get_session, hf_raise_for_status

    have = _size(staged)
    headers = {**_authorization(), "Accept-Encoding": "identity", "Range": f"bytes={have}-"}
    request = get_session().stream("GET", url, headers=headers, timeout=_READ_SECONDS)
    with request as response:
        hf_raise_for_status(response)
        if response.status_code != 206:
            have = 0
        with staged.open("r+b" if have else "wb") as out:
            out.seek(have)
            # In the pieces that arrive: bytes held back to fill a larger one are lost by a cut.
            for chunk in response.iter_bytes():
                have += len(chunk)
                if stop.is_set() or have > file.bytes:
                    raise SourceError("stopped" if stop.is_set() else f"{file.path} is too long")
                out.write(chunk)
                tally.count(file.path, have)
