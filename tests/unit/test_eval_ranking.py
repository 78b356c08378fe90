"""recall@k, MRR and nDCG of evidence sentences."""

import math

import pytest

from eval.mrr import reciprocal_rank
from eval.ndcg import ndcg
from eval.outcome import Outcome, Span
from eval.questions import GoldEvidence, Question
from eval.recall import recall
from tests.fakes.eval_outcomes import DISAGREEMENT, FACT, FALSE_PREMISE, FOG, FOUR, NEAR_MISS, SANK


def ranked(*places: tuple[Span, ...]) -> Outcome:
    return Outcome({}, ranked=places)


def test_recall_counts_gold_among_the_k_best() -> None:
    outcome = ranked((FOG,), (SANK,), (FOUR,))
    assert [recall(DISAGREEMENT, outcome, k).value for k in (1, 2, 3)] == [0.0, 0.5, 1.0]


def test_a_part_of_a_gold_quote_is_gold_and_white_space_does_not_count() -> None:
    part = Span("a.txt", "Three ships  sank\nin the fog")
    assert recall(FACT, ranked((part,)), 1).value == 1.0


def test_the_same_words_in_another_document_are_not_gold() -> None:
    assert recall(FACT, ranked((Span("b.txt", SANK.quote),)), 5).value == 0.0


def test_a_place_with_two_copies_finds_both() -> None:
    outcome = ranked((SANK, FOUR))
    assert recall(DISAGREEMENT, outcome, 1).value == 1.0
    assert ndcg(DISAGREEMENT, outcome).value == 1.0


def test_optional_evidence_takes_no_place_and_is_no_gold() -> None:
    question = Question(
        "q", "dev", "fact", "?",
        evidence=(GoldEvidence("a.txt", SANK.quote), GoldEvidence("a.txt", FOG.quote, True)),
        answers=(("three",),),
    )  # fmt: skip
    outcome = ranked((FOG,), (SANK,))
    assert recall(question, outcome, 1).value == 1.0
    assert reciprocal_rank(question, outcome).value == 1.0
    assert ndcg(question, outcome).value == 1.0


def test_reciprocal_rank_is_that_of_the_first_gold() -> None:
    assert reciprocal_rank(DISAGREEMENT, ranked((FOG,), (FOUR,), (SANK,))).value == 0.5
    assert reciprocal_rank(FACT, ranked((FOG,))).value == 0.0


def test_ndcg_discounts_by_rank() -> None:
    outcome = ranked((FOG,), (SANK,), (FOUR,))
    wanted = (1 / math.log2(3) + 1 / math.log2(4)) / (1 + 1 / math.log2(3))
    assert ndcg(DISAGREEMENT, outcome).value == pytest.approx(wanted)


def test_a_gold_passage_counts_once() -> None:
    outcome = ranked((SANK,), (SANK,))
    assert recall(FACT, outcome, 2).value == 1.0
    assert ndcg(FACT, outcome).value == 1.0


@pytest.mark.parametrize("measure", [lambda q, o: recall(q, o, 5), reciprocal_rank, ndcg])
def test_a_question_without_gold_is_left_out(measure) -> None:
    assert measure(NEAR_MISS, ranked((SANK,))) is None


def test_what_corrects_a_false_premise_is_gold() -> None:
    assert recall(FALSE_PREMISE, ranked((SANK,)), 5).value == 1.0
