"""Puts the app together: the desk everybody shares, the shelf, the weights, and the page."""

import threading
from pathlib import Path
from typing import Any

from index.weights import Weights
from rag.assembly import ENCODER, RERANKER, open_indexer
from ui.app import build
from ui.app_events import Handlers, wire
from ui.ask_handlers import AskHandlers
from ui.desks import Desks, opener
from ui.endpoints import Endpoints
from ui.eval_handlers import EvalHandlers
from ui.eval_report import EvalReport
from ui.library_handlers import LibraryHandlers
from ui.model_fetching import Fetching
from ui.page import Calls
from ui.shelf import Shelf


def open_app(library: Path, weights: Weights, model: str) -> Any:
    """The app over one library, not yet served; missing weights are being fetched meanwhile.

    Raises LibraryError for a library folder that cannot be made or used.
    """
    catalogued = {weight.name for weight in weights.entries()}
    fetch = Fetching(weights, [n for n in (ENCODER, RERANKER, model) if n in catalogued])
    shelf = Shelf(library, lambda opened: open_indexer(opened, weights))
    desks = Desks(weights, model, opener(library, weights))
    fetch.begin()
    threading.Thread(target=desks.prepare, name="opening", daemon=True).start()
    return put_together(desks, shelf, fetch, EvalReport(library, model))


def put_together(desks: Desks, shelf: Shelf, fetch: Fetching, report: EvalReport) -> Any:
    """The app of these parts, its events wired and its endpoints published."""
    library = LibraryHandlers(shelf, desks, fetch)
    handlers = Handlers(AskHandlers(desks), library, EvalHandlers(report))
    endpoints = Endpoints(desks)
    return build(
        Calls(library.article, library.remove),
        lambda page: wire(page, handlers),
        {"ask": endpoints.ask, "search": endpoints.search, "check": endpoints.check},
    )
