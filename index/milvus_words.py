"""Words as SQLite's full-text index has them, so that both libraries match the same ones."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any

_WORD = re.compile(r"[^\W_]+")
LONGEST_STEMMED, SHORTEST_STEMMED = 64, 3


def stemmed(text: str) -> str:
    """The words of a text in lower case, without diacritics, by their Porter stems."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)
    ).lower()
    return " ".join(_stems(_WORD.findall(plain)))


def _stems(words: Iterable[str]) -> Iterable[str]:
    stem = _stemmer().stemWord
    for word in words:
        short = not SHORTEST_STEMMED <= len(word) <= LONGEST_STEMMED
        yield word if short else stem(word)


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("porter")
