"""Articles that name what is asked about only in passing."""

import pytest

from fakes.made_sources import evidence
from rag.in_passing import not_in_passing

BEGINNING = "Castrel swelters. " * 20
MAYOR = "The city's mayor, Nadia Corrigo, has opened 14 libraries."


@pytest.mark.parametrize(
    ("question", "aside", "kept"),
    [
        ("What has the mayor of Torralba done?", "The government in Torralba counts fewer.", False),
        ("What do Torralba's people say?", "The government in Torralba counts fewer.", False),
        # Its article may call it otherwise, or be about it, or it is only where something happens.
        ("What has the mayor of Torralba done?", "The government counts fewer.", True),
        ("What has the mayor of Castrel done?", "The government in Torralba counts fewer.", True),
        ("What did Ann Torral say of the mayor?", "Ann Torral counts fewer.", True),
        ("How many died in Torralba?", "The government in Torralba counts fewer.", True),
        ("What has the mayor done?", "The government in Torralba counts fewer.", True),
    ],
)
def test_what_an_article_names_elsewhere_is_not_what_it_tells_of(
    question: str, aside: str, *, kept: bool
) -> None:
    told = evidence("a.txt", BEGINNING, aside, "It is hot.", "Ice melts.", MAYOR, best=4)
    assert not_in_passing(question, [told]) == ([told] if kept else [])


def test_beside_the_name_it_is_told_of_what_is_named() -> None:
    told = evidence("a.txt", BEGINNING, "The government sits in Torralba.", MAYOR, best=2)
    assert not_in_passing("What has the mayor of Torralba done?", [told]) == [told]
