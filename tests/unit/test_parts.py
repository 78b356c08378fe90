"""A question in several parts is several questions."""

import pytest

from rag.parts import Part, asks_several, parts


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("Who was killed?", ["Who was killed?"]),
        (
            "What does Lima sell to Quito, and what does it buy there?",
            ["What does Lima sell to Quito?", "what does Lima buy there?"],
        ),
        (
            "Which ministry counted the dead? In what month did it publish the count?",
            ["Which ministry counted the dead?", "In what month did it publish the count?"],
        ),
        (
            "Could you tell me which towns flooded and which towns did not?",
            ["Could you tell me which towns flooded?", "which towns did not?"],
        ),
        (
            "How many ships did Lima send, and how many did Quito send?",
            ["How many ships did Lima send?", "how many ships did Quito send?"],
        ),
        (
            "How many clerks did Ann Lee say Alder would hire, and how many did it hire?",
            [
                "How many clerks did Ann Lee say Alder would hire?",
                "how many clerks did it hire?",
            ],
        ),
        (
            "What does Lima sell to Quito, and what does it give Bogota in return?",
            ["What does Lima sell to Quito?", "what does Lima give Bogota in return?"],
        ),
        (
            "Compare the mayor's figure with the figure of the police.",
            ["What is the mayor's figure?", "What is the figure of the police?"],
        ),
        (
            "Who gave the order, according to the mayor, the minister and Ann Lee?",
            [
                "Who gave the order, according to the mayor?",
                "Who gave the order, according to the minister?",
                "Who gave the order, according to Ann Lee?",
            ],
        ),
        (
            "What do the captain's lawyer and the board each say about the yacht?",
            [
                "What does the captain's lawyer say about the yacht?",
                "What does the board say about the yacht?",
            ],
        ),
        (
            "What state was the dyke in before, according to locals and according to the mayor?",
            [
                "What state was the dyke in before, according to locals?",
                "What state was the dyke in before, according to the mayor?",
            ],
        ),
        (
            "When do the firm, the minister and the builders each expect work at Osk to begin?",
            [
                "When does the firm expect work at Osk to begin?",
                "When does the minister expect work at Osk to begin?",
                "When do the builders expect work at Osk to begin?",
            ],
        ),
        (
            "Whom do Alder and the court each hold responsible?",
            ["Whom does Alder hold responsible?", "Whom does the court hold responsible?"],
        ),
        (
            "How many dead did Lee and the army each count?",
            ["How many dead did Lee and the army each count?"],
        ),
        # Figures of all who give one are put side by side: there the voices divide nothing.
        (
            "How many died, according to the mayor and the police?",
            ["How many died, according to the mayor and the police?"],
        ),
        # One firm, and one report by two.
        (
            "What did Marks and Spencer say about the fire?",
            ["What did Marks and Spencer say about the fire?"],
        ),
        (
            "What does the report by Lee and Alder find?",
            ["What does the report by Lee and Alder find?"],
        ),
        # What is said before the first is said of all.
        (
            "In the unrest of 2015, how many were held and how many were hurt?",
            [
                "In the unrest of 2015, how many were held?",
                "In the unrest of 2015, how many were hurt?",
            ],
        ),
        (
            "The repair ship: where did it set off, and what year was it built?",
            [
                "The repair ship: where did it set off?",
                "The repair ship: what year was it built?",
            ],
        ),
        (
            "How did the fire start: what does Lee believe and what did the police find?",
            [
                "How did the fire start: what does Lee believe?",
                "what did the police find?",
            ],
        ),
        # A part that says nothing on its own, and an "and" inside one question, divide nothing.
        ("Who was killed and when?", ["Who was killed and when?"]),
        ("Who met Ann and Bob?", ["Who met Ann and Bob?"]),
        ("toll and damage in Lima", ["toll and damage in Lima"]),
    ],
)
def test_parts(question: str, texts: list[str]) -> None:
    assert parts(question) == tuple(Part(text, question) for text in texts)


def test_what_is_contracted_is_read_in_full() -> None:
    assert parts("What's been said?") == (Part("What's been said?", "What's been said?"),)
    assert parts("What's the toll?") == (Part("What is the toll?", "What is the toll?"),)


def test_a_part_is_read_with_the_whole_that_says_who_he_is() -> None:
    assert Part("Who left?", "Who left?").wording == "Who left?"
    assert Part("why did he go?", "Who left and why did he go?").wording == (
        "Who left and why did he go? Answer only this part of it: why did he go?"
    )


def test_what_points_into_the_whole_is_searched_for_by_it() -> None:
    whole = "What was the ship to cost, and what did it end up costing?"
    one, other = parts(whole)
    assert (one.query, other.query) == (one.text, whole)


def test_a_later_part_names_its_subject() -> None:
    question = "When was the Aurelie Star built, and where did its previous owner come from?"
    assert [part.text for part in parts(question)] == [
        "When was the Aurelie Star built?",
        "where did Aurelie Star's previous owner come from?",
    ]


@pytest.mark.parametrize(
    ("question", "later"),
    [
        (
            "What did Sir Keir Starmer say about Israel and what did he say about Iran?",
            "what did Keir Starmer say about Iran?",
        ),
        (
            "What did Kirby say about Iran and how many troops did he say were sent?",
            "how many troops did Kirby say were sent?",
        ),
        (
            "What did Ann Lee call Alder, and when did she leave Lima?",
            "when did Ann Lee leave Lima?",
        ),
        # Nobody is made the subject of what another did.
        (
            "Why was the embassy in Kabul closed and when did it move to Doha?",
            "when did it move to Doha?",
        ),
        (
            "What did the minister tell Reuters about Iran, and what did he tell CNN?",
            "what did he tell CNN?",
        ),
        (
            "Who won in Ohio and who did he defeat in Utah?",
            "who did he defeat in Utah?",
        ),
        (
            "Who said that Kim was ill and when did he say it?",
            "when did he say it?",
        ),
        (
            "When did Apple release the phone and how much did it cost?",
            "how much did it cost?",
        ),
        (
            "What did Germany give Ukraine and when did it arrive?",
            "when did it arrive?",
        ),
        # Things are not killed, and days are not arrested.
        (
            "How many rockets were fired at Lima and how many were wounded?",
            "how many were wounded?",
        ),
        (
            "How many days did the strike last and how many were arrested?",
            "how many were arrested?",
        ),
    ],
)
def test_a_later_part_takes_over_no_more_than_is_sure(question: str, later: str) -> None:
    assert parts(question)[-1].text == later


def test_a_name_of_its_own_says_who_its_is() -> None:
    question = "Why did Bonn close its reactors and how many reactors were there?"
    assert [part.query for part in parts(question)] == [part.text for part in parts(question)]


def test_whether_several_are_asked() -> None:
    assert asks_several("How many fell, according to Drewe, to Ferencz and to the report?")
    assert not asks_several("How many fell, according to Drewe?")
    assert not asks_several("How many fell and rose?")
