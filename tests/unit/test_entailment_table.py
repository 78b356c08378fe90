"""How the judge is measured and fitted."""

from pathlib import Path

import numpy as np
import pytest

from eval.entailment_table import fitting
from eval.entailment_table.cases import Case
from eval.entailment_table.scoring import Scores
from eval.entailment_table.statistic import auroc, balanced_accuracy, best_threshold, interval
from eval.entailment_table.table import table
from fakes.fake_generator import FakeGenerator
from fakes.fake_pair_judge import FakePairJudge
from fakes.made_sources import sources
from rag.judge import Judge, calibration, weighed

SCORES = np.array([0.1, 0.4, 0.4, 0.9])
TRUTH = np.array([False, False, True, True])


def test_auroc_counts_ties_half() -> None:
    assert auroc(SCORES, TRUTH) == 0.875
    assert auroc(-SCORES, TRUTH) == 0.125


def test_balanced_accuracy_at_a_threshold() -> None:
    assert balanced_accuracy(0.4)(SCORES, TRUTH) == 0.75
    assert best_threshold(SCORES, TRUTH) == 0.4


def test_the_interval_holds_the_value() -> None:
    value, low, high = interval(auroc, list(SCORES), list(TRUTH))
    assert value == 0.875
    assert 0.5 <= low <= value <= high == 1.0


def test_the_fit_finds_what_separates() -> None:
    rows = [{"good": float(n % 2), "noise": float(n % 3)} for n in range(60)]
    weights = fitting.fit(rows, [n % 2 == 1 for n in range(60)], ["a"] * 60)
    assert weighed(weights, {"good": 1.0, "noise": 1.0}) > 0.9
    assert weighed(weights, {"good": 0.0, "noise": 1.0}) < 0.1
    assert abs(weights["noise"]) < 0.2


def test_scores_outlive_the_run(tmp_path: Path) -> None:
    case = Case("a", "", "It rained.", "Rain fell.", True)
    Scores(tmp_path / "s.jsonl").add(case, {"overlap": 0.5})
    Scores(tmp_path / "s.jsonl").add(case, {"margin": 2.0})
    known = Scores(tmp_path / "s.jsonl")
    assert (known.of(case)["overlap"], known.of(case)["margin"]) == (0.5, 2.0)
    assert known.of(Case("a", "", "It rained.", "Rain fell!", True)) == {}


def test_the_table_has_a_row_a_set_and_the_methods_that_were_run() -> None:
    cases = [Case("a", kind, "c", "p", n % 2 == 0) for kind in ("", "digit") for n in range(4)]
    values = [{"overlap": float(c.supported), "seconds": {"overlap": 0.002}} for c in cases]
    lines = table(cases, values, {"overlap": 0.5}).splitlines()
    assert lines[0] == "| set | n | word overlap |"
    assert lines[2] == "| a | 4 | 1.00 (1.00–1.00)<br>1.00 (1.00–1.00) |"
    assert lines[3].startswith("| planted: digit | 4 |")
    assert lines[4] == "| ms a pair |  | 2 (median 2) |"


@pytest.mark.parametrize("generator", [None, FakeGenerator()])
def test_the_shipped_weights_name_only_what_is_found(generator: FakeGenerator | None) -> None:
    found = Judge(generator, FakePairJudge()).found("It rained.", sources("Rain fell."))[1]
    table = calibration()
    fitted = [table["small"]] if generator is None else list(table["large"].values())
    assert {key for weights in fitted for key in weights} <= {*found, "bias"}
