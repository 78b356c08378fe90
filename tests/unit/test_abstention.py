"""Whether the sources answer at all."""

from dataclasses import replace

import pytest

from fakes.fake_generator import FakeGenerator
from fakes.made_sources import evidence
from rag.abstention import Abstention, Signals, signals
from rag.passages import passages

LIMA = evidence("a.txt", "The flood in Lima killed 40 people.", score=0.9)


def seen(question: str, margin: float = 1.0) -> Signals:
    return signals(question, [LIMA], passages([LIMA]), FakeGenerator(margin=margin))


def test_the_signals_of_a_question_that_is_answered() -> None:
    found = seen("How many people did the flood in Lima kill on Monday?")
    assert found.margin == 1.0
    assert round(found.relevance, 4) == 2.1972  # log(0.9 / 0.1)
    assert found.covered == found.best_covered == 0.8
    assert (found.unknown, found.figure) == ((), 1.0)


def test_a_name_that_the_evidence_lacks_is_named() -> None:
    found = seen("What did Blinken say of the flood in Lima?")
    assert found.unknown == ("Blinken",)
    reason = Abstention("x", threshold=1.0).reason(found)
    assert reason == "the sources found do not speak of Blinken in this matter"


def test_a_count_of_something_else_is_not_there() -> None:
    assert seen("How many people were wounded in Lima?").figure == -1.0


@pytest.mark.parametrize(("margin", "answers"), [(8.0, True), (-8.0, False)])
def test_the_models_own_doubt_decides_most(margin: float, answers: bool) -> None:
    reason = Abstention("x").reason(seen("What happened in Lima?", margin))
    assert (reason is None) is answers


def test_probability_rises_with_every_signal_for() -> None:
    decide = Abstention("x").probability
    assert decide(seen("What happened in Lima?", 1.0)) > decide(seen("What happened in Lima?", 0.0))


@pytest.mark.parametrize(
    ("question", "places", "relevance", "refused"),
    [
        ("How many did the flood kill?", ("Lima", "Genoa", "Aden"), -3.6, True),
        ("How many did the flood kill?", ("Lima", "Genoa", "Aden"), -3.4, False),
        ("How many did the flood kill?", ("Lima", "Genoa", "Lima"), -3.6, False),
        ("How many did the flood in Lima kill?", ("Lima", "Genoa", "Aden"), -9.0, False),
    ],
)
def test_a_question_that_names_nothing_needs_evidence_that_speaks_of_it(
    question: str, places: tuple[str, ...], relevance: float, *, refused: bool
) -> None:
    told = [evidence(f"{n}.txt", f"The flood hit {at}.") for n, at in enumerate(places)]
    found = signals(question, told, passages(told), FakeGenerator(margin=8.0))
    found = replace(found, relevance=relevance, answered=5.0)
    decide = Abstention("x")
    assert (decide.reason(found) is not None) is refused
    assert decide.open(found) is not refused
    assert found.of_another_matter is refused


def test_what_the_answerability_model_says_counts() -> None:
    found = seen("What happened in Lima?")
    decide = Abstention("x").probability
    assert (
        decide(replace(found, answered=3.0)) > decide(found) == decide(replace(found, answered=0.0))
    )


@pytest.mark.parametrize(("answered", "answers"), [(1.0, True), (-4.0, False)])
def test_without_a_language_model_it_decides(answered: float, *, answers: bool) -> None:
    found = signals("Who fled Lima?", [LIMA], passages([LIMA]), None, answered=answered)
    assert (Abstention(None).reason(found) is None) is answers


@pytest.mark.parametrize(
    ("answered", "margin"), [(1.1, 2.2), (1.0, -8.0), (-4.7, -8.0), (-4.8, 1.4), (None, -8.0)]
)
def test_where_that_is_sure_the_language_model_is_not_asked(
    answered: float | None, margin: float
) -> None:
    generator = FakeGenerator(margin=-8.0)
    found = signals("Who fled Lima?", [LIMA], passages([LIMA]), generator, answered=answered)
    assert found.margin == margin
