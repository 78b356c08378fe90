"""What is told from a day, read as calendar days; 20 November 2024 was a Wednesday."""

from datetime import date

import pytest

from index.relative_time import days_meant

TODAY = date(2024, 11, 20)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("How many were killed today?", "2024-11-20", "2024-11-20"),
        ("What happened yesterday?", "2024-11-19", "2024-11-19"),
        ("What did Kirby say this week?", "2024-11-13", "2024-11-20"),
        ("What did Kirby say last week?", "2024-11-11", "2024-11-17"),
        ("What was announced this month?", "2024-11-01", "2024-11-20"),
        ("What was announced last month?", "2024-10-01", "2024-10-31"),
        ("What was announced last year?", "2023-01-01", "2023-12-31"),
        ("Who was elected in November?", "2024-11-01", "2024-11-30"),
        ("Who was elected in late December?", "2023-12-01", "2023-12-31"),
        ("Who won on Friday?", "2024-11-15", "2024-11-15"),
        ("Who won on Wednesday?", "2024-11-20", "2024-11-20"),
        ("What happened three days ago?", "2024-11-17", "2024-11-17"),
        ("What happened two weeks ago?", "2024-11-03", "2024-11-09"),
        ("What changed in the last 3 days?", "2024-11-17", "2024-11-20"),
        ("What changed over the past few weeks?", "2024-10-30", "2024-11-20"),
        ("How many troops are there now?", "2024-11-10", "2024-11-20"),
        ("What is the latest death toll?", "2024-11-10", "2024-11-20"),
    ],
)
def test_days_are_counted_from_the_given_day(text: str, first: str, last: str) -> None:
    assert days_meant(text, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "How many soldiers were killed?",
        "Who was elected in November 2023?",
        "What happened on 5 November 2023?",
        "Who is Theresa May?",
        "What may march in a parade?",
        "What do snowfall and knowledge have in common?",
        "Who invented Good Friday?",
    ],
)
def test_what_is_not_told_from_a_day_is_left_alone(text: str) -> None:
    assert days_meant(text, TODAY) is None


def test_a_day_before_the_calendar_is_none() -> None:
    assert days_meant("nine hundred years? 999 years ago", date(500, 1, 1)) is None
