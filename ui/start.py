"""Where `footnoted` starts: the rest takes a moment to import, and may be interrupted by then."""

import signal
import sys
from types import FrameType


def main() -> int:
    """Runs the command line; returns its code, interrupted by Ctrl-C 1 and by SIGTERM 143."""
    terminated: list[int] = []

    def terminate(number: int, _: FrameType | None) -> None:
        terminated.append(number)
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, terminate)
    try:
        from ui.cli import main as run

        return run()
    except KeyboardInterrupt:
        # From now on there is only an end to wait for: who asks once more does not.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        print("footnoted: interrupted: what was reported as done is kept", file=sys.stderr)
        return 128 + terminated[0] if terminated else 1
