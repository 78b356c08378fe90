"""How people are called, against what the articles call them."""

import pytest

from fakes.made_sources import sources
from rag.styles import miscalled, styles

SAID = "Ukraine’s President Volodymyr Zelensky met Energy Minister Ann Lee."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukrainian President Zelenskyy spoke.", None),
        ("President Zelensky spoke.", None),
        ("Zelensky told South Korea that it rained.", None),
        ("South Korean President Yoon spoke.", None),
        (
            "South Korean President Volodymyr Zelenskyy spoke.",
            "the articles do not call Volodymyr Zelenskyy that: another country's",
        ),
        ("Mayor Ann Lee spoke.", "the articles do not call Ann Lee mayor"),
        ("Former Minister Lee spoke.", None),
    ],
)
def test_a_name_keeps_its_country_and_office(text: str, expected: str | None) -> None:
    assert miscalled(text, sources(SAID)) == expected


@pytest.mark.parametrize(
    ("word", "name", "described"),
    [
        ("driver", "Jonas Petrie", True),
        ("bus", "Jonas Petrie", True),
        ("painter", "Mia Sand", True),
        ("driver", "Mia Sand", False),
        ("tablets", "Jonas Petrie", False),
        ("driver", "Ida Moss", True),
        ("mayor", "Nils Berg", True),
        ("brennick", "Nils Berg", True),
        ("driver", "Ann Lee", False),
        ("fire", "Tom Breck", False),
        ("harbour", "Tom Breck", False),
        ("fire", "Eva Holm", False),
    ],
)
def test_what_an_article_calls_somebody(word: str, name: str, described: bool) -> None:
    article = (
        "Jonas Petrie, a 34-year-old bus driver, took the tablets. The painter Mia Sand did not. "
        "Tom Breck, who fled the harbour fire, came back. After the harbour fire, Eva Holm moved. "
        "The bus driver, Ida Moss, and Nils Berg, the city mayor of Brennick, spoke, and so did "
        "Ann Lee, a friend of the bus driver, at noon."
    )
    assert styles(word, name, article) is described


def test_a_spokeswoman_is_a_spokesperson() -> None:
    said = sources("Spokesperson Ann Lee spoke.")
    assert miscalled("Spokeswoman Ann Lee spoke.", said) is None
