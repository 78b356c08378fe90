"""Readers of risky formats run in a process of their own, so that a crash or a hang is theirs.

One process reads all files, one after another; where it dies, the next file gets another.
"""

import atexit
import subprocess
import sys
import threading
from contextlib import suppress

from index.draft import Draft
from index.errors import DocumentError
from index.reader_process import receive, send

SECONDS = 120
MEMORY_BYTES = 3_000_000_000
MOST_REPLY_BYTES = 1_000_000_000

_START = (
    "import sys; sys.path[:] = {path!r}; sys.dont_write_bytecode = True;"
    " from index.reader_process import serve; serve({memory}, {seconds})"
)


class _Reader:
    """The process, started when it is first needed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, suffix: str, data: bytes) -> Draft:
        with self._lock:
            process = self._started()
            late = threading.Event()

            def end() -> None:
                late.set()
                process.kill()

            timer = threading.Timer(SECONDS, end)
            timer.start()
            try:
                reply = _ask(process, suffix, data)
            finally:
                timer.cancel()
            if reply is None:
                self._stop()
                raise DocumentError(_death(late.is_set()))
        return _draft(reply, suffix)

    def close(self) -> None:
        with self._lock:
            self._stop()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        start = _START.format(path=sys.path, memory=MEMORY_BYTES, seconds=SECONDS)
        # -I: what lies in the folder one happens to be in is not imported.
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", start],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                if stream is not None:
                    stream.close()
        process.wait()


_reader = _Reader()
atexit.register(_reader.close)


def read(suffix: str, data: bytes) -> Draft:
    """What the reader of `suffix` makes of the bytes.

    Raises DocumentError for what it raises, and where it crashes, takes over SECONDS or needs
    more than MEMORY_BYTES.
    """
    return _reader.read(suffix, data)


def _ask(process: "subprocess.Popen[bytes]", suffix: str, data: bytes) -> dict[str, object] | None:
    assert process.stdin is not None and process.stdout is not None
    try:
        send(process.stdin, {"suffix": suffix, "bytes": len(data)}, data)
        reply: dict[str, object] | None = receive(process.stdout, MOST_REPLY_BYTES)
    except (OSError, ValueError):
        return None
    return reply


def _death(late: bool) -> str:
    if late:
        return f"takes over {SECONDS} s to read: save it as .txt"
    return "makes its reader crash: open it in its program and save it again, or as .txt"


def _draft(reply: dict[str, object], suffix: str) -> Draft:
    if "draft" in reply:
        return Draft(**reply["draft"])  # type: ignore[arg-type]
    if "error" in reply:
        raise DocumentError(str(reply["error"]))
    if reply["raised"] == "MemoryError":
        raise DocumentError(
            f"needs over {MEMORY_BYTES // 10**9} GB of memory to read: split it into smaller files"
        )
    raise DocumentError(
        f"is damaged or no {suffix} file ({reply['raised']}): open it in its program and save it"
        " again"
    )
