"""Regions and lands of no table: what is Bavarian is Bavaria's, and Kestrians are of Kestria."""

import re
from collections.abc import Iterable

_ENDINGS = ("ian", "ean", "an", "n", "ese", "i")
_LOST = ("", "a", "ia", "e", "o", "y")  # of the land's name before those
_SHORTEST = 7  # letters of what belongs to it: below it they are names of people as often
_CAPITALISED = re.compile(r"\b[A-Z][^\W\d_]+")


def is_of_a_land(name: str, texts: Iterable[str]) -> bool:
    """Whether a name is one word for what belongs to a land that the texts name, or that land."""
    if " " in name:
        return False
    words = {word for text in texts for word in _CAPITALISED.findall(text)}
    return any(_belongs(name, word) or _belongs(word, name) for word in words)


def _belongs(people: str, land: str) -> bool:
    one = people.removesuffix("s")
    bases = (one.removesuffix(ending) for ending in _ENDINGS if one.endswith(ending))
    return len(one) >= _SHORTEST and any(land == base + lost for base in bases for lost in _LOST)
