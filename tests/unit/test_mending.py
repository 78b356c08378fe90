"""Sentences mended from their evidence: hedges as there, no day that only the question has."""

import pytest

from fakes.made_sources import sources
from rag.mending import mended


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Around 11,000 came.", "Lee said up to 11,000 came.", "Up to 11,000 came."),
        ("11,000 came.", "Lee said up to 11,000 came.", "Up to 11,000 came."),
        ("There came 1,200.", "Some 1,200 came.", "There came some 1,200."),
        ("Around 11,000 came.", "Only 11,000 came.", "11,000 came."),
        ("21 million is new.", "Only $21 million is new.", "$21 million is new."),
        ("21 million is new.", "Of €21 million and $21 million.", "21 million is new."),
        # Of two hedges none is the one, and another number stays what it is.
        ("11,000 came.", "About 11,000 came, or at least 11,000.", "11,000 came."),
        ("12,000 came.", "Up to 11,000 came.", "12,000 came."),
        ("11,000 kilos came.", "Up to 11,000 kilometres.", "11,000 kilos came."),
    ],
)
def test_a_number_is_hedged_as_its_sources_hedge_it(text: str, source: str, expected: str) -> None:
    assert mended("How many came?", text, sources(source)) == expected


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("300,000 took part on Saturday.", "300,000 took part.", "300,000 took part."),
        ("300,000 took part late on Saturday.", "300,000 took part.", "300,000 took part."),
        ("300,000 took part on Saturday.", "On Saturday 300,000 took part.",
         "300,000 took part on Saturday."),
        ("300,000 took part on Sunday.", "300,000 took part.", "300,000 took part on Sunday."),
        ("Saturday saw 300,000.", "300,000 took part.", "Saturday saw 300,000."),
    ],
)  # fmt: skip
def test_a_day_that_only_the_question_has_is_left_out(
    text: str, source: str, expected: str
) -> None:
    assert mended("How many marched on Saturday?", text, sources(source)) == expected
