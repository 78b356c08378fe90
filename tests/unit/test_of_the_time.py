"""Evidence of another time than the one that is asked about."""

import pytest

from index.vocabulary import Document, Sentence
from rag.of_the_time import of_another_time
from rag.vocabulary import Citation, Source

BESIDE = "the cited sentences are not of the time that is asked about"
TEXT = "In 1974 the mountain blew up. Nineteen people died."
FAR = f"{TEXT}{' It rained.' * 40} At least 62 people were hurt last year."


def _source(text: str, told: str, published: str | None = None) -> Source:
    start = text.index(told)
    sentence = Sentence("a.txt", 0, start, start + len(told), told)
    return Source(Citation(Document("a.txt", text, "", published=published), sentence))


@pytest.mark.parametrize(
    ("question", "told", "expected"),
    [
        ("How many died in 1974?", "Nineteen people died.", None),
        ("How many died in the eruption of the seventies?", "Nineteen people died.", None),
        ("How many were hurt in 1974?", "At least 62 people were hurt last year.", BESIDE),
        ("How many were hurt?", "At least 62 people were hurt last year.", None),
        ("How many were hurt in 2019?", "At least 62 people were hurt last year.", None),
    ],
)
def test_the_year_that_is_asked_about_stands_near(
    question: str, told: str, expected: str | None
) -> None:
    one = _source(FAR, told)
    assert of_another_time(question, [one], [one]) == expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2025-03-01", None), ("2024-12-01", None), ("2026-01-01", BESIDE), (None, None)],
)
def test_an_article_is_of_its_own_year_and_tells_of_the_last(
    published: str | None, expected: str | None
) -> None:
    one = _source(FAR, "At least 62 people were hurt last year.", published)
    assert of_another_time("How many were hurt in 2024?", [one], [one]) == expected
