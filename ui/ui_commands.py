"""ui: the app in the browser."""

import argparse
import importlib.util
import json
import os
import socket
import sys
import threading
from typing import Any

from index.errors import RequestError
from index.weights import Weights
from ui.arguments import add_model

LOOPBACK = "127.0.0.1"


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declares the command."""
    ui = commands.add_parser("ui", parents=[common], help="the app in the browser")
    ui.add_argument("--port", type=_port, default=None, help="default: the first free from 7860")
    ui.add_argument("--host", default=LOOPBACK, help="address to serve on (default: %(default)s)")
    ui.add_argument("--auth", type=_credentials, metavar="USER:PASSWORD",
                    help="who may come in; needed for any other --host")  # fmt: skip
    ui.add_argument("--mcp", action="store_true", help="also serve as an MCP server")
    add_model(ui)
    ui.set_defaults(run=run_ui, usage_error=ui.error)


def run_ui(options: argparse.Namespace) -> int:
    """Serves the app until it is interrupted, which is how it is meant to end."""
    if options.host != LOOPBACK and options.auth is None:
        options.usage_error(f"serving on {options.host} needs --auth USER:PASSWORD")
    if options.mcp and importlib.util.find_spec("mcp") is None:
        raise RequestError('--mcp needs a package more: pip install "gradio[mcp]"')
    _check_host(options.host)
    # Gradio reads this when it is imported, which takes seconds that no other command should wait.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    # Gradio logs its last 10,000 requests for a page of statistics; an app that runs for weeks
    # holds no more than it needs.
    os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "100"
    from ui.app import close, launch
    from ui.app_assembly import open_app

    app = open_app(options.library, Weights(), options.model)
    address = launch(app, host=options.host, port=options.port, auth=options.auth, mcp=options.mcp)
    try:
        _tell(address, options)
        threading.Event().wait()
    except KeyboardInterrupt:
        close(app)
        print("footnoted: the app has ended", file=sys.stderr)
    return 0


def _check_host(host: str) -> None:
    """Raises RequestError for what is no address of this machine: Gradio would try for minutes."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, 0, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.bind(address)
    except (OSError, UnicodeError) as error:
        raise RequestError(
            f"cannot serve on {host!r} ({error}): give --host an address of this machine"
        ) from error


def _tell(address: str, options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps({"address": address}), flush=True)
    else:
        print(f"footnoted is at {address}", flush=True)
        if options.mcp:
            print(f"as an MCP server at {address}gradio_api/mcp/", flush=True)
        print("Ctrl-C ends it.", file=sys.stderr)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 1 to 65535")
    return int(text)


def _credentials(text: str) -> tuple[str, str]:
    user, _, password = text.partition(":")
    if not user or not password:
        raise argparse.ArgumentTypeError("write it as USER:PASSWORD")
    return user, password
