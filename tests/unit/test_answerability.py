"""The model of answers that comes with the project: its file, its card, its view of plain cases."""

import pytest

from rag.answerability import AnswerabilityModel

STATED = "Colonel Ivo Marsh has commanded the 3rd Brigade since March."
BESIDE = "The 3rd Brigade lost a depot near the river in March."


@pytest.fixture(scope="module")
def model() -> AnswerabilityModel:
    return AnswerabilityModel()


@pytest.mark.parametrize(
    ("question", "passage", "answers"),
    [
        ("Who commands the 3rd Brigade?", STATED, True),
        ("Who commands the 3rd Brigade?", BESIDE, False),
        ("How many people died in the flood?", "The flood killed 40 people.", True),
        ("How many people died in the flood?", "The flood cut off three villages.", False),
        ("How many people were wounded in the flood?", "The flood killed 40 people.", False),
        ("Where was the painting found?", "The painting was found in a laundry.", True),
        ("When was the painting found?", "The painting was found in a laundry.", False),
    ],
)
def test_what_states_the_answer_is_told_from_what_is_only_about_it(
    model: AnswerabilityModel, question: str, passage: str, *, answers: bool
) -> None:
    assert (model.log_odds(question, passage) > 0) is answers


def test_who_says_it_need_not_stand_in_the_passage(model: AnswerabilityModel) -> None:
    plain = model.log_odds("Who commands the 3rd Brigade?", STATED)
    assert model.log_odds("According to the BBC, who commands the 3rd Brigade?", STATED) >= plain
    assert model.log_odds("Who commands the 3rd Brigade, according to Ann Lee?", STATED) >= plain
    assert model.log_odds("According to Lee, when was the painting found?", STATED) < 0


def test_a_pair_is_judged_alike_whatever_was_asked_before(model: AnswerabilityModel) -> None:
    fresh = AnswerabilityModel(1)
    fresh.log_odds("Where is it?", BESIDE)
    question = "Who commands the 3rd Brigade?"
    assert abs(fresh.log_odds(question, STATED) - model.log_odds(question, STATED)) < 1e-3


def test_a_passage_of_any_length_is_read(model: AnswerabilityModel) -> None:
    long = f"{STATED} {BESIDE * 200}"
    assert model.log_odds("Who commands the 3rd Brigade?", long) < 20
