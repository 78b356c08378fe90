"""Words that are so alike that one may be the other misspelt."""

from collections.abc import Iterable
from difflib import get_close_matches

LIKENESS = 0.8  # of difflib, 0..1: "soilders" has 0.875 with "soldiers"

_SOUNDS = str.maketrans("kqzwyjp", "ccsviif")  # letters with which a name may as well begin


def may_be_misspelt(word: str, known: Iterable[str]) -> bool:
    """Whether a word may be one of the known ones, written otherwise by mistake.

    The first sound is hardly ever the wrong one: "Lamine" is not "Famine".
    """
    alike = [other for other in known if _first(other) == _first(word)]
    return bool(get_close_matches(word, alike, 1, LIKENESS))


def _first(word: str) -> str:
    return word[:1].casefold().translate(_SOUNDS)
