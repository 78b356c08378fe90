"""The report, its table, and the gates it is held against."""

import json
from pathlib import Path

import pytest

from eval import gates, report
from eval.runner import run
from eval.state import State
from eval.table import aim, table
from index.errors import RequestError
from tests.fakes.eval_outcomes import (
    ABSTAINED,
    DISAGREEMENT,
    FACT,
    FALSE_PREMISE,
    FOG,
    NEAR_MISS,
    OFF_TOPIC,
    QUESTIONS,
    SANK,
    answered,
)
from tests.fakes.eval_system import FakeSystem

RIGHT = answered(("Three sank.", [SANK]), ranked=[(SANK,)], confidence=0.9, seconds=2.0)
OUTCOMES = {
    FACT.question: RIGHT,
    DISAGREEMENT.question: RIGHT,
    NEAR_MISS.question: ABSTAINED,
    OFF_TOPIC.question: answered(("Nine.", [FOG]), confidence=0.1),
    FALSE_PREMISE.question: RIGHT,
}


@pytest.fixture
def found(tmp_path: Path) -> report.Report:
    system = FakeSystem(OUTCOMES)
    results = run(system, QUESTIONS, State(tmp_path / "s.jsonl"), lambda *_: None)
    return {
        "schema": report.SCHEMA,
        "systems": [report.system_report(system, results)],
        "metamorphic": None,
        "gates": [],
    }


def test_figures_stand_by_split_and_by_type(found: report.Report) -> None:
    (system,) = found["systems"]
    dev, test = system["splits"]["dev"], system["splits"]["test"]
    assert dev["correctness"]["value"] == pytest.approx(2 / 3)
    assert test["correctness"]["value"] == 0.5
    assert test["disagreement_recall"]["value"] == 0.5
    assert dev["unsupported"]["value"] == 0.5
    assert "disagreement_recall" not in dev
    assert system["types"]["off_topic"]["correctness"]["value"] == 0.0
    assert system["curves"]["dev"] == [(0.5, 0.0), (1.0, 0.5)]
    assert [q["id"] for q in system["questions"]] == [q.id for q in QUESTIONS]


def test_a_question_is_kept_whole(found: report.Report) -> None:
    row = found["systems"][0]["questions"][0]
    assert row["evidence"] == [{"document": "a.txt", "quote": SANK.quote, "optional": False}]
    assert row["scores"]["correctness"] == {
        "value": 1.0,
        "weight": 1.0,
        "confidence": None,
        "explanation": "holds every element",
    }
    assert row["record"]["answer"] == [{"text": "Three sank.", "citations": [1]}]


def test_a_report_is_plain_json_and_comes_back(found: report.Report, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "report.json"
    report.save(found, path)
    assert "NaN" not in path.read_text() and "Infinity" not in path.read_text()
    assert report.read(path) == json.loads(json.dumps(found))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "is no report of `footnoted eval`"),
        ("[]", "is no report of `footnoted eval`: give its report.json"),
        ('{"schema": 0, "systems": []}', "has schema 0, this version reads 1: run it again"),
    ],
)
def test_what_is_no_report_is_one_line(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "r.json"
    path.write_text(text)
    with pytest.raises(RequestError, match=reason) as error:
        report.read(path)
    assert "\n" not in str(error.value)


def test_the_table_shows_figures_with_their_intervals(found: report.Report) -> None:
    lines = table(found).splitlines()
    assert lines[0].split() == ["dev", "(3", "questions)", "fake"]
    assert "correctness           66.7 % [0.0, 100.0]" in lines
    assert "seconds_p50           0.00 s [0.00, 2.00]" in lines
    assert "off_topic            0.0 % [0.0, 0.0]" in lines


def gate_file(folder: Path, text: str) -> Path:
    path = folder / "gates.toml"
    path.write_text(text)
    return path


GATES = """
[[gate]]
measure = "correctness"
split = "dev"
floor = 0.6

[[gate]]
measure = "unsupported"
split = "dev"
ceiling = 0.0

[[gate]]
measure = "recall@5"
split = "test"
floor = 1.0

[[gate]]
measure = "metamorphic"
split = "test"
floor = 1.0
"""


def test_a_gate_that_is_broken_is_named(found: report.Report, tmp_path: Path) -> None:
    judged = gates.judge(gates.load(gate_file(tmp_path, GATES)), found, limited=False)
    assert [row["verdict"] for row in judged] == ["passed", "FAILED", "FAILED", "not run"]
    assert gates.failures(judged) == [
        "unsupported (dev): 50.0 % is over 0.0 %",
        "recall@5 (test): 75.0 % is under 100.0 %",
    ]
    found["gates"] = judged
    assert "unsupported (dev)   at most 0.0 %     50.0 %  FAILED" in table(found)


def test_nothing_to_judge_fails_a_whole_run_only(found: report.Report) -> None:
    gate = gates.Gate("disagreement_recall", "dev", floor=0.5)
    assert gates.judge([gate], found, limited=False)[0]["verdict"] == "FAILED"
    assert gates.judge([gate], found, limited=True)[0]["verdict"] == "not run"


def test_what_could_not_be_judged_fails_a_gate(found: report.Report) -> None:
    gate = gates.Gate("correctness", "dev", floor=0.0)
    found["systems"][0]["splits"]["dev"]["correctness"]["unjudged"] = 1
    (row,) = gates.judge([gate], found, limited=True)
    assert row["explanation"] == "1 questions could not be judged"
    lenient = gates.Gate("correctness", "dev", floor=0.0, unjudged=1)
    assert gates.judge([lenient], found, limited=True)[0]["verdict"] == "passed"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[gate]", "cannot be read as gates"),
        ("[[gate]]\nmeasure = 'mrr'", "gate 1: must hold measure and split, of aim, ceiling,"),
        ("[[gate]]\nmeasure = 'x'\nsplit = 'dev'\nfloor = 1", "there is no measure 'x' on 'dev'"),
        ("[[gate]]\nmeasure = 'mrr'\nsplit = 'dev'", "give a floor or a ceiling for mrr"),
    ],
)
def test_a_malformed_gate_is_one_line(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(RequestError, match=reason) as error:
        gates.load(gate_file(tmp_path, text))
    assert "\n" not in str(error.value)


AIMS = {
    "unsupported": 0.0,
    "unfounded_numbers": 0.0,
    "cited_correctness": 0.85,
    "refused_or_corrected": 0.9,
    "disagreement_recall": 0.9,
    "right_but_withheld": 0.05,
}


def test_the_gates_that_come_along_name_what_is_aimed_at() -> None:
    built_in = gates.load(gates.built_in())
    aims = {(g.measure, g.split): g.aim for g in built_in if g.aim is not None}
    promised = {(name, split): aim for name, aim in AIMS.items() for split in ("dev", "test")}
    assert promised.items() <= aims.items()
    for gate in (g for g in built_in if g.aim is not None):
        assert gate.floor is None or gate.floor <= gate.aim
        assert gate.ceiling is None or gate.ceiling >= gate.aim


def test_an_aim_is_shown_and_fails_nothing(found: report.Report) -> None:
    gate = gates.Gate("correctness", "dev", floor=0.0, aim=1.0)
    (row,) = gates.judge([gate], found, limited=False)
    assert (row["verdict"], row["aim_reached"]) == ("passed", False)
    assert aim(row) == "100.0 %, not yet"
    assert aim(row | {"aim_reached": True}) == "100.0 %, reached"
    assert aim(row | {"aim": None}) == ""
