"""Words that are so alike that one may be the other misspelt."""

from collections.abc import Iterable
from difflib import get_close_matches

LIKENESS = 0.8  # of difflib, 0..1: "soilders" has 0.875 with "soldiers"


def may_be_misspelt(word: str, known: Iterable[str]) -> bool:
    """Whether a word may be one of the known ones, written otherwise by mistake."""
    return bool(get_close_matches(word, list(known), 1, LIKENESS))
