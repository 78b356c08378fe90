import pytest

from eval.answer_correctness import correct, found, missing, normalise
from eval.questions import Question


def question(*answers: tuple[str, ...], correction: tuple[tuple[str, ...], ...] = ()) -> Question:
    return Question("q-1", "dev", "fact", "?", answers=answers, correction=correction)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Lee  Seong‑kweun ", "lee seong kweun"),
        ("Workers’ Party", "workers' party"),
        ("“General Kim\u00a0Jong-Un”", "general kim jong un"),
        ("2,700 or 2 700 or 2'700", "2700 or 2 700 or 2700"),
        ("10\u202f000", "10000"),
        ("2.7 thousand, 3k, 1.5 million, 11-thousand", "2700, 3000, 1500000, 11000"),
        ("11,000-strong", "11000 strong"),
        ("300–400", "300-400"),
        ("Zürich", "zurich"),
        ("**1,500** a day.", "1500 a day."),
        ("2.50", "2.5"),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("2,700", "About 2700 were wounded."),
        ("2700", "2,700 (wounded)"),
        ("3,000", "some 3 thousand"),
        ("11,000", "an 11,000-strong force"),
        ("10,000", "10k troops"),
        ("300", "died: 300, wounded: 2,700"),
        ("1,000", "over 1,000."),
        ("Putin", "Putin's desperation"),
        ("self-detonate", "to self detonate"),
        ("U.S.", "the U.S. and its allies"),
        ("workers' party", "the ruling WORKERS’ PARTY"),
    ],
)
def test_found(wording: str, text: str) -> None:
    assert found(wording, text)


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("3,000", "13,000"),
        ("3,000", "3,000,000"),
        ("3,000", "3,000.5"),
        ("300", "3,000"),
        ("300", "300–400"),
        ("400", "300–400"),
        ("300", "300 thousand"),
        ("300", "300%"),
        ("300", "300 %"),
        ("3", "1.3"),
        ("2", "2022"),
        ("two", "network of twos"),
        ("Lee", "the fleet was sleeping"),
        ("burn", "a burnt offering"),
        ("2700", "27,000"),
    ],
)
def test_not_found(wording: str, text: str) -> None:
    assert not found(wording, text)


def test_every_element_is_required_in_any_of_its_wordings() -> None:
    asked = question(("300", "three hundred"), ("1,000", "a thousand"))
    assert correct(asked, "Lee says three hundred died; Kirby, more than 1000 in a week.")
    assert not correct(asked, "Around 300 died.")
    assert missing(asked, "Around 300 died.") == ("1,000",)
    assert missing(asked, "Nobody knows.") == ("300", "1,000")


def test_a_question_without_an_answer_is_right_only_with_its_correction() -> None:
    contradicted = question(correction=(("offered",),))
    assert correct(contradicted, "He offered an exchange.")
    assert not correct(contradicted, "He refused.")
    assert not correct(question(), "Anything at all.")


def test_numbers_of_a_year_do_not_run_into_their_neighbours() -> None:
    assert normalise("in 2022, 300 men") == "in 2022, 300 men"
    assert found("300", "in 2022, 300 men")
