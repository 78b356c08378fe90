"""Evidence that answers stands before what only speaks of the matter."""

import math
from collections.abc import Mapping

import pytest

from fakes.made_sources import evidence
from rag.answerability import HARDLY_ANSWERED
from rag.closer_reading import LARGE, SMALL, CloserReading
from rag.closer_reading import SHIFT as CLOSER_SHIFT
from rag.ranking import SCALE, SHIFT, by_answerability, by_closer_reading

ASKED = "Who hid the snow?"
SPEAKS = evidence("a.txt", "The snow was hidden in May.", score=0.7)
ANSWERS = evidence("b.txt", "Ann Lee hid the snow.", score=0.5)
FAR = evidence("c.txt", "Snow fell in Lima.", score=0.4)
ODDS = {SPEAKS.sentence.text: -2.0, ANSWERS.sentence.text: 3.0}


class Answerability:
    def __init__(self, odds: Mapping[str, float]) -> None:
        self._odds = odds

    def log_odds(self, question: str, passage: str) -> float:
        return self._odds[passage]


def _odds(score: float) -> float:
    return math.log(score / (1 - score))


def test_both_log_odds_are_added() -> None:
    first, second = by_answerability(ASKED, [SPEAKS, ANSWERS], Answerability(ODDS), 2)
    assert (first.sentence, second.sentence) == (ANSWERS.sentence, SPEAKS.sentence)
    assert _odds(first.score) == pytest.approx(SCALE * 3.0 + SHIFT)
    assert _odds(second.score) == pytest.approx(SCALE * (_odds(0.7) - 2.0) + SHIFT)


def test_what_is_not_weighed_stays_below() -> None:
    ranked = by_answerability(ASKED, [SPEAKS, ANSWERS, FAR], Answerability(ODDS), 2)
    assert [e.document.name for e in ranked] == ["b.txt", "a.txt", "c.txt"]
    assert _odds(ranked[2].score) == pytest.approx(SCALE * (_odds(0.4) - 2.0) + SHIFT)
    better = evidence("d.txt", "Snow, they say, was hidden.", score=0.99)
    ranked = by_answerability(ASKED, [SPEAKS, ANSWERS, better], Answerability(ODDS), 2)
    assert ranked[2].score == ranked[1].score


def test_he_is_read_after_the_one_who_is_meant() -> None:
    told = ("Ann Lee runs the slopes of Lima.", "She hid the snow, she said.")
    hid = evidence("e.txt", *told, best=1, score=0.5)
    together = " ".join(told)
    (ranked,) = by_answerability(ASKED, [hid], Answerability({together: 4.0}), 15)
    assert _odds(ranked.score) == pytest.approx(SCALE * 4.0 + SHIFT)


def test_nothing_found_is_nothing_ranked() -> None:
    assert by_answerability(ASKED, [], Answerability({}), 15) == []


def test_the_best_are_read_closely_and_ranked_anew() -> None:
    small = Answerability({SPEAKS.sentence.text: 1.0, ANSWERS.sentence.text: HARDLY_ANSWERED - 1})
    large = Answerability({SPEAKS.sentence.text: -2.0, ANSWERS.sentence.text: 3.0})
    closer = CloserReading(small, large)
    ranked = by_closer_reading(ASKED, [SPEAKS, ANSWERS, FAR], small, closer, 2)
    assert [e.document.name for e in ranked] == ["b.txt", "c.txt", "a.txt"]
    gained = LARGE * 3.0 + (SMALL - 1) * (HARDLY_ANSWERED - 1) + CLOSER_SHIFT
    assert _odds(ranked[0].score) == pytest.approx(_odds(0.5) + SCALE * gained)
    assert ranked[1].score == FAR.score
    lost = LARGE * -2.0 + (SMALL - 1) + CLOSER_SHIFT
    assert _odds(ranked[2].score) == pytest.approx(_odds(0.7) + SCALE * lost)
