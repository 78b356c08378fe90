"""Errors planted in true sentences."""

import random

from eval.planted_errors.planting import REWORDED, VERBATIM, planted, reworded
from eval.planted_errors.shares import share

ARTICLE = (
    "The report says 99% of the people in the town have heard of it, but only 16% understand it. "
    "Ann Lee said some of the members of the party may leave it."
)


def test_each_error_stands_beside_the_true_sentence_it_was_made_of() -> None:
    made = planted([ARTICLE], 5)
    whose = [case.text for case in made if case.kind == "whose"]
    assert whose[0].startswith("The report says 16% of the people")
    true = {case.cited.text for case in made if case.kind not in (VERBATIM, REWORDED)}
    assert true <= {case.text for case in made if case.kind == VERBATIM}


def test_who_said_it_is_moved() -> None:
    said = "Ann Lee said that the party may split."
    assert reworded(said, random.Random(1)) == "According to Ann Lee, the party may split."


def test_a_share_has_its_interval() -> None:
    assert [round(x, 3) for x in share(95, 100)] == [0.95, 0.888, 0.978]
    assert share(0, 0) == (0.0, 0.0, 1.0)
