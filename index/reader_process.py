"""The process in which files of risky formats are read: see index.confined, which starts it.

It reads nothing but its standard input, and may neither connect, start a program nor write a
file. Messages are a length (4 bytes), a JSON header and, from the parent, the file's bytes.
"""

import json
import struct
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import IO, Any

from index.errors import DocumentError
from index.readers import reader

_LENGTH = struct.Struct(">I")
_REFUSED = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system", "os.fork")
_WRITING = set("wax+")


def send(stream: IO[bytes], header: Any, data: bytes = b"") -> None:
    """Writes one message."""
    text = json.dumps(header).encode()
    stream.write(_LENGTH.pack(len(text)) + text + data)
    stream.flush()


def receive(stream: IO[bytes], most: int) -> Any:
    """Reads one message's header; None at the end, or when it is longer than `most` bytes."""
    start = stream.read(_LENGTH.size)
    if len(start) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(start)
    text = stream.read(length) if length <= most else b""
    return json.loads(text) if len(text) == length else None


def serve(memory: int, seconds: int) -> None:
    """Reads one file after another until the parent is gone.

    Dies where a file takes more than `memory` bytes or twice `seconds`.
    """
    source, target = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    _limit(memory)
    sys.addaudithook(_refuse)
    while (request := receive(source, 1000)) is not None:
        _alarm(2 * seconds)
        reply = _read(request["suffix"], source.read(request["bytes"]))
        _alarm(0)
        send(target, reply)


def _read(suffix: str, data: bytes) -> dict[str, Any]:
    try:
        return {"draft": asdict(reader(suffix)(data))}
    except DocumentError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"raised": "MemoryError"}
    except Exception as error:
        # The readers parse with libraries that may raise anything.
        return {"raised": type(error).__name__}


def _limit(memory: int) -> None:
    """Bounds memory and forbids writing files, where the system can."""
    with suppress(ImportError):
        import resource

        for what, most in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(OSError, ValueError):
                resource.setrlimit(what, (most, most))


def _alarm(seconds: int) -> None:
    with suppress(ImportError, AttributeError):
        import signal

        signal.alarm(seconds)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    writing = event == "open" and bool(_WRITING & set(str(arguments[1] or "")))
    if writing or event.startswith(_REFUSED):
        raise PermissionError(f"a reader may not: {event}")
