"""The model of figures that comes with the project: its file, its card, its view of plain cases."""

import pytest

from rag.figures import figures
from rag.marked import FigureModel, beside, in_short, marked

TOLD = "The flood killed 40 people, wounded 90 and drove 3,000 from their homes."
TOLL = "The flood claimed the lives of 43 people, the mayor of the town said, and cut off a valley."


@pytest.fixture(scope="module")
def model() -> FigureModel:
    return FigureModel()


def test_one_figure_is_marked() -> None:
    _, wounded, _ = figures(TOLD)
    assert marked(TOLD, wounded) == (
        "The flood killed 40 people, wounded « 90 » and drove 3,000 from their homes."
    )


def test_in_short_are_seven_words_to_either_side() -> None:
    (toll,) = figures(TOLL)
    assert in_short(TOLL, toll) == (
        "The flood claimed the lives of « 43 » people, the mayor of the town said,"
    )
    assert beside("How many?", None) == "How many?"
    assert beside("How many?", "« 43 » people") == "How many? » « 43 » people"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many people died in the flood?", "40"),
        ("How many people were injured in the flood?", "90"),
        ("How many people had to leave their homes?", "3,000"),
    ],
)
def test_of_several_figures_the_one_asked_for_is_told(
    model: FigureModel, question: str, answer: str
) -> None:
    odds = {f.text: model.log_odds(question, marked(TOLD, f)) for f in figures(TOLD)}
    assert max(odds, key=odds.__getitem__) == answer


def test_another_sources_figure_helps(model: FigureModel) -> None:
    (toll,), (dead, *_) = figures(TOLL), figures(TOLD)
    question = "How many fatalities were there?"
    alone = model.log_odds(question, marked(TOLD, dead))
    assert model.log_odds(beside(question, in_short(TOLL, toll)), marked(TOLD, dead)) > alone
