"""The command line: `footnoted COMMAND`. Every command is one function in a *_commands file."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points, version
from pathlib import Path

from platformdirs import user_data_path

from index.errors import FootnotedError
from ui import ask_commands, check_commands, library_commands, model_commands, ui_commands
from ui.arguments import path

# Commands of packages that this one may not import announce themselves under this name.
PLUGINS = "footnoted.commands"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns 0 done, 1 not served (one line says why), 2 unusable arguments."""
    _have_streams()
    _speak_utf8()
    arguments = sys.argv[1:] if arguments is None else arguments
    options = parser(arguments).parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except FootnotedError as error:
        return _fail(" ".join(str(error).split()))
    except BrokenPipeError:
        # Whoever read our output has left; Python must not complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _fail(f"{error.strerror or error}: {error.filename or 'check disk and permissions'}")
    return code


def parser(arguments: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The parser for these arguments; `options.run` is the command's function.

    It has every command, but plugins only where `arguments` do not begin with one of our own
    commands: asking does not wait for what it does not use.
    """
    top = argparse.ArgumentParser(
        prog="footnoted",
        description="Ask your own documents; every sentence of the answer is footnoted.",
    )
    top.add_argument("--version", action="version", version=f"footnoted {version('footnoted')}")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    common = _common()
    for module in (library_commands, ask_commands, check_commands, model_commands, ui_commands):
        module.add(commands, common)
    if not arguments or arguments[0] not in commands.choices:
        for plugin in entry_points(group=PLUGINS):
            plugin.load()(commands, common)
    return top


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    where = "the library's folder (default: FOOTNOTED_LIBRARY, else %(default)s)"
    common.add_argument("--library", type=path, default=_library(), metavar="DIR", help=where)
    common.add_argument("--json", action="store_true", help="one JSON object on standard output")
    common.add_argument("--quiet", action="store_true", help="no progress, no notes")
    return common


def _library() -> Path:
    named = os.environ.get("FOOTNOTED_LIBRARY")
    return Path(named) if named else user_data_path("footnoted", appauthor=False) / "library"


def _have_streams() -> None:
    """Gives the program the standard streams it was started without: they lead nowhere.

    Else the next file opened, such as the library's, would take their place.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _fail(line: str) -> int:
    print(f"footnoted: {line}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    from ui.start import main as start

    sys.exit(start())
