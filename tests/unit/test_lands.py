"""What belongs to a land that no table has."""

import pytest

from rag.lands import is_of_a_land


@pytest.mark.parametrize(
    ("name", "text", "belongs"),
    [
        ("Bavarian", "The minister is from Bavaria.", True),
        ("Sicilian", "It happened in Sicily.", True),
        ("Kestrians", "Kestria's delegation left.", True),
        ("Kestria", "The Kestrian delegation left.", True),
        ("Zhandari", "Troops of Zhandar left.", True),
        ("Kestrian", "Dravonia's delegation left.", False),
        ("Julian", "Julia left.", False),
        ("Marian", "Maria left.", False),
        ("Kestrian Guard", "Kestria's delegation left.", False),
    ],
)
def test_what_is_of_a_land(name: str, text: str, *, belongs: bool) -> None:
    assert is_of_a_land(name, [text]) is belongs
