"""What is searched for besides the question's own words."""

import pytest

from rag.other_words import other_words


@pytest.mark.parametrize(
    ("question", "some"),
    [
        ("How many people did the earthquake kill?", {"dead", "died", "toll"}),
        ("What is the death toll?", {"killed", "bodies"}),
        ("How many miners were hurt?", {"injured", "wounded"}),
    ],
)
def test_what_happened_is_searched_for_in_other_words(question: str, some: set[str]) -> None:
    assert some <= set(other_words(question))


@pytest.mark.parametrize(
    "question",
    [
        "Who was killed?",
        "How many bridges are there?",
        "What did the raid cost?",
        "How many people were killed or injured?",
    ],
)
def test_where_nobody_is_counted_or_several_things_happened_nothing_is_added(question: str) -> None:
    assert other_words(question) == ()
