"""In a place or beside it."""

import pytest

from rag.placing import placed_otherwise


@pytest.mark.parametrize(
    ("claim", "source", "reason"),
    [
        ("The car ended up in the bakery.", "She thought of the wall by the bakery.",
         "the sources say beside it, not in it: bakery"),
        ("It stood near the old church.", "It stood inside the church.",
         "the sources say in it, not beside it: church"),
        ("It stood near the church.", "It stood outside the church.", None),
        ("It stood in the church.", "It stood in the church, near the church hall.", None),
        # What else is said of the place may be where it is.
        ("It stood in the church.", "The church burnt, and so did the wall by the church.", None),
        ("It stood in the square.", "It stood near the church.", None),
    ],
)  # fmt: skip
def test_what_is_beside_a_place_is_not_in_it(claim: str, source: str, reason: str | None) -> None:
    assert placed_otherwise(claim, [source]) == reason
