"""Figures that no rule ties to the question: which are asked about, and what a yes does."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from index.vocabulary import Document, Evidence, Sentence
from rag.disagreements import disagreements
from rag.doubtful import alike
from rag.figures import Figure, figures

COST = "What will it cost to repair the Osk bridge?"
BILL = "The bill for the Osk bridge will come to 240 million dorins, the minister said."
LESS = "The company believes that the bridge can be mended for less than 180 million."


def _evidence(*sentences: str) -> list[Evidence]:
    """Each sentence an article of its own on the Osk bridge's repair, in this order of rank."""
    found = []
    for number, text in enumerate(sentences):
        told = f"{text} The repair of the Osk bridge will cost."
        document = Document(f"{number}.txt", told, f"sha-{number}")
        sentence = Sentence(document.name, 0, 0, len(text), text)
        found.append(Evidence(document, sentence, 0.9 - number * 0.01))
    return found


def _asked(question: str, evidence: Sequence[Evidence], yes: Sequence[str]) -> list[str]:
    """The figures asked about; those in `yes` are said to answer."""
    seen = []

    def confirm(figure: Figure, passage: str) -> float:
        assert figure.text in passage
        seen.append(figure.text)
        return 1.0 if figure.text in yes else -1.0

    disagreements(question, evidence, confirm)
    return seen


def test_what_the_model_confirms_is_compared() -> None:
    (found,) = disagreements(COST, _evidence(BILL, LESS), lambda figure, passage: 1.0)
    assert [(f.figure.text, f.document.name) for f in found.figures] == [
        ("240 million", "0.txt"),
        ("less than 180 million", "1.txt"),
    ]
    assert found.relation == "conflict"


def test_what_it_denies_is_not() -> None:
    assert disagreements(COST, _evidence(BILL, LESS), lambda figure, passage: -1.0) == ()
    assert disagreements(COST, _evidence(BILL, LESS)) == ()


def test_the_one_figure_of_the_best_sentence_needs_less() -> None:
    def confirm(figure: Figure, passage: str) -> float:
        return 0.1 if figure.text == "240 million" else 0.8

    (found,) = disagreements(COST, _evidence(BILL, LESS), confirm)
    assert [f.figure.text for f in found.figures] == ["240 million", "less than 180 million"]
    assert disagreements(COST, _evidence(LESS, BILL), confirm) == ()


def test_another_article_needs_less_once_one_has_answered() -> None:
    def confirm(figure: Figure, passage: str) -> float:
        return 0.8 if figure.text == "240 million" else 0.55

    (found,) = disagreements(COST, _evidence(BILL, LESS), confirm)
    assert [f.figure.text for f in found.figures] == ["240 million", "less than 180 million"]
    again = f"{BILL} A first estimate for the Osk bridge was 210 million dorins."
    assert disagreements(COST, _evidence(again), confirm) == ()


def test_it_is_asked_only_of_what_may_stand_beside_the_first() -> None:
    evidence = _evidence(
        BILL,
        "The town of Osk has 9,000 people.",
        "A first estimate was 2 million dorins.",
        "A second was 300 million dorins.",
        "The bridge opened at 9:30.",
    )
    assert _asked(COST, evidence, ["240 million", "300 million"]) == ["240 million", "300 million"]


def test_days_are_asked_about_and_compared() -> None:
    evidence = _evidence(
        "Ostrel learned of the danger at Osk on 26 May, Rourke said.",
        "The board told Ostrel of the danger on 9 February.",
        "It rained at Osk on a Friday in May.",
    )
    question = "When did Ostrel learn of the danger at Osk?"
    (found,) = disagreements(question, evidence, lambda figure, passage: 1.0)
    assert [f.figure.text for f in found.figures] == ["26 May", "9 February"]
    assert found.relation == "conflict"


def test_it_is_not_asked_without_end() -> None:
    many = (f"Number {n} said {200 + n} million dorins." for n in range(9))
    evidence = _evidence("The Osk bridge is old.", *many)
    assert len(_asked(COST, evidence, [])) == 6


def test_far_behind_the_best_nothing_is_asked() -> None:
    evidence = _evidence(BILL, *["The bridge is old."] * 8, LESS)
    far = [*evidence[:-1], replace(evidence[-1], score=1e-6)]
    assert _asked(COST, far, ["240 million"]) == ["240 million"]


def test_another_fate_is_not_asked_about() -> None:
    evidence = _evidence("The quake at the Osk bridge wounded 45 people.")
    assert _asked("How many people were killed at the Osk bridge?", evidence, []) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("27 percent", "31 percent", True),
        ("27 percent", "3 percent", False),
        ("27 percent", "27 people", False),
        ("27 percent", "a quarter of them", True),
        ("seven minutes", "eleven minutes", True),
        ("9:30", "8:10", True),
        ("2 May", "26 May", True),
        ("45 people", "60 travellers", True),
        ("45 people", "60 lorries", False),
        ("45 soldiers", "60 troops", True),
    ],
)
def test_alike(one: str, other: str, *, expected: bool) -> None:
    (first,), (second,) = figures(one), figures(other)
    assert alike(first, second) is expected
