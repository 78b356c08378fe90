"""What got better and worse between two reports, and whether it is more than noise."""

from typing import Any

import pytest

from eval.against import against, mcnemar
from eval.table import table


def row(number: int, split: str = "dev", words: str = "?", **values: float) -> dict[str, Any]:
    scores = {
        name: {"value": value, "weight": 1.0, "confidence": None, "explanation": f"{value:g}"}
        for name, value in values.items()
    }
    return {"id": f"q{number}", "split": split, "question": words, "scores": scores}


def made(*rows: dict[str, Any]) -> dict[str, Any]:
    system = {"name": "footnoted", "splits": {}, "types": {}, "questions": list(rows)}
    return {"schema": 1, "version": "0.1", "systems": [system]}


def change(found: dict[str, Any], measure: str, split: str = "dev") -> dict[str, Any]:
    (one,) = (c for c in found["measures"] if (c["measure"], c["split"]) == (measure, split))
    return one


@pytest.mark.parametrize(
    ("better", "worse", "p"),
    [(0, 0, 1.0), (1, 0, 1.0), (5, 5, 1.0), (6, 0, 0.03125), (0, 6, 0.03125), (9, 1, 22 / 1024)],
)
def test_mcnemar_is_the_exact_binomial(better: int, worse: int, p: float) -> None:
    assert mcnemar(better, worse) == pytest.approx(p)


def test_six_questions_better_and_none_worse_is_more_than_noise() -> None:
    before = made(*(row(n, correctness=float(n > 5)) for n in range(10)))
    after = made(*(row(n, correctness=1.0) for n in range(10)))
    found = change(against(before, after), "correctness")
    assert (found["earlier"], found["now"], found["better"], found["worse"]) == (0.4, 1.0, 6, 0)
    assert (found["p"], found["verdict"]) == (0.03125, "better")
    back = change(against(after, before), "correctness")
    assert (back["better"], back["worse"], back["verdict"]) == (0, 6, "worse")


def test_five_questions_better_is_no_more_than_noise() -> None:
    before = made(*(row(n, correctness=float(n > 4)) for n in range(10)))
    after = made(*(row(n, correctness=1.0) for n in range(10)))
    assert change(against(before, after), "correctness")["verdict"] == "no more than noise"


def test_fewer_unsupported_sentences_is_better() -> None:
    before = made(*(row(n, unsupported=1.0) for n in range(8)))
    after = made(*(row(n, unsupported=0.0) for n in range(8)))
    found = change(against(before, after), "unsupported")
    assert (found["better"], found["worse"], found["verdict"]) == (8, 0, "better")


def test_shares_are_compared_by_a_paired_bootstrap() -> None:
    before = made(*(row(n, mrr=0.5) for n in range(20)))
    after = made(*(row(n, mrr=0.6 + 0.01 * (n % 3)) for n in range(20)))
    found = change(against(before, after), "mrr")
    assert found["p"] is None
    assert found["low"] == pytest.approx(0.106)
    assert found["high"] == pytest.approx(0.113)
    assert found["verdict"] == "better"
    wavering = made(*(row(n, mrr=0.5 + (0.1 if n % 3 else -0.1)) for n in range(20)))
    assert change(against(before, wavering), "mrr")["verdict"] == "no more than noise"


def test_only_questions_of_both_reports_with_the_same_words_count() -> None:
    before = made(row(1, correctness=0.0), row(2, words="old?", correctness=0.0), row(3))
    after = made(row(1, correctness=1.0), row(2, words="new?", correctness=1.0))
    found = against(before, after)
    assert (found["questions"], found["only_earlier"], found["only_now"]) == (1, 2, 1)
    assert [c["id"] for c in found["changed"]] == ["q1"]


def test_the_questions_that_moved_are_told() -> None:
    before = made(row(1, correctness=0.0, mrr=0.5, seconds_p50=1.0), row(2, correctness=1.0))
    after = made(row(1, correctness=1.0, mrr=1.0, seconds_p50=9.0), row(2, correctness=1.0))
    found = against(before, after)
    assert [(c["id"], c["measure"], c["verdict"]) for c in found["changed"]] == [
        ("q1", "mrr", "better"),
        ("q1", "correctness", "better"),
    ]
    lines = table(after | {"against": found}).splitlines()
    assert "better: q1 correctness 0 to 1: 1" in lines
    assert "correctness (dev)  50.0 %   100.0 %  1       0      no more than noise" in lines


def test_the_same_report_twice_is_the_same() -> None:
    report = made(row(1, correctness=1.0, mrr=0.5))
    found = against(report, report)
    assert {c["verdict"] for c in found["measures"]} == {"same"}
    assert found["changed"] == []
