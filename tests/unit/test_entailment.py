"""What is asked of the model about one question."""

import math
from collections.abc import Iterator, Sequence

import pytest

from rag.closer_reading import LARGE, SHIFT, CloserReading
from rag.entailment import BORNE_OUT, CLOSELY, SUMMED, Entailment
from rag.generator import Prompt
from rag.interruption import Interruption


class _Model:
    """Has logits for options by their first letter, and writes what it is told to."""

    name = sha256 = "fake"
    weighs = True
    limits = None

    def __init__(self, logits: dict[str, float], writing: str = "", *, writes: bool = True) -> None:
        self._logits = logits
        self._writing = writing
        self.writes = writes
        self.grammars: list[str] = []

    def write(self, prompt: Prompt, grammar: str, limit: int) -> Iterator[str]:
        self.grammars.append(grammar)
        yield from self._writing[:limit]

    def weigh(self, prompt: Prompt, options: Sequence[str]) -> list[float]:
        return [self._logits.get(option[0], -9.0) for option in options]

    def count_tokens(self, text: str) -> int:
        return len(text)

    def heed(self, interruption: Interruption) -> None:
        pass


class _Answers:
    """An answerability model that has the same log-odds for "Lee left." and whatever is like it."""

    def __init__(self, odds: float) -> None:
        self._odds = odds

    def log_odds(self, question: str, passage: str) -> float:
        return self._odds if passage.startswith("Lee left") else -9.0


def test_the_likeliest_option_is_chosen_with_its_odds_over_none() -> None:
    reader = Entailment(_Model({"3": 2.0, "n": 0.5}), 1.0).reader("How many?")
    assert reader.choice("There were 300, or 40.", ("300", "40")) == ("300", 1.5)


def test_options_that_begin_alike_are_told_apart_by_writing() -> None:
    model = _Model({"3": 2.0, "n": 0.5}, "31 M")
    reader = Entailment(model, 1.0).reader("When?")
    assert reader.choice("On 3 May or 31 May; 40.", ("3 May", "31 May", "40")) == ("31 May", 1.5)
    assert model.grammars == ['root ::= "3 May" | "31 May"\n']


def test_where_nothing_can_be_written_the_first_of_them_is_taken() -> None:
    reader = Entailment(_Model({"3": 2.0, "n": 2.5}, writes=False), 1.0).reader("When?")
    assert reader.choice("On 3 May or 31 May.", ("3 May", "31 May")) == ("3 May", -0.5)


def test_whether_a_passage_answers_is_said_by_the_model_of_that_else_by_yes_over_no() -> None:
    model = _Model({"Y": 1.0, "N": 0.25})
    assert Entailment(model, 1.0).reader("How many?").answers("There were 300.") == 0.75
    assert Entailment(model, 1.0, _Answers(2.5)).reader("Who left?").answers("Lee left.") == 2.5


@pytest.mark.parametrize(("yes", "also"), [(-0.09, True), (-0.11, False)])
def test_another_article_must_say_it_by_more_than_the_first(yes: float, *, also: bool) -> None:
    entailment = Entailment(_Model({"Y": yes, "N": 0.0}), 1.0)
    assert entailment.also_says("Who left?", "Lee left.") is also


@pytest.mark.parametrize(("yes", "surely"), [(-0.19, True), (-0.21, False)])
def test_where_an_answer_is_unlikely_a_passage_must_surely_say_it(
    yes: float, *, surely: bool
) -> None:
    entailment = Entailment(_Model({"Y": yes, "N": 0.0}), 1.0)
    assert entailment.surely_says("Who left?", "Lee left.") is surely


@pytest.mark.parametrize(("odds", "also"), [(-1.9, True), (-2.1, False)])
def test_the_answerability_model_counts_a_quarter_beside_it(odds: float, *, also: bool) -> None:
    entailment = Entailment(_Model({"Y": 0.4, "N": 0.0}), 1.0, _Answers(odds))
    assert entailment.also_says("Who left?", "Lee left.") is also


@pytest.mark.parametrize(("odds", "may"), [(-3.0, True), (-3.1, False)])
def test_when_is_asked_of_the_answerability_model_alone(odds: float, *, may: bool) -> None:
    denying = _Model({"Y": -9.0, "N": 9.0})
    assert Entailment(denying, 1.0, _Answers(odds)).may_date("When?", "Lee left on Friday.") is may
    assert Entailment(denying, 1.0).may_date("When?", "Lee left on Friday.")


@pytest.mark.parametrize(
    ("odds", "yes", "also"),
    [(1.1, -9.0, True), (0.9, -9.0, False), (-4.6, 9.0, False), (-4.4, 9.0, True)],
)
def test_where_the_answerability_model_is_sure_it_decides_alone(
    odds: float, yes: float, *, also: bool
) -> None:
    entailment = Entailment(_Model({"Y": yes, "N": 0.0}), 1.0, _Answers(odds))
    assert entailment.also_says("Who left?", "Lee left.") is also


def test_less_is_asked_of_what_bears_out_what_was_written_but_for_the_questions_words() -> None:
    entailment = Entailment(_Model({"Y": 0.1 - BORNE_OUT, "N": -SUMMED.said}), 1.0)
    assert entailment.best_said("Who left?", ["Lee left."]) is None
    assert entailment.best_said("Who left?", ["Lee left."], [True]) == 0
    assert entailment.best_said("Who left?", ["Lee left.", "Roe left."], [False, True]) == 1


@pytest.mark.parametrize(
    ("odds", "said", "also"),
    [
        (CLOSELY.said - 0.1, None, False),
        (CLOSELY.said + 0.1, 0, False),
        (CLOSELY.also + 0.1, 0, True),
    ],
)
def test_a_closer_reading_decides_instead_of_both(
    odds: float, said: int | None, *, also: bool
) -> None:
    model = _Model({"Y": 9.0, "N": 0.0})
    large = _Answers((odds - SHIFT) / LARGE)
    entailment = Entailment(model, 1.0, closer=CloserReading(_Answers(0.0), large))
    assert entailment.best_said("Who left?", ["Lee left."]) == said
    assert entailment.also_says("Who left?", "Lee left.") is also


@pytest.mark.parametrize(("odds", "said", "also"), [(-3.5, 0, False), (-3.7, None, False)])
def test_without_a_generator_the_answerability_model_decides_alone(
    odds: float, said: int | None, *, also: bool
) -> None:
    entailment = Entailment(None, 1.0, _Answers(odds))
    assert entailment.best_said("Who left?", ["Lee left."]) == said
    assert entailment.also_says("Who left?", "Lee left.") is also
    assert not entailment.supports("Lee left.", [])
    reader = entailment.reader("How many?")
    assert reader.answers("Lee left.") == odds
    assert reader.choice("There were 300, or 40.", ("300", "40")) == ("300", -math.inf)
