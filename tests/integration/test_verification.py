"""Re-checking saved answers against the library."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fakes.fake_encoder import FakeEncoder
from index.errors import RequestError
from index.indexer import Indexer
from index.library import Library
from rag.answer import record
from rag.receipt import receipt, sealed
from rag.verification import LISTS, changed_since, problems
from rag.vocabulary import Answer, Citation, Statement

TEXT = "Lee said around 300 soldiers were killed in Kursk. Snow fell in the mountains."

NO_RECEIPT = {"schema": 1, **{name: [] for name in LISTS}}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "a.txt").write_text(TEXT)
    made = Library.create(tmp_path / "library")
    Indexer(made, FakeEncoder()).index([tmp_path / "a.txt"])
    return made


@pytest.fixture
def saved(library: Library) -> dict[str, Any]:
    citation = Citation(library.document("a.txt"), library.sentences("a.txt")[0])
    answer = Answer("Who?", (Statement("Around 300 soldiers were killed.", (citation,)),))
    return record(answer, receipt(library.digest(), None, "0" * 64))


def test_an_untouched_answer_holds(library: Library, saved: dict[str, Any]) -> None:
    assert problems(saved, library) == []
    assert changed_since(saved, library) is False


def _set(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(saved: dict[str, Any]) -> None:
        *way, last = [int(p) if p.isdecimal() else p for p in path.split(".")]
        place: Any = saved
        for step in way:
            place = place[step]
        place[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (_set("answer.0.text", "Around 400 soldiers were killed."), "number not in the cited"),
        (_set("answer.0.citations", []), "this sentence has no footnote"),
        (_set("answer.0.citations", [7]), "has a footnote 7 that is not there"),
        (_set("citations.0.quote", "Lee said around 400"), "the quote no longer stands at 0-50"),
        (_set("citations.0.start", 1), "the quote no longer stands at 1-50"),
        (_set("citations.0.document", "b.txt"), "the document b.txt is no longer in the library"),
        (_set("citations.0.title", "Another"), "footnote 1: a.txt has another title now: None"),
        (_set("status", "abstained"), "the status is 'abstained' with 1 sentences"),
    ],
)
def test_what_no_longer_holds_is_named(
    library: Library, saved: dict[str, Any], change: Callable[[dict[str, Any]], None], problem: str
) -> None:
    changed = copy.deepcopy(saved)
    change(changed)
    assert problem in "\n".join(problems(changed, library))


def test_a_changed_document_is_noticed(
    library: Library, saved: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(TEXT.replace("300", "400"))
    Indexer(library, FakeEncoder()).index([tmp_path / "a.txt"])
    assert changed_since(saved, library) is True
    assert "no longer stands" in "\n".join(problems(saved, library))


@pytest.mark.parametrize(
    "record_", [None, [], {}, {"schema": "1"}, {"schema": 2}, {"schema": 1}, NO_RECEIPT]
)
def test_what_is_no_record_is_refused(library: Library, record_: Any) -> None:
    with pytest.raises(RequestError):
        problems(record_, library)


def test_every_changed_byte_of_a_sealed_answer_is_noticed(
    library: Library, saved: dict[str, Any]
) -> None:
    text = json.dumps(sealed(saved), ensure_ascii=False)
    assert problems(json.loads(text), library) == []
    held = []
    for at, character in enumerate(text):
        flipped = text[:at] + chr(ord(character) ^ 1) + text[at + 1 :]
        try:
            found = problems(json.loads(flipped), library)
        except (RequestError, ValueError):
            continue
        if not found:
            held.append(flipped)
    assert held == []


def test_another_program_may_write_the_numbers_another_way(
    library: Library, saved: dict[str, Any]
) -> None:
    made = sealed(saved | {"timings": {"total": 2.0}})
    assert problems(made | {"timings": {"total": 2}}, library) == []
    assert problems(made | {"timings": {"total": 3}}, library) != []


@pytest.mark.parametrize(
    "change",
    [
        _set("citations.0.start", -79),
        _set("citations.0.start", "0"),
        _set("citations.0.id", [1]),
        _set("citations.0.document", 10**30),
        _set("receipt", {}),
        _set("citations.0", None),
        _set("answer.0", 7),
        _set("answer.0.citations", None),
        _set("receipt", {"library": 7, "record": 7}),
    ],
)
def test_a_record_of_another_shape_is_refused_or_its_problem_named(
    library: Library, saved: dict[str, Any], change: Callable[[dict[str, Any]], None]
) -> None:
    changed = copy.deepcopy(sealed(saved))
    change(changed)
    try:
        assert problems(changed, library)
    except RequestError as error:
        assert str(error).startswith("this is no answer record")
