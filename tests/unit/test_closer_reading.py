"""Only what the small model does not deny is read by the large one."""

import pytest

from rag.answerability import HARDLY_ANSWERED
from rag.closer_reading import LARGE, SHIFT, SMALL, CloserReading


class _Model:
    def __init__(self, odds: float) -> None:
        self._odds = odds
        self.read: list[tuple[str, str]] = []

    def log_odds(self, question: str, passage: str) -> float:
        self.read.append((question, passage))
        return self._odds


def test_both_count_where_the_small_model_does_not_deny() -> None:
    large = _Model(1.5)
    odds = CloserReading(_Model(-1.0), large).log_odds("Who left?", "Lee left.")
    assert odds == pytest.approx(LARGE * 1.5 - SMALL + SHIFT)
    assert large.read == [("Who left?", "Lee left.")]


def test_what_the_small_model_denies_is_not_read_again() -> None:
    large = _Model(9.0)
    denied = HARDLY_ANSWERED - 0.1
    assert CloserReading(_Model(denied), large).log_odds("Who left?", "Snow fell.") == denied
    assert large.read == []


def test_one_of_the_best_is_read_in_any_case_and_then_known() -> None:
    large = _Model(2.0)
    small = HARDLY_ANSWERED - 0.1
    closer = CloserReading(_Model(small), large)
    together = LARGE * 2.0 + SMALL * small + SHIFT
    assert closer.read("Who left?", "Lee left.") == pytest.approx(together)
    assert closer.log_odds("Who left?", "Lee left.") == pytest.approx(together)
    assert large.read == [("Who left?", "Lee left.")]
