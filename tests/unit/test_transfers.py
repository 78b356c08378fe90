"""Who gives and who gets."""

import pytest

from rag.transfers import turned_about

SOURCES = (
    "This deployment is in exchange for Russia’s technical assistance to North Korea’s weapons.",
    "In return, Moscow has reportedly provided Pyongyang with technical assistance.",
)


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("Russia receives technical assistance.", "the sources say that Russia gives it"),
        ("In exchange Russia got technical assistance.", "the sources say that Russia gives it"),
        ("Pyongyang provides technical assistance.", "the sources say that Pyongyang gets it"),
        ("Moscow provides technical assistance.", None),
        ("Russia gives Pyongyang technical assistance.", None),
        ("North Korea receives technical assistance.", None),
        ("North Korea was given technical assistance by Russia.", None),
        ("Ann Lee received a letter.", None),
    ],
)
def test_the_direction_is_that_of_the_sources(claim: str, reason: str | None) -> None:
    assert turned_about(claim, SOURCES) == reason


def test_what_is_given_matters() -> None:
    troops = "The soldiers were sent by Kim to assist Russian forces, 10,000 of them to Russia."
    claim = "Russia receives technical assistance for its weapons."
    assert turned_about(claim, (SOURCES[0], troops)) == "the sources say that Russia gives it"
    assert turned_about("Russia receives soldiers.", (SOURCES[0], troops)) is None


def test_one_source_on_the_claims_side_is_enough() -> None:
    both = ("Lima sold Quito ships.", "Lima received ships from Bogota.")
    assert turned_about("Lima got ships.", both) is None
    assert turned_about("Lima got ships.", both[:1]) == "the sources say that Lima gives it"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Berlin received tanks from Kyiv.", "Kyiv received tanks from Berlin."),
        ("Lee received 3 million from Alder.", "Alder received 3 million from Lee."),
        ("Russia was given drones by Iran.", "Iran was given drones by Russia."),
        ("Norway was granted asylum by Lee.", "Norway granted Lee asylum."),
        ("Kyiv was sold tanks by Berlin.", "Kyiv sold Berlin tanks."),
        ("Lee was lent money by Alder.", "Lee lent Alder money."),
    ],
)
def test_sides_may_not_be_swapped(claim: str, source: str) -> None:
    assert turned_about(claim, (source,)) is not None
    assert turned_about(source, (source,)) is None


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Lee received a sentence.", "Lee paid a fine of 300 pounds and received a sentence."),
        ("Lee gave a speech.", "A reporter spoke to Lee, who gave a speech."),
        ("Alder received 5 million for the house.", "Alder sold the house for 5 million."),
        ("Lee acquired the house.", "Lee paid 5 million pounds for the house."),
        ("Lee was welcomed in China.", "During Lee’s visit to China he was welcomed."),
        ("Kyiv got tanks from Berlin.", "Berlin sent Kyiv tanks."),
        ("Russia gets drones from Iran.", "Iran supplies Russia with drones."),
    ],
)
def test_who_gives_one_thing_may_get_another(claim: str, source: str) -> None:
    assert turned_about(claim, (source,)) is None
