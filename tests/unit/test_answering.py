"""Which figures surely answer, and which only may."""

import pytest

from fakes.made_sources import evidence
from rag.answering import answering


@pytest.mark.parametrize(
    ("question", "sure"),
    [
        ("How many people live in Lumbesi camp?", ["140,000"]),
        ("How many people share a latrine in Lumbesi camp?", ["94"]),
        ("How many people died in Lumbesi camp?", ["31"]),
        ("How many children died in Lumbesi camp?", ["three"]),
    ],
)
def test_a_count_of_its_subject_has_to_speak_to_the_question(
    question: str, sure: list[str]
) -> None:
    found = [
        evidence("a.txt", "In Lumbesi camp live 140,000 people."),
        evidence("b.txt", "In Lumbesi camp 94 people share a latrine."),
        evidence("c.txt", "In Lumbesi camp 31 people died."),
        evidence("d.txt", "In Lumbesi camp three children died."),
    ]
    assert [f.figure.text for f in answering(question, found)] == sure


def test_a_bare_count_of_the_dead_is_not_of_the_children() -> None:
    deaths = evidence("a.txt", "Medics in Lumbesi camp knew of 31 deaths.")
    among = evidence("b.txt", "Of the children in Lumbesi camp 12 died.")
    found = [deaths, among]
    children = answering("How many children died in Lumbesi camp?", found)
    assert [f.figure.text for f in children] == ["12"]
    people = answering("How many people died in Lumbesi camp?", found)
    assert [f.figure.text for f in people][:1] == ["31"]


@pytest.mark.parametrize(
    ("question", "text", "sure"),
    [
        ("How many people live in the camp?", "In the camp live people, one tap for every 94.", []),
        ("How many people live in the camp?", "One tap serves every 94 people who live there.", []),
        ("How many people live in the camp?", "In the camp live 94 people.", ["94"]),
        ("How many miners were killed?", "Mines kill an average of 38 miners a year.", []),
        ("How many miners are killed in an average year?",
         "Mines kill an average of 38 miners a year.", ["38"]),
        ("How many miners were killed?", "The blast killed 38 miners.", ["38"]),
    ],
)  # fmt: skip
def test_a_mean_and_what_there_is_one_for_are_not_counted(
    question: str, text: str, sure: list[str]
) -> None:
    found = answering(question, [evidence("a.txt", text)])
    assert [f.figure.text for f in found] == sure


@pytest.mark.parametrize(
    ("question", "text", "sure"),
    [
        ("How many pupils were killed?", "At least 437 people were killed.", []),
        ("How many pupils were killed?", "At least 37 pupils were killed.", ["At least 37"]),
        ("How many people did the earthquake kill?", "An earthquake in 2003 killed 58 people.", []),
        ("How many people did the earthquake of 2003 kill?",
         "An earthquake in 2003 killed 58 people.", ["58"]),
        ("How many people did the earthquake kill?",
         "In 2003, an earthquake killed 58 people.", []),
        ("How many people did the earthquake kill?",
         "The earthquake killed 58 people, some in a school built in 2003.", ["58"]),
        ("How many people did the earthquake kill?",
         "The earthquake killed 58 people.", ["58"]),
        ("How many people were killed?",
         "The last earthquake, in 2003, killed 58 people.", []),
        # No other word says in what.
        ("How many townspeople were killed?", "The earthquake killed 58 people.", ["58"]),
        ("How many townspeople were killed in Lima?", "The earthquake killed 58 people.", []),
    ],
)  # fmt: skip
def test_the_dead_of_others_and_of_another_year_are_not_asked_about(
    question: str, text: str, sure: list[str]
) -> None:
    found = answering(question, [evidence("a.txt", text)])
    assert [f.figure.text for f in found] == sure
