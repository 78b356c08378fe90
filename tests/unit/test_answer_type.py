"""Evidence that gives the type of answer that is asked for stands before what does not."""

import math

import pytest

from fakes.made_sources import evidence
from index.vocabulary import Evidence
from rag.answer_type import LACKING, UNSURE, by_answer_type

SURE = evidence("a.txt", "The flood in Lima killed 40 people, Ann Lee said.", score=0.5)
MAY = evidence("b.txt", "The town of Lima counts 900 people after the flood.", score=0.5)
LACKS = evidence("c.txt", "The flood in Lima killed people in their beds.", score=0.5)
HOW_MANY = "How many people were killed by the flood in Lima?"


def _odds(score: float) -> float:
    return math.log(score / (1 - score))


def _by_name(found: list[Evidence]) -> dict[str, float]:
    return {e.document.name: e.score for e in found}


def test_what_surely_answers_stands_first_and_the_rest_is_lowered() -> None:
    found = by_answer_type(HOW_MANY, [LACKS, MAY, SURE])
    assert [e.document.name for e in found] == ["a.txt", "b.txt", "c.txt"]
    scores = _by_name(found)
    assert scores["a.txt"] == 0.5
    assert _odds(scores["b.txt"]) == pytest.approx(-UNSURE)
    assert _odds(scores["c.txt"]) == pytest.approx(-LACKING)


def test_what_comes_nearest_keeps_its_score() -> None:
    scores = _by_name(by_answer_type(HOW_MANY, [LACKS, MAY]))
    assert scores["b.txt"] == 0.5
    assert _odds(scores["c.txt"]) == pytest.approx(UNSURE - LACKING)
    assert by_answer_type(HOW_MANY, [LACKS]) == [LACKS]


def test_far_better_evidence_is_not_overtaken() -> None:
    better = evidence("d.txt", "The flood in Lima killed nobody.", score=0.9999)
    assert by_answer_type(HOW_MANY, [SURE, better])[0].document == better.document


@pytest.mark.parametrize("question", ["Who spoke of the flood in Lima?", "Why did Lima flood?"])
def test_without_a_figure_asked_for_nothing_changes(question: str) -> None:
    assert by_answer_type(question, [LACKS, MAY, SURE]) == [LACKS, MAY, SURE]
    assert by_answer_type(HOW_MANY, []) == []


def test_a_figure_in_the_question_has_to_be_there() -> None:
    scores = _by_name(by_answer_type("Who estimates the dead of Lima at 40?", [LACKS, MAY, SURE]))
    assert scores["a.txt"] == 0.5
    assert _odds(scores["b.txt"]) == _odds(scores["c.txt"]) == pytest.approx(-LACKING)


def test_a_day_answers_when() -> None:
    told = evidence("a.txt", "The bridge opened on 3 May.", score=0.2)
    untold = evidence("b.txt", "The bridge opened to music.", score=0.6)
    found = by_answer_type("On which day did the bridge open?", [untold, told])
    assert [e.document.name for e in found] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        ("When did the bridge fall?", "The bridge fell last week.", "The bridge opened in 1968."),
        (
            "How many people were killed?",
            "Nobody was killed in the crash.",
            "A crash two years ago killed 12 people.",
        ),
    ],
)
def test_what_is_answered_without_a_figure_is_not_lost(
    question: str, answer: str, other: str
) -> None:
    told = evidence("a.txt", answer, score=0.95)
    found = by_answer_type(question, [told, evidence("b.txt", other, score=0.4)])
    assert found[0].document.name == "a.txt"


def test_a_things_length_is_a_size_and_what_took_long_a_time() -> None:
    size = evidence("a.txt", "The Osk tunnel is 12 km long.", score=0.5)
    time = evidence("b.txt", "The Osk tunnel was closed for six weeks.", score=0.5)
    by_size = by_answer_type("How long is the Osk tunnel?", [time, size])
    assert by_size[0].document.name == "a.txt"
    by_time = by_answer_type("How long was the Osk tunnel closed?", [time, size])
    assert by_time[0].document.name == "b.txt"
