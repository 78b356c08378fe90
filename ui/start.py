"""Where `footnoted` starts: the rest takes a moment to import, and Ctrl-C may come before it."""

import sys


def main() -> int:
    """Runs the command line; an interruption is one line from the first moment on."""
    try:
        from ui.cli import main as run

        return run()
    except KeyboardInterrupt:
        print("footnoted: interrupted before anything was done", file=sys.stderr)
        return 1
