"""Which of a text's own content words another text has: cheap evidence for and against support."""

import re
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

from index.stopwords import STOPWORDS

_STEMMER = snowballstemmer.stemmer("english")


def terms(text: str) -> frozenset[str]:
    """Stems of the content words of `text` (Snowball English), numbers as written."""
    words = re.findall(r"[^\W_]+(?:[.,][0-9]+)*", text.casefold().replace("’", "'"))
    return frozenset(_stem(w) for w in words if w not in STOPWORDS and len(w) > 1)


def coverage(text: str, sources: Iterable[str]) -> float:
    """Share of the content words of `text` that stand in `sources`, 0..1; 1 where it has none."""
    wanted = terms(text)
    if not wanted:
        return 1.0
    there = frozenset().union(*(terms(source) for source in sources))
    return len(wanted & there) / len(wanted)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))
