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


BY_KIM = [
    "According to the lawmaker Lee Seong, these soldiers were reportedly sent by North Korean "
    "leader Kim Jong Un to assist Russia, with over 10,000 troops sent to Russia this year."
]


@pytest.mark.parametrize(
    "claim",
    [
        "Lee Seong reportedly sent the soldiers to assist Russia.",
        "The soldiers were sent by Lee Seong.",
    ],
)
def test_what_is_done_by_somebody_is_not_done_by_who_tells_of_it(claim: str) -> None:
    assert another_actor(claim, BY_KIM) == (
        "the sources say this of Kim Jong Un, not of Lee Seong: sent"
    )


@pytest.mark.parametrize(
    ("claim", "sources"),
    [
        ("Kim Jong Un sent the soldiers.", BY_KIM),
        ("Kim sent the soldiers.", BY_KIM),
        ("Moscow sent the soldiers.", BY_KIM),  # a state is not told from who acts for it
        ("Bob Kirk stole the car.", ["The car was stolen by Ann Lee and Bob Kirk."]),
        ("Bob Kirk stole the car.", ["The car was stolen by night."]),
        ("Bob Kirk stole the car.", ["The car was stolen."]),
        ("Ann Lee sent aid.", [*BY_KIM, "The ministry sent aid."]),
    ],
)
def test_who_may_have_done_it_is_let_through(claim: str, sources: list[str]) -> None:
    assert another_actor(claim, sources) is None
