"""Quoted words stay as they were said."""

import pytest

from rag.quotations import closed, quotations, unquoted

SOURCE = "“They’re going to be doing it at their own peril,” Kirby said of the “historic move.”"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Kirby called it a "historic move".', None),
        ("He warned: “They're going to be doing it at their own peril.”", None),
        ("He called it a “historic mistake”.", "historic mistake"),
        ("He called it a “storic move”.", "storic move"),
        ("He called it historic.", None),
        ('He called it a "historic mistake.', "historic mistake"),
    ],
)
def test_every_quoted_string_must_stand_in_a_source(text: str, expected: str | None) -> None:
    assert unquoted(text, [SOURCE]) == expected


def test_marks_and_moving_punctuation_do_not_count() -> None:
    assert quotations("“Go,” he said, «now».") == ("go", "now")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "go.', 'He said "go."'),
        ("He said “go.", "He said “go.”"),
        ("It’s so.", "It’s so."),
    ],
)
def test_a_quotation_left_open_is_closed(text: str, expected: str) -> None:
    assert closed(text) == expected
