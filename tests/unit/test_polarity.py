"""Negation and certainty."""

import pytest

from rag.polarity import doubtful, negated, opposed, surer

DENIAL = "Neither Moscow nor Pyongyang has officially acknowledged the deployment of troops."
MAYBE = "Kim Jong Un might consider a visit to Russia in 2025."
RELATIVE = "Stewart, who played in 133 Tests for Osk and runs a club, has not been called by Osk."
FACT = "The minister resigned on Monday, but the cabinet did not fall."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He did not resign.", True),
        ("He didn't resign.", True),
        ("Neither side nor the UN spoke.", True),
        ("He did not deny it.", False),
        ("He resigned.", False),
        ("They were unable to capture them.", True),
    ],
)
def test_a_clause_is_negated_by_an_odd_number_of_negators(text: str, expected: bool) -> None:
    assert negated(text) is expected


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        (
            "Moscow has officially acknowledged the deployment.",
            DENIAL,
            "the cited sentences deny this",
        ),
        ("Moscow has not officially acknowledged the deployment.", DENIAL, None),
        ("The minister did not resign on Monday.", FACT, "the cited sentences do not deny this"),
        ("The minister resigned on Monday.", FACT, None),
        ("The cabinet did not fall.", FACT, None),
        ("Snow fell.", FACT, None),
        ("Ann Stewart played in 133 Tests for Osk.", RELATIVE, None),
        ("Stewart has been called by Osk.", RELATIVE, "the cited sentences deny this"),
    ],
)
def test_a_claim_may_not_say_the_opposite(claim: str, source: str, expected: str | None) -> None:
    assert opposed(claim, [source]) == expected


def test_a_possibility_is_not_a_fact() -> None:
    assert surer("Kim Jong Un will visit Russia in 2025.", [MAYBE]) == (
        "the cited sentences are less certain than this"
    )
    assert surer("Kim Jong Un may visit Russia in 2025.", [MAYBE]) is None
    assert surer("The minister resigned on Monday.", [FACT]) is None
    assert doubtful("He reportedly left.") is True
