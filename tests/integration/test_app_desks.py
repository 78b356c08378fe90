"""The shared desk and the shelf over a real library, without the page."""

import threading
from pathlib import Path
from typing import Any

import pytest

from index.errors import LibraryError, RequestError
from index.indexer import Indexer
from index.library import Library
from index.weights import Weights
from rag.pipeline import Question
from tests.fakes.fake_encoder import FakeEncoder
from tests.fakes.scripted_desk import Script, ScriptedDesk, ScriptedPipeline, fill
from ui.ask_handlers import AskHandlers, asking
from ui.desks import Desks, finished
from ui.library_handlers import LibraryHandlers
from ui.model_fetching import Fetching
from ui.shelf import Shelf

ARTICLE = "Seven ships were hit on Monday. Nobody was hurt. The port was closed for a week."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    article = tmp_path / "in" / "ships.txt"
    article.parent.mkdir()
    article.write_text(ARTICLE)
    fill(tmp_path / "library", [article])
    return tmp_path / "library"


def shelf_of(folder: Path) -> Shelf:
    return Shelf(folder, lambda library: Indexer(library, FakeEncoder()))


class Opened:
    """Desks over scripts, and how often they were opened, by whom, and in which thread."""

    def __init__(self, folder: Path, *scripts: Script) -> None:
        self.models: list[str] = []
        self.loaded: list[Any] = []
        self.threads: set[int] = set()
        self.pipelines: list[ScriptedPipeline] = []
        self._folder = folder
        self._scripts = scripts
        weights = Weights(folder / "weights", offline=True)
        self.desks = Desks(weights, "none", self._open)

    def _open(self, model: str, loaded: Any) -> ScriptedDesk:
        self.models.append(model)
        self.loaded.append(loaded)
        self.threads.add(threading.get_ident())
        library = Library.open(self._folder)
        self.pipelines.append(ScriptedPipeline(library, self._scripts))
        return ScriptedDesk(library, self.pipelines[-1])


HIT = Script("hit", [("Seven ships were hit.", ["Seven ships"]), ("It closed.", ["port was"])])


def test_steps_show_each_sentence_and_end_with_the_record(folder: Path) -> None:
    steps = list(Opened(folder, HIT).desks.answer(Question("How many ships were hit?")))
    said = [len(s.record["answer"]) for s in steps if s.record is not None]
    assert said == [1, 2, 2]
    assert [s.phase for s in steps][:4] == ["opening", "searching", "reading", "writing"]
    final = steps[-1].record
    assert final is not None and steps[-1].finished
    assert final["citations"][0]["quote"] == "Seven ships were hit on Monday."
    assert ARTICLE[final["citations"][1]["start"] : final["citations"][1]["end"]] == (
        "The port was closed for a week."
    )


def test_the_desk_stays_open_until_the_library_changes(folder: Path, tmp_path: Path) -> None:
    opened = Opened(folder, HIT)
    for _ in range(2):
        finished(opened.desks.answer(Question("How many ships were hit?")))
    assert opened.models == ["none"]
    extra = tmp_path / "extra.txt"
    extra.write_text("Another article says something else entirely here.")
    fill(folder, [extra])
    finished(opened.desks.answer(Question("How many ships were hit?")))
    assert opened.models == ["none", "none"]
    assert opened.loaded == [None, "loaded"]
    assert len(opened.threads) == 1


def test_the_model_that_is_not_here_yet_does_not_write(folder: Path) -> None:
    weights = Weights(folder / "weights", offline=True)
    assert Desks(weights, weights.entries()[0].name, Opened(folder)._open).model == "none"
    assert Desks(weights, "my.gguf", Opened(folder)._open).model == "my.gguf"


def test_leaving_stops_the_pipeline(folder: Path) -> None:
    hold = threading.Event()
    script = Script("hit", [("Seven ships were hit.", ["Seven ships"])], gate=hold)
    opened = Opened(folder, script)
    steps = opened.desks.answer(Question("How many ships were hit?"))
    while next(steps).record is None:
        pass
    steps.close()
    # The line serves the next only after it has let go of the one who left.
    assert finished(opened.desks.search(Question("ships"), 1))["evidence"][0]["id"] == 1
    assert opened.pipelines[0].closed == 1
    hold.set()


def test_a_view_of_every_step_and_the_turn_at_the_end(folder: Path) -> None:
    views = list(AskHandlers(Opened(folder, HIT).desks).ask("How many ships were hit?", ()))
    assert [v.running for v in views] == [True] * (len(views) - 1) + [False]
    assert "Seven ships were hit." not in views[0].story
    assert [t.asked for t in views[-1].turns] == ["How many ships were hit?"]


def test_an_empty_question_is_refused_in_one_line(folder: Path) -> None:
    (view,) = AskHandlers(Opened(folder).desks).ask("  ?", ())
    assert "The question is empty: write what you want to know" in view.status
    assert not view.running


@pytest.mark.parametrize("date", ["yesterday", "2024-13-01"])
def test_a_date_that_is_none_is_refused(date: str) -> None:
    with pytest.raises(RequestError, match="is no date: write it as 2024-12-31"):
        asking("Who?", since=date)


def test_dates_reach_the_question() -> None:
    assert asking("Who?", "2024-12-31", " 2024-01-01 ", "") == (
        Question("Who?", "2024-12-31", "2024-01-01", None)
    )


def test_dropped_files_are_copied_indexed_and_removed(folder: Path, tmp_path: Path) -> None:
    dropped = tmp_path / "upload" / "new.txt"
    dropped.parent.mkdir()
    dropped.write_text("Three cars were stolen on Sunday.")
    shelf = shelf_of(folder)
    last = list(shelf.add([dropped]))[-1]
    assert last.report is not None and (last.report.added, last.report.failed) == (1, [])
    dropped.unlink()
    copy = folder / "files" / "new.txt"
    assert copy.read_text() == "Three cars were stolen on Sunday."
    assert [row["document"] for row in shelf.listing()] == ["new.txt", "ships.txt"]
    shelf.remove("new.txt")
    assert not copy.exists()
    assert [row["document"] for row in shelf.listing()] == ["ships.txt"]


def test_a_file_that_cannot_be_read_is_told_and_not_kept(folder: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"this is no pdf")
    last = list(shelf_of(folder).add([bad]))[-1]
    assert last.report is not None and len(last.report.failed) == 1
    assert last.report.failed[0].startswith("bad.pdf")
    assert list((folder / "files").iterdir()) == []


def test_a_document_from_elsewhere_keeps_its_file_when_removed(folder: Path) -> None:
    shelf_of(folder).remove("ships.txt")
    assert (folder.parent / "in" / "ships.txt").exists()


def test_removing_what_is_not_there_is_a_library_error(folder: Path) -> None:
    with pytest.raises(LibraryError, match="there is no document 'x'"):
        shelf_of(folder).remove("x")


def test_a_library_folder_is_made_when_there_is_none(tmp_path: Path) -> None:
    assert shelf_of(tmp_path / "new").listing() == []


def test_an_article_that_is_gone_is_said_to_be_gone(folder: Path) -> None:
    weights = Weights(folder / "weights", offline=True)
    handlers = LibraryHandlers(shelf_of(folder), Opened(folder).desks, Fetching(weights, ()))
    assert "no longer in the library" in handlers.article({"document": "x"})
    place = {"document": "ships.txt", "start": 32, "end": 48, "quote": "Nobody was hurt."}
    assert "<mark>Nobody was hurt.</mark>" in handlers.article(place)
    assert "<mark>" not in handlers.article({"document": "ships.txt"})
    shelf_of(folder).remove("ships.txt")
    gone = handlers.article(place)
    assert "no longer in the library" in gone
    assert "<q>Nobody was hurt.</q>" in gone


def test_nothing_but_what_was_cited_is_ever_marked(folder: Path, tmp_path: Path) -> None:
    weights = Weights(folder / "weights", offline=True)
    handlers = LibraryHandlers(shelf_of(folder), Opened(folder).desks, Fetching(weights, ()))
    place = {"document": "ships.txt", "start": 32, "end": 48, "quote": "Nobody was hurt."}
    article = tmp_path / "in" / "ships.txt"
    article.write_text(ARTICLE.replace("Nobody was hurt.", "Many have drowned."))
    fill(folder, [article])
    shown = handlers.article(place)
    assert "This document has changed since; what was cited no longer stands in it." in shown
    assert "When it was cited, it said: <q>Nobody was hurt.</q>" in shown
    assert "Many have drowned." in shown
    assert "<mark>" not in shown


def test_weights_that_cannot_be_fetched_are_told_with_what_to_do(tmp_path: Path) -> None:
    weights = Weights(tmp_path, offline=True)
    fetch = Fetching(weights, ["all-minilm-l6-v2"])
    fetch.begin()
    while fetch.running:
        threading.Event().wait(0.01)
    (state,) = [s for s in fetch.states() if s.needed]
    assert state.state == "failed"
    assert "unset FOOTNOTED_OFFLINE and run `footnoted models pull" in state.problem
