"""Who does something has to be who does it in the sources."""

import pytest

from rag.actors import another_actor

SENT = "South Korea has previously claimed that Russia sent over 10,000 North Korean troops."


@pytest.mark.parametrize(
    "claim",
    [
        "South Korea sent its own soldiers.",
        "Seoul has sent over 10,000 troops.",
        "The South Koreans reportedly sent troops.",
    ],
)
def test_who_only_says_it_does_not_do_it(claim: str) -> None:
    reason = another_actor(claim, [SENT])
    assert reason is not None
    assert reason.startswith("the sources say this of Russia, not of ")
    assert reason.endswith(": sent")


@pytest.mark.parametrize(
    ("claim", "sources"),
    [
        ("Moscow sent over 10,000 troops.", [SENT]),
        ("Russia and Belarus sent troops.", [SENT]),
        ("South Korea said that Russia sent troops.", [SENT]),
        # Another source may have it, or one that does not say by name who does.
        ("South Korea sent aid.", [SENT, "South Korea also sent aid."]),
        ("South Korea sent aid.", [SENT, "It sent aid."]),
        ("South Korea sent aid.", [SENT, "Aid was sent by South Korea."]),
        # A state is not told from those who act for it.
        ("Putin sent over 10,000 troops.", [SENT]),
        ("Soldiers from South Korea sent a letter.", [SENT]),
        ("South Korea flooded the market.", [SENT]),
    ],
)
def test_what_may_be_so_is_let_through(claim: str, sources: list[str]) -> None:
    assert another_actor(claim, sources) is None


def test_people_are_told_apart_too() -> None:
    told = ["Ann Lee stole the car, and Bob Kirk drove it."]
    assert another_actor("Bob Kirk stole the car.", told) == (
        "the sources say this of Ann Lee, not of Bob Kirk: stole"
    )
    assert another_actor("Ann Lee stole the car.", told) is None
    assert another_actor("Kirk and Lee stole the car.", told) is None
