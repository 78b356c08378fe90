"""What every judge of pairs must do; the fake and the model that comes with the project."""

import numpy as np
import pytest

from fakes.fake_pair_judge import FakePairJudge
from rag.pair_judge import NOT_ENOUGH_INFO, REFUTED, SUPPORTED, PairJudge
from rag.small_entailment import SmallEntailment

PASSAGE = "The bridge over the river Aven was opened in 1932."


@pytest.fixture(scope="module", params=[FakePairJudge, SmallEntailment])
def judge(request: pytest.FixtureRequest) -> PairJudge:
    return request.param()  # type: ignore[no-any-return]


def test_one_row_of_three_chances_a_pair(judge: PairJudge) -> None:
    found = judge.probabilities([(PASSAGE, PASSAGE), (PASSAGE, ""), ("", "It rained.")])
    assert found.shape == (3, 3)
    assert (found >= 0).all()
    assert found.sum(axis=1) == pytest.approx([1.0, 1.0, 1.0])
    assert (SUPPORTED, REFUTED, NOT_ENOUGH_INFO) == (0, 1, 2)


def test_no_pairs_no_rows(judge: PairJudge) -> None:
    assert judge.probabilities([]).shape == (0, 3)


def test_a_passage_supports_itself_rather_than_another_matter(judge: PairJudge) -> None:
    itself, other = judge.probabilities([(PASSAGE, PASSAGE), (PASSAGE, "Bees sting in spring.")])
    assert itself[SUPPORTED] > other[SUPPORTED]
    assert int(other.argmax()) == NOT_ENOUGH_INFO


def test_a_pair_is_judged_in_company_as_alone(judge: PairJudge) -> None:
    pairs = [(PASSAGE, PASSAGE), (PASSAGE * 20, "It was opened."), (PASSAGE, "Bees sting.")]
    alone = np.concatenate([judge.probabilities([pair]) for pair in pairs])
    assert np.array_equal(judge.probabilities(pairs), alone)


def test_no_length_is_too_long(judge: PairJudge) -> None:
    pairs = [(PASSAGE * 200, "x " * 3000), ("\x00", "\ud7ff" * 3000)]
    assert judge.probabilities(pairs).shape == (2, 3)
