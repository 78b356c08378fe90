"""Where `footnoted` starts: the rest takes a moment to import, and may be interrupted by then."""

import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import Any, NoReturn

LINE = "footnoted: interrupted: what was reported as done is kept\n"
_IMPORT = "<frozen importlib._bootstrap>"


def main() -> int:
    """Runs the command line and returns its code; after Ctrl-C it ends with 1, by SIGTERM it dies.

    Either way it says so in one line. A signal that whoever started us has it ignore stays so.
    """
    if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _terminate)
    if signal.getsignal(signal.SIGINT) == signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
    sys.unraisablehook = _lost
    try:
        from ui.cli import main as run

        return run()
    except KeyboardInterrupt:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
        _leave()


def _terminate(number: int, _: FrameType | None) -> None:
    """Dies of the signal, as a shell or a service manager expects; each change is whole or none."""
    _say()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _interrupt(_: int, frame: FrameType | None) -> None:
    """Raises KeyboardInterrupt, but not into an import: C++ in between (torch) aborts on that."""
    while frame is not None:
        if frame.f_code.co_filename == _IMPORT:
            _leave()
        frame = frame.f_back
    raise KeyboardInterrupt


def _lost(raised: Any) -> None:
    """A KeyboardInterrupt that nobody can catch, as in a callback of C, ends the program too."""
    if raised.exc_type is KeyboardInterrupt:
        _leave()
    sys.__unraisablehook__(raised)


def _leave() -> NoReturn:
    """Ends at once: threads that still load something crash in an interpreter that is torn down."""
    _say()
    os._exit(1)


def _say() -> None:
    # Not by print: the signal may have come in the middle of one.
    with suppress(OSError):
        os.write(2, (("\r\033[K" if os.isatty(2) else "") + LINE).encode())
