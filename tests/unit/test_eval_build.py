"""Drafting a suite from documents."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from eval.build import NOTE, draft, left_out, save, targets
from eval.questions import load
from index.errors import RequestError
from index.vocabulary import Document, Evidence
from rag.generator import Prompt

DOCUMENTS = tuple(
    Document(name, text, "0", title=title)
    for name, title, text in (
        ("ferry.txt", "Ferry aground",
         "The Aurora ran aground with 120 passengers. Captain Nils Berg said the rocks were near. "
         "He counted 340 bags."),
        ("mill.txt", "Mill burns", "Fire cost the mill 45,000 kronor. It was old."),
        ("copy.txt", "Aground", "Some 120 passengers were on the Aurora."),
    )
)  # fmt: skip


class Asking:
    """Writes a question of the words of the sentence without the answer."""

    def __init__(self, question: str = "") -> None:
        self.question = question

    def write(self, prompt: Prompt, grammar: str, limit: int) -> Iterator[str]:
        sentence = re.search(r"Sentence: (.*)", prompt.given).group(1)
        target = re.search(r"“(.*?)”", prompt.task).group(1)
        yield self.question or f"What about {sentence.replace(target, 'what').rstrip('.')}?"


def search(*order: tuple[str, int]):
    def found(question: str, k: int) -> Sequence[Evidence]:
        from index.sentences import split

        by_name = {d.name: d for d in DOCUMENTS}
        return [
            Evidence(by_name[name], split(name, by_name[name].text)[at], 1.0) for name, at in order
        ][:k]

    return found


def test_figures_and_attributions_are_asked_in_turn_and_pointers_never() -> None:
    found = targets(DOCUMENTS)
    assert [t.kind for t in found] == ["fact", "attribution", "fact", "fact"]
    assert {t.words for t in found} == {"120", "45,000", "Captain Nils Berg"}


def test_a_question_is_kept_when_its_sentence_ranks_among_the_first() -> None:
    wanted = [t for t in targets(DOCUMENTS[:1]) if t.words == "120"]
    first = search(("ferry.txt", 0), ("copy.txt", 0), ("mill.txt", 0))
    (row,) = draft(wanted, [], Asking(), first, 10)
    assert row == {
        "id": "made-001",
        "split": "dev",
        "type": "fact",
        "question": "What about The Aurora ran aground with what passengers?",
        "evidence": [
            {"document": "ferry.txt", "quote": "The Aurora ran aground with 120 passengers."},
            {
                "document": "copy.txt",
                "quote": "Some 120 passengers were on the Aurora.",
                "optional": True,
            },
        ],
        "answers": [["120"]],
        "note": NOTE,
    }
    others = [("mill.txt", 0), ("mill.txt", 1), ("ferry.txt", 1), ("ferry.txt", 0)]
    assert list(draft(wanted, [], Asking(), search(*others), 10)) == []


@pytest.mark.parametrize("question", ["Is it 120 passengers there?", "Why?", "No question at all"])
def test_a_question_that_gives_the_answer_or_asks_nothing_is_dropped(question: str) -> None:
    wanted = [t for t in targets(DOCUMENTS[:1]) if t.words == "120"]
    assert list(draft(wanted, [], Asking(question), search(("ferry.txt", 0)), 10)) == []


def test_questions_on_documents_left_out_have_no_answer() -> None:
    hidden = targets(DOCUMENTS[1:2])
    rows = list(draft([], hidden, Asking(), search(("ferry.txt", 0)), 4))
    assert [(r["type"], r["evidence"], r["answers"]) for r in rows] == [("near_miss", [], [])]
    assert list(draft([], hidden, Asking(), search(("mill.txt", 0)), 4)) == []


def test_about_a_quarter_has_no_answer_and_nothing_is_asked_twice() -> None:
    hidden = [*targets(DOCUMENTS[1:2]), *targets(DOCUMENTS[1:2])]
    wanted = [t for t in targets(DOCUMENTS[:1]) if t.words == "120"] * 2
    rows = list(draft(wanted, hidden, Asking(), search(("ferry.txt", 0)), 8))
    assert [r["type"] for r in rows] == ["near_miss", "fact"]
    assert [r["id"] for r in rows] == ["made-001", "made-002"]


def test_a_tenth_of_the_documents_is_left_out_where_there_are_enough() -> None:
    assert left_out(DOCUMENTS) == ()
    many = [Document(f"{n}.txt", "x", "0") for n in range(25)]
    assert len(left_out(many)) == 2
    assert left_out(many) == left_out(many[::-1])


def test_what_is_saved_can_be_loaded_and_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "suite.jsonl"
    wanted = [t for t in targets(DOCUMENTS[:1]) if t.words == "120"]
    rows = list(draft(wanted, [], Asking(), search(("ferry.txt", 0), ("copy.txt", 0)), 10))
    save(rows, ["mill.txt"], path)
    (question,) = load(path, {d.name: d.text for d in DOCUMENTS})
    assert question.answers == (("120",),)
    assert (tmp_path / "suite.left-out.txt").read_text() == "mill.txt\n"
    assert json.loads(path.read_text())["note"] == NOTE
    with pytest.raises(RequestError, match="is there already: name another with --out"):
        save(rows, [], path)
