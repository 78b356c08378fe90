"""Times of day in words."""

import pytest

from rag.figures import figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rang at three o'clock.", [("three o'clock", "time", 180)]),
        ("It rang at around three o’clock.", [("around three o’clock", "time", 180)]),
        ("He had rung at a quarter past two, he said.", [("a quarter past two", "time", 135)]),
        ("It began at half past twelve.", [("half past twelve", "time", 750)]),
        ("The alarm was raised at ten to five, she writes.", [("ten to five", "time", 290)]),
        ("It left at twenty minutes to six.", [("twenty minutes to six", "time", 340)]),
        ("It left at six minutes past 11.", [("six minutes past 11", "time", 666)]),
        ("Ten to five people were hurt.", [("Ten", "count", 10), ("five", "count", 5)]),
        ("It was cut from ten to five.", [("ten", "count", 10), ("five", "count", 5)]),
        ("It lasted 13 and a half minutes.", [("13 and a half minutes", "duration", 13.5)]),
        ("It has 2 and a half million readers.", [("2 and a half million", "count", 2_500_000)]),
    ],
)
def test_spoken_times(text: str, expected: list[tuple[str, str, float]]) -> None:
    assert [(f.text, f.kind, f.low) for f in figures(text)] == expected
