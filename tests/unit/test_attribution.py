"""Who is said to say it."""

import pytest

from fakes.made_sources import sources
from rag.attribution import misattributed

SAID = "According to John Kirby, the soldiers of Kim Jong Un have taken their own lives."
UNSAID = "The soldiers of Kim Jong Un have taken their own lives."


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Kirby said soldiers have taken their own lives.", SAID, None),
        ("Soldiers have taken their own lives.", SAID, None),
        (
            "Kim Jong Un said soldiers have taken their own lives.",
            SAID,
            "the cited sentences do not have Kim Jong Un say this",
        ),
        ("Kim Jong Un said soldiers have taken their own lives.", UNSAID, None),
    ],
)
def test_words_stay_with_who_spoke(text: str, source: str, expected: str | None) -> None:
    assert misattributed(text, sources(source)) == expected
