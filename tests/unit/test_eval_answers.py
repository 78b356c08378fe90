"""Measures of what is said and what it rests on."""

from dataclasses import replace

import pytest

from eval.abstention import abstention_f1, abstention_precision, abstention_recall
from eval.citation_length import citation_length
from eval.citation_precision import citation_precision
from eval.citation_recall import citation_recall
from eval.cited_correctness import cited_correctness
from eval.correctness import correctness
from eval.disagreement_recall import disagreement_recall
from eval.outcome import Outcome, Span
from eval.refused_or_corrected import refused_or_corrected
from eval.stated_numbers import stated_numbers
from eval.unfounded_numbers import unfounded_numbers
from eval.unsupported import unsupported
from eval.withheld_right import right_but_withheld
from tests.fakes.eval_outcomes import (
    ABSTAINED,
    DISAGREEMENT,
    FACT,
    FALSE_PREMISE,
    FOG,
    FOUR,
    NEAR_MISS,
    OFF_TOPIC,
    SANK,
    answered,
)

RIGHT = answered(("Three ships sank.", [SANK]))
WRONG = answered(("The fog lasted two days.", [FOG]))


@pytest.mark.parametrize(
    ("question", "outcome", "value"),
    [
        (FACT, RIGHT, 1.0),
        (FACT, WRONG, 0.0),
        (FACT, ABSTAINED, 0.0),
        (NEAR_MISS, ABSTAINED, 1.0),
        (NEAR_MISS, RIGHT, 0.0),
        (FALSE_PREMISE, ABSTAINED, 1.0),
        (FALSE_PREMISE, RIGHT, 1.0),
        (FALSE_PREMISE, answered(("Three ships sank.", [FOG])), 0.0),
        (FALSE_PREMISE, answered(("It was calm.", [SANK])), 0.0),
    ],
)
def test_correctness(question, outcome, value) -> None:
    assert correctness(question, outcome).value == value


def test_correctness_could_not_be_judged_without_accepted_wordings() -> None:
    assert correctness(replace(FACT, answers=()), RIGHT).value is None


def test_the_disagreements_shown_are_part_of_an_answer_about_figures() -> None:
    figure = {"value": "at least four", "low": 4, "high": None, "speaker": "the coast guard"}
    outcome = answered(("Three ships sank.", [SANK]), figures=[(figure, FOUR)])
    assert correctness(DISAGREEMENT, outcome).value == 1.0
    assert correctness(DISAGREEMENT, RIGHT).explanation == "lacks four"


def test_right_needs_a_right_citation() -> None:
    assert cited_correctness(FACT, RIGHT).value == 1.0
    assert cited_correctness(FACT, answered(("Three ships sank.", [FOG]))).value == 0.0
    assert cited_correctness(NEAR_MISS, ABSTAINED) is None


def test_citation_precision_and_recall_are_shares_of_citations_and_of_sentences() -> None:
    outcome = answered(("Three ships sank.", [SANK, FOG]), ("It was foggy.", [FOG]))
    assert citation_precision(FACT, outcome).value == pytest.approx(1 / 3)
    assert citation_recall(FACT, outcome).value == 0.5
    assert citation_precision(FACT, ABSTAINED) is None
    assert citation_recall(FACT, ABSTAINED) is None


def test_a_sentence_without_citation_lowers_the_recall_alone() -> None:
    outcome = answered(("Three ships sank.", [SANK]), ("It was foggy.", []))
    assert citation_precision(FACT, outcome).value == 1.0
    assert citation_recall(FACT, outcome).value == 0.5


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("About 2,700 of 3 thousand", {2700, 3000}),
        ("twenty-three and two hundred and five", {23, 205}),
        ("three thousand five hundred", {3500}),
        ("1.5 million, 12.5%", {1_500_000, 12.5}),
        ("no one, MiG-29 and T72", {29}),
        ("one hundred", {100}),
        ("dozens", set()),
    ],
)
def test_stated_numbers(text, numbers) -> None:
    assert stated_numbers(text) == numbers


def test_a_number_that_its_citations_lack_is_unfounded() -> None:
    outcome = answered(("Three ships sank.", [SANK]), ("It took 12 days.", [FOG]))
    score = unfounded_numbers(FACT, outcome)
    assert (score.value, score.weight) == (0.5, 2)
    assert score.explanation == "not in the citations: 12"
    assert unfounded_numbers(FACT, ABSTAINED) is None


def test_a_sentence_is_unsupported_beside_gold_in_an_answer_that_is_not_right() -> None:
    assert unsupported(FACT, WRONG).value == 1.0
    assert unsupported(FACT, answered(("Ships sank.", [SANK]))).value == 0.0
    assert unsupported(NEAR_MISS, RIGHT).value == 1.0
    assert unsupported(FALSE_PREMISE, RIGHT).value == 0.0


def test_a_sentence_beside_gold_is_let_pass_in_an_answer_that_is_right() -> None:
    outcome = answered(("Three ships sank.", [SANK]), ("The fog lasted two days.", [FOG]))
    assert unsupported(FACT, outcome).value == 0.0


def test_a_wrong_number_is_unsupported_whatever_it_cites() -> None:
    score = unsupported(FACT, answered(("Three ships sank.", [SANK]), ("Nine sank.", [SANK])))
    assert (score.value, score.weight) == (0.5, 2)
    assert score.explanation == "Nine sank. (a number that is not in its citations)"


def test_right_but_withheld() -> None:
    withheld = ["Three ships sank."]
    assert right_but_withheld(FACT, answered(("Fog.", [FOG]), withheld=withheld)).value == 1.0
    assert right_but_withheld(FACT, answered(("Fog.", [FOG]), withheld=["Ten."])).value == 0.0
    both = answered(("Three sank.", [SANK]), withheld=withheld)
    assert right_but_withheld(FACT, both).value == 0.0
    refused = replace(ABSTAINED, record={**ABSTAINED.record, "withheld": [{"text": "3 sank."}]})
    assert right_but_withheld(FACT, refused).value == 1.0
    assert right_but_withheld(NEAR_MISS, WRONG) is None


def test_abstention_counts_what_it_is_defined_over() -> None:
    cases = [(NEAR_MISS, ABSTAINED), (FACT, ABSTAINED), (NEAR_MISS, RIGHT), (FACT, RIGHT)]
    values = [
        [score and score.value for score in (measure(q, o) for q, o in cases)]
        for measure in (abstention_precision, abstention_recall, abstention_f1)
    ]
    assert values == [[1.0, 0.0, None, None], [1.0, None, 0.0, None], [1.0, 0.0, 0.0, None]]
    assert abstention_f1(NEAR_MISS, ABSTAINED).weight == 2.0
    assert abstention_recall(NEAR_MISS, ABSTAINED).weight == 1.0
    assert abstention_precision(NEAR_MISS, ABSTAINED).weight == 1.0


def test_a_corrected_premise_needed_no_abstention() -> None:
    assert abstention_recall(FALSE_PREMISE, RIGHT) is None
    assert abstention_f1(FALSE_PREMISE, RIGHT) is None


def test_refused_or_corrected_is_for_near_misses_and_false_premises() -> None:
    assert refused_or_corrected(NEAR_MISS, ABSTAINED).value == 1.0
    assert refused_or_corrected(FALSE_PREMISE, RIGHT).value == 1.0
    assert refused_or_corrected(OFF_TOPIC, ABSTAINED) is None
    assert refused_or_corrected(FACT, ABSTAINED) is None


FIGURE = {"value": "4 or more", "low": 4, "high": None, "speaker": None}


@pytest.mark.parametrize(
    ("outcome", "value"),
    [
        (RIGHT, 0.5),
        (answered(("Three or at least four sank.", [SANK, FOUR])), 1.0),
        (answered(("Three or at least four sank.", [SANK])), 0.5),
        (answered(("Three sank.", [SANK]), figures=[(FIGURE, FOUR)]), 1.0),
        (answered(("Three sank.", [SANK]), figures=[(FIGURE, SANK)]), 0.5),
        (answered(("Three sank.", [SANK]), figures=[(FIGURE | {"low": 40}, FOUR)]), 1.0),
        (answered(("3 sank.", [SANK]), figures=[(FIGURE | {"value": "40", "low": 40}, FOUR)]), 0.5),
        (ABSTAINED, 0.0),
    ],
)
def test_a_figure_is_shown_with_a_citation_of_its_document(outcome, value) -> None:
    score = disagreement_recall(DISAGREEMENT, outcome)
    assert (score.value, score.weight) == (value, 2)


def test_no_disagreement_recall_without_figures() -> None:
    assert disagreement_recall(FACT, RIGHT) is None


def test_citation_length_is_the_mean_of_the_quotes() -> None:
    outcome: Outcome = answered(("A.", [Span("a.txt", "x" * 10), Span("a.txt", "y" * 20)]))
    assert citation_length(FACT, outcome).value == 15
