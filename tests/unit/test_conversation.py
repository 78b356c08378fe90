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


@pytest.mark.parametrize(
    ("question", "read_as"),
    [
        ("What did he say about suicides?", "What did John Kirby say about suicides?"),
        ("What else did he say?", "What else did John Kirby say?"),
        ("Who are his sources?", "Who are John Kirby’s sources?"),
        ("And when did they ask him?", "And when did they ask John Kirby?"),
    ],
)
def test_he_is_the_person_quoted_last(question: str, read_as: str) -> None:
    asked = turn("Who spoke of human waves?", "John Kirby said they were ineffective.")
    assert read(question, [asked]) == read_as


@pytest.mark.parametrize(
    ("question", "read_as"),
    [
        ("What did she advise?", "What did Halima Strandt advise?"),
        ("How old is her house?", "How old is Halima Strandt’s house?"),
        ("What did they ask of her?", "What did they ask of Halima Strandt?"),
    ],
)
def test_she_is_who_was_asked_for(question: str, read_as: str) -> None:
    said = "The chief medical officer of Port Calder is Halima Strandt."
    asked = turn("Who is the chief medical officer of Port Calder?", said)
    assert read(question, [asked]) == read_as


def test_he_is_the_last_name_in_the_question_where_nobody_speaks() -> None:
    asked = turn("When did Zelensky arrive?", "It was on Friday.")
    assert read("Where does he live?", [asked]) == "Where does Zelensky live?"


@pytest.mark.parametrize(
    ("asked", "question", "read_as"),
    [
        ("How many North Korean soldiers were killed?", "What about Russian soldiers?",
         "How many Russian soldiers were killed?"),
        ("How many North Korean soldiers were killed?", "And Ukrainians?",
         "How many Ukrainians were killed?"),
        ("How many soldiers did Ukraine capture?", "How about Russia?",
         "How many soldiers did Russia capture?"),
        ("How many people does Tessaro Instruments employ?", "And what about Kelmoor?",
         "How many people does Kelmoor employ?"),
        ("What did Kirby say?", "And Zelensky?", "What did Zelensky say?"),
        ("And how many died? (about: North Korean soldiers)", "What about the Russian soldiers?",
         "And how many died? (about: Russian soldiers)"),
    ],
)  # fmt: skip
def test_what_about_asks_the_same_of_another(asked: str, question: str, read_as: str) -> None:
    assert read(question, [turn(asked, "It was so.")]) == read_as


@pytest.mark.parametrize(
    ("asked", "question"),
    [
        ("Who is the mediator in the Brenholt dispute?", "What about Varga?"),
        ("What did Kirby say of Zelensky?", "What about Putin?"),
        ("How many North Korean soldiers were killed?", "What about Ukraine?"),
        ("How many tanks were lost in Kursk?", "And Ukrainians?"),
        ("How many soldiers did Ukraine capture?", "What about Ukraine?"),
        ("How many soldiers did Ukraine capture?", "And when?"),
    ],
)
def test_where_it_is_not_clear_nothing_is_exchanged(asked: str, question: str) -> None:
    assert read(question, [turn(asked, "It was so.")]).startswith((question, f"{asked} {question}"))


def test_a_follow_up_that_stands_by_itself_is_left_alone() -> None:
    question = "And how many soldiers did Ukraine capture?"
    assert read(question, [KILLED]) == question
    assert read(question, [turn("Who won the football match?", refused=True)]) == question
    leaning = "And how many did Ukraine capture in Kursk?"
    assert read(leaning, [KILLED]) == f"{leaning} (about: North Korean soldiers)"


def test_what_was_counted_is_not_what_is_counted_now() -> None:
    asked = turn("How many firefighters were at Cutler Ridge?", "There were 640.")
    assert read("And how many homes burned?", [asked]) == (
        "And how many homes burned? (about: Cutler Ridge)"
    )


@pytest.mark.parametrize("question", ["Are you sure?", "really?", "But is that really true?"])
@pytest.mark.parametrize("refused", [False, True])
def test_a_doubt_asks_the_same_again(question: str, refused: bool) -> None:
    asked = turn("How many Chinese soldiers were killed?", refused=refused)
    assert read(question, [asked]) == "How many Chinese soldiers were killed?"


def test_after_a_refusal_only_a_name_is_exchanged_for_another() -> None:
    refused = turn("How many Chinese soldiers were killed?", refused=True)
    assert read("What about Russian soldiers?", [refused]) == (
        "How many Russian soldiers were killed?"
    )
    for question in ("What about soldiers?", "What about the others?", "And the soldiers?"):
        assert read(question, [refused]) == f"How many Chinese soldiers were killed? {question}"


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
