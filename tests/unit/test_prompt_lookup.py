"""What is guessed from what stands before."""

import pytest

from rag.prompt_lookup import guess


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        ([1, 2, 3, 4, 5, 1, 2, 3], [4, 5, 1]),  # the three last stood before
        ([9, 2, 3, 4, 5, 1, 2, 3], [4, 5, 1]),  # only two of them did
        ([1, 2, 3, 7, 9, 2, 3, 8, 1, 2, 3], [7, 9, 2]),  # three that agree count before two
        ([1, 2, 3, 7, 1, 2, 3, 8, 1, 2, 3], [8, 1, 2]),  # the last place counts
        ([1, 2, 3], []),
        ([1], []),
        ([], []),
    ],
)
def test_what_followed_the_same_tokens_is_guessed(tokens: list[int], expected: list[int]) -> None:
    assert guess(tokens, 3) == expected


def test_a_guess_has_a_bound() -> None:
    assert guess([*range(20), 0, 1], 4) == [2, 3, 4, 5]
    assert len(guess([*range(20), 0, 1])) == 6
