import json
from collections import Counter
from pathlib import Path

import pytest

from eval.answer_correctness import correct
from eval.questions import (
    TYPES,
    UNANSWERABLE_TYPES,
    GoldEvidence,
    GoldFigure,
    Question,
    load,
)
from index.errors import RequestError

ROOT = Path(__file__).parents[2]
SUITE = ROOT / "eval" / "questions.jsonl"
DOCUMENTS = {"a.txt": "Three ships sank. “It was fog,” the harbour said.", "b.txt": "Four sank."}
ROW = {
    "id": "fact-001",
    "split": "dev",
    "type": "fact",
    "question": "How many ships sank?",
    "evidence": [{"document": "a.txt", "quote": "Three ships sank."}],
    "answers": [["three", "3"]],
}
PREMISE = {"type": "false_premise", "evidence": [], "answers": []}
LEAST = {
    "fact": 24,
    "multi_source": 18,
    "disagreement": 18,
    "attribution": 20,
    "paraphrase": 16,
    "relative_date": 12,
    "false_premise": 20,
    "near_miss": 22,
    "off_topic": 14,
}
FIGURE = {"value": "Three", "low": 3, "high": 3, "speaker": None, "document": "a.txt"}


@pytest.fixture(scope="module")
def seeds() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "seeds").glob("*.txt")}


@pytest.fixture(scope="module")
def suite(seeds: dict[str, str]) -> tuple[Question, ...]:
    return load(SUITE, seeds)


def write(folder: Path, *rows: object) -> Path:
    path = folder / "suite.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_line_becomes_a_question(tmp_path: Path) -> None:
    row = ROW | {
        "type": "disagreement",
        "evidence": [*ROW["evidence"], {"document": "b.txt", "quote": "Four", "optional": True}],
        "figures": [FIGURE, FIGURE | {"value": "Four", "high": None, "document": "b.txt"}],
        "note": "two towns",
    }
    assert load(write(tmp_path, row), DOCUMENTS) == (
        Question(
            id="fact-001",
            split="dev",
            type="disagreement",
            question="How many ships sank?",
            evidence=(
                GoldEvidence("a.txt", "Three ships sank."),
                GoldEvidence("b.txt", "Four", optional=True),
            ),
            answers=(("three", "3"),),
            figures=(
                GoldFigure("Three", 3, 3, None, "a.txt"),
                GoldFigure("Four", 3, None, None, "b.txt"),
            ),
            note="two towns",
        ),
    )


def test_a_contradicted_premise_has_a_correction_and_is_not_answerable(tmp_path: Path) -> None:
    row = ROW | PREMISE | {"corrects": ROW["evidence"], "correction": [["sank"]]}
    (question,) = load(write(tmp_path, row), DOCUMENTS)
    assert question.corrects == (GoldEvidence("a.txt", "Three ships sank."),)
    assert question.correction == (("sank",),)
    assert not question.answerable


def test_blank_lines_are_skipped_and_the_order_is_kept(tmp_path: Path) -> None:
    path = write(tmp_path, ROW | {"id": "b"}, "", ROW | {"id": "a"})
    assert [question.id for question in load(path)] == ["b", "a"]


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    path = write(tmp_path, ROW)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load(path, DOCUMENTS)[0].id == "fact-001"


def test_without_documents_names_and_quotes_go_unchecked(tmp_path: Path) -> None:
    (question,) = load(write(tmp_path, ROW))
    assert question.evidence[0].document == "a.txt"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"type": "riddle"}, "type is 'riddle', must be one of fact,"),
        ({"split": "train"}, "split is 'train', must be one of dev, test"),
        ({"question": " "}, "question must be a text that is not empty"),
        ({"note": 1}, "note must be a text that is not empty"),
        ({"topic": "sea"}, "has the unknown field topic"),
        ({"evidence": []}, "fact needs evidence and answers"),
        ({"answers": []}, "fact needs evidence and answers"),
        ({"answers": [[]]}, "answers holds an element without a wording"),
        ({"answers": "three"}, "answers must be a list"),
        ({"evidence": [{"document": "a.txt"}]}, "evidence must hold objects with document, quote"),
        ({"evidence": ["Three"]}, "evidence must hold objects with document, quote"),
        ({"evidence": [{"document": "c.txt", "quote": "x"}]}, "there is no document 'c.txt'"),
        (
            {"evidence": [{"document": "a.txt", "quote": 'said "fog"'}]},
            "not verbatim in a.txt: 'said \"fog\"'",
        ),
        ({"type": "near_miss"}, "near_miss has no answer: evidence, answers and figures must be"),
        ({"type": "off_topic"}, "off_topic has no answer: evidence, answers and figures must be"),
        ({"type": "disagreement"}, "disagreement needs at least two figures"),
        ({"figures": [FIGURE | {"low": "3"}]}, "figures low and high must be numbers or null"),
        ({"figures": [FIGURE | {"low": True}]}, "figures low and high must be numbers or null"),
        ({"figures": [FIGURE | {"value": "Nine"}]}, "figure not in a.txt: 'Nine'"),
        ({"figures": [{"value": "Three"}]}, "figures must hold objects with value, low, high,"),
        ({"correction": [["sank"]]}, "only a false_premise can have corrects and correction"),
        (PREMISE | {"correction": [["sank"]]}, "corrects and correction go together"),
        (
            PREMISE
            | {"corrects": [{"document": "a.txt", "quote": "Two"}], "correction": [["sank"]]},
            "not verbatim in a.txt: 'Two'",
        ),
    ],
)
def test_a_fault_is_one_line_that_names_file_line_and_id(
    tmp_path: Path, change: dict[str, object], reason: str
) -> None:
    path = write(tmp_path, "", ROW | change)
    with pytest.raises(RequestError) as caught:
        load(path, DOCUMENTS)
    message = str(caught.value)
    assert message.startswith(f"{path}, line 2, fact-001: {reason}")
    assert "\n" not in message


@pytest.mark.parametrize("field", sorted(ROW))
def test_a_missing_field_is_named(tmp_path: Path, field: str) -> None:
    row = {key: value for key, value in ROW.items() if key != field}
    name = "without id" if field == "id" else "fact-001"
    with pytest.raises(RequestError, match=f"line 1, {name}: lacks {field}$"):
        load(write(tmp_path, row), DOCUMENTS)


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        ("{not json", "line 2: not JSON: Expecting property name"),
        ("[1]", "line 2: not a JSON object$"),
        ("9" * 5000, "line 2: not JSON: Exceeds the limit"),
        ("[" * 100000, "line 2: not JSON: "),
        (ROW, "line 2, fact-001: this id is used twice$"),
    ],
)
def test_a_line_that_is_no_new_question_is_refused(
    tmp_path: Path, second: object, reason: str
) -> None:
    with pytest.raises(RequestError, match=reason):
        load(write(tmp_path, ROW, second), DOCUMENTS)


def test_files_that_hold_no_question_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="cannot be read as UTF-8 text"):
        load(tmp_path / "absent.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b"\xff\xfe\xe9")
    with pytest.raises(RequestError, match="cannot be read as UTF-8 text"):
        load(tmp_path / "latin.jsonl")
    with pytest.raises(RequestError, match="holds no question"):
        load(write(tmp_path, ""))


def test_the_suite_covers_every_type_in_both_splits(suite: tuple[Question, ...]) -> None:
    counts = Counter((question.type, question.split) for question in suite)
    totals = {kind: counts[kind, "dev"] + counts[kind, "test"] for kind in TYPES}
    assert [kind for kind in TYPES if totals[kind] < LEAST[kind]] == []
    assert all(0.4 <= counts[kind, "dev"] / totals[kind] <= 0.6 for kind in TYPES)


def test_the_gold_quotes_of_the_suite_hold_their_own_answers(suite: tuple[Question, ...]) -> None:
    wrong = [
        question.id
        for question in suite
        if (quotes := " ".join(e.quote for e in question.evidence + question.corrects))
        and not correct(question, quotes)
    ]
    assert wrong == []


def test_multi_source_and_disagreement_rest_on_two_documents(suite: tuple[Question, ...]) -> None:
    for question in suite:
        if question.type in ("multi_source", "disagreement"):
            assert len({evidence.document for evidence in question.evidence}) >= 2, question.id


def test_every_document_of_the_suite_is_asked_about(
    suite: tuple[Question, ...], seeds: dict[str, str]
) -> None:
    for split in ("dev", "test"):
        cited = {e.document for q in suite if q.split == split for e in q.evidence}
        assert cited == set(seeds)


def test_ids_name_the_type_and_no_question_is_asked_twice(suite: tuple[Question, ...]) -> None:
    assert all(question.id.startswith(f"{question.type}-") for question in suite)
    asked = Counter(question.question.casefold() for question in suite)
    assert [text for text, times in asked.items() if times > 1] == []


def test_types_without_an_answer_are_a_third_of_the_suite(suite: tuple[Question, ...]) -> None:
    unanswerable = [question for question in suite if question.type in UNANSWERABLE_TYPES]
    assert 0.25 <= len(unanswerable) / len(suite) <= 0.4
