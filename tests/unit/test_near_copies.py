"""When two sentences are one statement printed twice."""

import pytest

from index.near_copies import same_statement

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
