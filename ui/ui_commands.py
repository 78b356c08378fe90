"""ui: the app in the browser."""

import argparse
import importlib.util
import json
import logging
import os
import sys
from typing import Any

from index.errors import RequestError
from index.weights import Weights
from rag.assembly import ENCODER, NO_MODEL, RERANKER
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
    """Serves the app until it is interrupted."""
    if options.host != LOOPBACK and options.auth is None:
        options.usage_error(f"serving on {options.host} needs --auth USER:PASSWORD")
    if options.mcp and importlib.util.find_spec("mcp") is None:
        raise RequestError("--mcp needs a package more: pip install \"gradio[mcp]\"")
    _be_discreet()
    # Loading Gradio takes seconds that no other command should wait.
    from ui.app import launch
    from ui.app_assembly import open_app

    app = open_app(options.library, Weights(), options.model)
    if options.json:
        launch_note = json.dumps
    address = launch(
        app, host=options.host, port=options.port, auth=options.auth, mcp=options.mcp, wait=False
    )
    del launch_note
    print(address)
    app.block_thread()
    return 0
