"""The pairs that the small model is trained on: what is true, what is false, what is kept out."""

import random
from pathlib import Path

import pytest

from eval.entailment_training import edits, held_out, reports
from eval.entailment_training.pairs import Label, Pair, normal, tidy

CLAIM = "Around 300 soldiers were killed in May, Lee Seong-kweun said."


def test_a_digit_becomes_another() -> None:
    changed = edits.digit(CLAIM, CLAIM, random.Random(1))
    assert changed is not None
    text, label = changed
    number = text.split()[1]
    assert (label, number != "300", number.isdigit(), len(number)) == (Label.REFUTED, True, True, 3)


@pytest.mark.parametrize(
    ("edit", "text", "expected"),
    [
        (edits.negation, "It was not opened.", ("It was opened.", Label.REFUTED)),
        (edits.role, "Two were rescued or wounded.", None),
        (edits.role, "The index rose.", ("The index fell.", Label.REFUTED)),
        (edits.scope, "Some ships sailed.", None),
        (edits.scope, "It may close.", ("It will close.", Label.NOT_ENOUGH_INFO)),
        (edits.scope, "Up to 30 left.", None),
        (edits.negation, "It rained.", None),
        (edits.digit, "It rained.", None),
        (edits.swapped, "It rained on 3 days.", None),
    ],
)
def test_what_an_edit_makes(edit: edits.Edit, text: str, expected: edits.Change | None) -> None:
    changed = edit(text, text, random.Random(1))
    assert expected is None or changed == expected
    assert changed is None or changed[0] != text


def test_two_figures_trade_places() -> None:
    text = "300 died while 2,700 were wounded."
    assert edits.swapped(text, text, random.Random(1)) == (
        "2,700 died while 300 were wounded.",
        Label.REFUTED,
    )


def test_members_of_a_list_do_not_trade_places() -> None:
    assert edits.swapped("It has 30 and 40 beds.", "", random.Random(1)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost 2,700 euros.", "It cost 2700 euros."),
        ("It cost 1.5 million euros.", "It cost 1,500,000 euros."),
        ("It has 5 floors.", "It has five floors."),
        ("It has many floors.", None),
    ],
)
def test_a_figure_spelled_in_another_way(text: str, expected: str | None) -> None:
    assert edits.spelled(text, random.Random(1)) == expected


def test_reports_are_the_same_for_the_same_seed() -> None:
    first, second = (reports.reports(50, random.Random(4)) for _ in range(2))
    assert first == second
    assert {pair.label for pair in first} == set(Label)


def test_a_pair_that_is_measured_with_is_left_out_and_refused(tmp_path: Path) -> None:
    claim = "The bridge over the river Aven was opened in 1932."
    other = Pair("A bridge.", "There is a bridge in the town of Aven.", Label.SUPPORTED, "x")
    measured = [Pair("A bridge.", claim, Label.SUPPORTED, "x"),
                Pair(f"So it is. {claim}", "It is so.", Label.SUPPORTED, "x")]  # fmt: skip
    reserved = frozenset([normal(claim)])
    assert held_out.clear([*measured, other], reserved) == [other]
    with pytest.raises(ValueError, match="also in the measurements"):
        held_out.check(measured[1:], reserved)


def test_text_of_tokenised_sets_is_tidied() -> None:
    assert tidy("he said , they 'd left ( all ) .") == "he said, they 'd left (all)."
    assert normal("Lee Seong-kweun’s 2,700") == "lee seong kweun s 2 700"
