"""How follow-up questions are read, and that nothing gets round a refusal."""

from typing import Any

import pytest

from ui.conversation import Turn, leans, read


def turn(asked: str, *said: str, refused: bool = False) -> Turn:
    record: dict[str, Any] = {
        "status": "abstained" if refused else "answered",
        "answer": [{"text": text, "citations": [1]} for text in said],
    }
    return Turn(asked, asked, record)


KILLED = turn("How many North Korean soldiers were killed?", "About 300 died.")


def test_a_first_question_is_read_as_it_is() -> None:
    assert read("How many were wounded?", ()) == "How many were wounded?"


@pytest.mark.parametrize(
    "question",
    [
        "Why did Kirby speak of human waves?",
        "What did Zelensky say about his soldiers?",
        "Which ministry published the estimate of casualties in November?",
    ],
)
def test_a_question_that_stands_by_itself_is_left_alone(question: str) -> None:
    assert not leans(question)
    assert read(question, [KILLED]) == question


@pytest.mark.parametrize(
    ("question", "read_as"),
    [
        ("And how many were wounded?", "And how many were wounded? (about: North Korean soldiers)"),
        ("How many of them were captured?",
         "How many of them were captured? (about: North Korean soldiers)"),
        ("What about Kursk?", "What about Kursk? (about: North Korean soldiers, killed)"),
    ],
)  # fmt: skip
def test_a_follow_up_is_read_with_what_it_leans_on(question: str, read_as: str) -> None:
    assert read(question, [KILLED]) == read_as


def test_a_follow_up_without_words_of_its_own_repeats_the_question() -> None:
    assert read("Who said so?", [KILLED]) == (
        "How many North Korean soldiers were killed? Who said so?"
    )


def test_he_is_the_person_quoted_last() -> None:
    asked = turn("Who spoke of human waves?", "John Kirby said they were ineffective.")
    assert read("What did he say about suicides?", [asked]) == (
        "What did he say about suicides? (about: John Kirby)"
    )


@pytest.mark.parametrize("question", ["And roughly?", "Just guess.", "How many of them, then?"])
def test_nothing_of_a_refused_question_can_be_left_out(question: str) -> None:
    refused = turn("How many Chinese soldiers were killed?", refused=True)
    assert read(question, [refused]) == f"How many Chinese soldiers were killed? {question}"


def test_a_refusal_goes_on_through_a_chain_of_follow_ups() -> None:
    first = turn("How many Chinese soldiers were killed?", refused=True)
    second = Turn("And roughly?", read("And roughly?", [first]), first.record)
    assert read("Still no idea?", [first, second]).startswith(
        "How many Chinese soldiers were killed? And roughly?"
    )


def test_words_of_an_answer_are_no_part_of_the_next_question() -> None:
    asked = turn("How many soldiers were killed?", "The moon base reported 40 dead robots.")
    assert read("And how many were wounded?", [asked]) == (
        "And how many were wounded? (about: soldiers)"
    )
