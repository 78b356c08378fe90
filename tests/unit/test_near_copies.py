"""When two sentences are one statement printed twice."""

import itertools

import pytest

from index.near_copies import Statements, same_statement

BASE = "The ministry said on Monday that 40 people died in the flood near the old river port."


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (BASE, True),
        (BASE.upper(), True),
        (BASE.replace("Monday", "monday").replace(" that", ""), True),
        (BASE.replace("40", "41"), False),
        (BASE.replace("said", "never said"), False),
        ("Forty died, the ministry said.", False),
    ],
)
def test_a_copy_has_the_same_words_and_the_very_same_numbers(other: str, expected: bool) -> None:
    assert same_statement(BASE, other) is expected


def test_copies_share_the_number_of_the_first() -> None:
    statements = Statements()
    texts = [BASE, "Nothing of this.", BASE.upper(), "", "Nothing of that.", "", "nothing of this"]
    assert [statements.number(text) for text in texts] == [0, 1, 0, 2, 3, 2, 1]


def test_what_overlaps_just_enough_is_found_whatever_its_words() -> None:
    words = [f"word{letter}" for letter in "abcdefghijklmnopqrst"]
    for gone in itertools.combinations(range(20), 3):
        statements = Statements()
        statements.number(" ".join(words))
        shorter = " ".join(w for n, w in enumerate(words) if n not in gone)
        assert statements.number(shorter) == 0  # 17 of 20 words
