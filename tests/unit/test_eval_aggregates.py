"""How scores become figures: weighted means, percentiles, the risk-coverage curve, intervals."""

import numpy as np
import pytest

from eval.bootstrap import draws, estimate
from eval.measures import BY_NAME, MEASURES, score
from eval.outcome import Outcome
from eval.risk_coverage import aurc, curve, selective_risk
from eval.score import Score
from tests.fakes.eval_outcomes import ABSTAINED, FACT, FOG, NEAR_MISS, SANK, answered

CORRECTNESS = BY_NAME["correctness"]


def scores(*values: float | None) -> list[Score]:
    return [Score(value, "", "") for value in values]


def test_the_mean_leaves_out_and_counts_what_could_not_be_judged() -> None:
    found = estimate(CORRECTNESS, scores(1.0, 0.0, None, 1.0, 1.0))
    assert (found.value, found.questions, found.unjudged) == (0.75, 4, 1)


def test_nothing_judged_is_no_zero() -> None:
    found = estimate(CORRECTNESS, scores(None))
    assert (found.value, found.low, found.high, found.unjudged) == (None, None, None, 1)


def test_the_mean_weighs_questions() -> None:
    weighted = [Score(1.0, "", "", weight=3), Score(0.0, "", "")]
    assert estimate(BY_NAME["unsupported"], weighted).value == 0.75


def test_f1_is_twice_the_hits_over_hits_and_errors() -> None:
    rows = [(NEAR_MISS, ABSTAINED)] * 3 + [(FACT, ABSTAINED), (NEAR_MISS, answered(("A.", [SANK])))]
    found = [s for q, o in rows if (s := BY_NAME["abstention_f1"].score(q, o))]
    assert estimate(BY_NAME["abstention_f1"], found).value == pytest.approx(2 * 3 / (2 * 3 + 1 + 1))


def test_percentiles_of_seconds() -> None:
    found = scores(*(float(n) for n in range(101)))
    assert estimate(BY_NAME["seconds_p50"], found).value == 50.0
    assert estimate(BY_NAME["seconds_p95"], found).value == 95.0


def test_the_interval_is_the_same_every_time_and_holds_the_value() -> None:
    found = estimate(CORRECTNESS, scores(*[1.0, 0.0] * 50))
    assert found == estimate(CORRECTNESS, scores(*[1.0, 0.0] * 50))
    assert found.value == 0.5
    assert (found.low, found.high) == pytest.approx((0.41, 0.60025))


def test_scores_that_are_all_alike_have_no_spread() -> None:
    found = estimate(CORRECTNESS, scores(1.0, 1.0, 1.0))
    assert (found.low, found.high) == (1.0, 1.0)


def test_resamples_draw_every_question_alike() -> None:
    drawn = draws(4)
    assert drawn.shape == (1000, 4)
    assert np.bincount(drawn.ravel()).tolist() == [1026, 1018, 969, 987]


def test_aurc_is_the_mean_risk_in_order_of_confidence() -> None:
    losses, confidences = np.array([1.0, 0.0, 0.0]), np.array([0.1, 0.9, 0.5])
    assert aurc(losses, confidences) == pytest.approx((0 + 0 + 1 / 3) / 3)
    assert aurc(losses, -confidences) == pytest.approx((1 + 1 / 2 + 1 / 3) / 3)


def test_equal_confidence_counts_against_the_system() -> None:
    assert aurc(np.array([0.0, 1.0]), np.array([0.5, 0.5])) == 0.75


def test_what_was_rightly_refused_is_no_part_and_what_was_wrongly_refused_comes_last() -> None:
    right = selective_risk(FACT, answered(("Three sank.", [SANK]), confidence=0.2))
    wrong = selective_risk(FACT, answered(("Fog.", [FOG]), confidence=0.9))
    refused = selective_risk(FACT, ABSTAINED)
    assert selective_risk(NEAR_MISS, ABSTAINED) is None
    assert curve([refused, right, wrong]) == [(1 / 3, 1.0), (2 / 3, 0.5)]
    area = estimate(BY_NAME["aurc"], [refused, right, wrong]).value
    assert area == pytest.approx((1 + 1 / 2 + 2 / 3) / 3)


def test_risk_cannot_be_judged_without_a_confidence() -> None:
    assert selective_risk(FACT, answered(("Three sank.", [SANK]))).value is None
    assert curve([]) == []


def test_after_an_error_nothing_could_be_judged() -> None:
    found = score(FACT, Outcome({}, error="the model is gone"))
    assert set(found) == {m.name for m in MEASURES}
    assert {(s.value, s.explanation) for s in found.values()} == {(None, "the model is gone")}


def test_a_measure_that_does_not_apply_gives_no_score() -> None:
    assert "recall@5" not in score(NEAR_MISS, ABSTAINED)
    assert score(NEAR_MISS, ABSTAINED)["correctness"].value == 1.0
