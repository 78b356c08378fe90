"""What happens on the pages Documents and Models, and when an article is opened."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from index.errors import FootnotedError
from rag.assembly import NO_MODEL
from rag.readable import undirected
from ui.article_rendering import article, changed, gone
from ui.desks import Desks
from ui.model_fetching import Fetching
from ui.page_rendering import added, adding, documents, examples, fetching, models, problem
from ui.shelf import Shelf


@dataclass(frozen=True, slots=True)
class LibraryView:
    """What the page Documents shows, and the examples, which depend on what there is."""

    status: str
    listing: str
    examples: str


@dataclass(frozen=True, slots=True)
class ModelsView:
    """What the page Models shows and the banner.

    `missing` is whether there is something to fetch, `running` whether it is being fetched.
    """

    banner: str
    table: str
    missing: bool
    running: bool


class LibraryHandlers:
    """The library's documents and the weights on this computer."""

    def __init__(self, shelf: Shelf, desks: Desks, fetch: Fetching) -> None:
        self._shelf = shelf
        self._desks = desks
        self._fetch = fetch

    def documents(self) -> LibraryView:
        """What there is."""
        return self._view("")

    def add(self, uploads: Sequence[str] | None) -> Iterator[LibraryView]:
        """Adds dropped files with progress."""
        try:
            for state in self._shelf.add([Path(upload) for upload in uploads or ()]):
                if state.report is not None:
                    yield self._view(added(state.report))
                else:
                    yield self._view(adding(state.done, state.total, state.ahead))
        except FootnotedError as error:
            yield self._view(problem(" ".join(str(error).split())))

    def remove(self, name: str) -> str:
        """Takes a document out; returns the new listing."""
        try:
            self._shelf.remove(name)
        except FootnotedError as error:
            return problem(" ".join(str(error).split())) + documents(self._shelf.listing())
        return documents(self._shelf.listing())

    def article(self, place: Mapping[str, Any]) -> str:
        """The article of {"document", "start", "end", "quote"} with that passage marked, as HTML.

        Only what was cited is marked: where the text has changed since, that is said instead.
        """
        name, quote = str(place["document"]), place.get("quote")
        try:
            document, sentences = self._shelf.document(name)
        except FootnotedError:
            return gone(name, quote)
        if quote is None:
            return article(document, sentences)
        start, end = int(place["start"]), int(place["end"])
        # The page hands the words back as it showed them.
        if _words(undirected(document.text[start:end])) != _words(quote):
            return changed(document, sentences, quote)
        return article(document, sentences, start, end)

    def models(self) -> ModelsView:
        """The weights as they stand."""
        states = self._fetch.states()
        running = self._fetch.running
        missing = not running and any(s.needed and s.state != "present" for s in states)
        return ModelsView(fetching(states), models(states, self._writer()), missing, running)

    def fetch(self) -> ModelsView:
        """Begins fetching what is missing."""
        self._fetch.begin()
        return self.models()

    def _writer(self) -> str | None:
        return None if self._desks.model == NO_MODEL else Path(self._desks.model).name

    def _view(self, status: str) -> LibraryView:
        rows = self._shelf.listing()
        return LibraryView(status, documents(rows), examples(_questions(rows), len(rows)))


def _words(text: str) -> list[str]:
    return text.split()


def _questions(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The example questions whose documents are all in the library, known by their bytes."""
    text = files("ui").joinpath("assets", "examples.json").read_text("utf-8")
    here = {row["sha256"] for row in rows}
    return [e["question"] for e in json.loads(text) if here.issuperset(e["documents"])]
