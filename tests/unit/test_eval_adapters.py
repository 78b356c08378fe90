"""Question sets in other formats, and the suites that are made of files."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.adapters import read
from eval.questions import GoldEvidence
from eval.suite import open_suite
from index.errors import RequestError
from index.weights import Weights

TEXT = "The Normans came to Normandy. Their leader was Rollo. Rollo was Norse."
SQUAD = {
    "version": "v2.0",
    "data": [
        {
            "title": "Normans (people)",
            "paragraphs": [
                {
                    "context": TEXT,
                    "qas": [
                        {"id": "1", "question": "Who led?", "is_impossible": False,
                         "answers": [{"text": "Rollo", "answer_start": 47},
                                     {"text": "Rollo", "answer_start": 47}]},
                        {"id": "2", "question": "Who fled?", "is_impossible": True,
                         "answers": [], "plausible_answers": [{"text": "x", "answer_start": 0}]},
                    ],
                }
            ],
        }
    ],
}  # fmt: skip
CLAPNQ = [
    {"id": "7", "input": "who led", "passages": [{"title": "Normans", "text": TEXT}],
     "output": [{"answer": "Rollo did.", "selected_sentences": ["Their leader was Rollo."]}]},
    {"id": "8", "input": "who fled", "passages": [{"title": "Normans", "text": TEXT}],
     "output": [{"answer": "", "selected_sentences": []}]},
]  # fmt: skip


def write(folder: Path, *rows: Any) -> Path:
    path = folder / "set.json"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_squad_brings_paragraphs_and_the_sentence_of_the_answer(tmp_path: Path) -> None:
    found = read(write(tmp_path, SQUAD), None)
    answerable, impossible = found.questions
    (name,) = found.documents
    assert name.startswith("Normans-people-") and name.endswith(".txt")
    assert found.documents[name] == TEXT
    assert answerable.evidence == (GoldEvidence(name, "Their leader was Rollo."),)
    assert (answerable.type, answerable.answers) == ("fact", (("Rollo",),))
    assert (impossible.type, impossible.answers, impossible.evidence) == ("near_miss", (), ())
    assert answerable.split == impossible.split


def test_squad_lines_take_their_contexts_from_another_file(tmp_path: Path) -> None:
    contexts = tmp_path / "contexts.jsonl"
    contexts.write_text(json.dumps({"doc_id": "d", "title": "Normans", "body": TEXT}))
    rows = [
        {"id": "1", "question": "Who led?", "doc_id": "d", "is_impossible": False,
         "answers": ["Rollo"]},
        {"id": "2", "question": "?", "doc_id": "d", "is_impossible": True, "answers": []},
    ]  # fmt: skip
    found = read(write(tmp_path, *rows), contexts)
    name = next(iter(found.documents))
    assert found.questions[0].evidence == (
        GoldEvidence(name, "Their leader was Rollo."),
        GoldEvidence(name, "Rollo was Norse.", optional=True),
    )
    with pytest.raises(RequestError, match="add --documents FILE"):
        read(write(tmp_path, *rows), None)


def test_clapnq_has_gold_sentences_and_no_accepted_wordings(tmp_path: Path) -> None:
    found = read(write(tmp_path, *CLAPNQ), None)
    answerable, unanswerable = found.questions
    assert [e.quote for e in answerable.evidence] == ["Their leader was Rollo."]
    assert (answerable.type, answerable.answers) == ("fact", ())
    assert unanswerable.type == "near_miss"
    assert len(found.documents) == 1


@pytest.mark.parametrize("row", [{"id": "a", "question": "b"}, {"data": 3}])
def test_another_file_is_none_of_these(tmp_path: Path, row: dict[str, Any]) -> None:
    assert read(write(tmp_path, row), None) is None


def test_what_is_no_json_is_none_of_these(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("hello")
    assert read(path, None) is None


def test_a_broken_squad_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="begins like SQuAD or CLAPNQ, but lacks 'paragraphs'"):
        read(write(tmp_path, {"data": [{"title": "x"}]}), None)


def test_questions_need_documents_and_documents_need_questions(tmp_path: Path) -> None:
    suite = write(tmp_path, {"id": "a"})
    with pytest.raises(RequestError, match="add --documents PATH"):
        open_suite(suite, None, tmp_path / "w", Weights(tmp_path))
    with pytest.raises(RequestError, match="footnoted eval build"):
        open_suite(None, tmp_path, tmp_path / "w", Weights(tmp_path))
    with pytest.raises(RequestError, match="cannot be read as UTF-8 text"):
        open_suite(tmp_path / "none.jsonl", tmp_path, tmp_path / "w", Weights(tmp_path))
