"""When two sentences are one statement printed twice: wire copies, light rewrites of case."""

import math
import re
from collections import defaultdict
from functools import lru_cache

OVERLAP = 0.85


def same_statement(a: str, b: str) -> bool:
    """Whether the two say the same in nearly the same words, with the very same numbers.

    A copy with another figure is never a copy: that difference is what a reader looks for.
    """
    (left, one), (right, other) = _words(a), _words(b)
    if not left or not right:
        return a == b
    shorter, longer = sorted((len(left), len(right)))
    if one != other or shorter < OVERLAP * longer:
        return False
    # The words only one side has must be few: a negation or a name is one word.
    return left == right or (
        len(left & right) / len(left | right) >= OVERLAP and not (left ^ right) & _TELLING
    )


class Statements:
    """Statements as they come, each with a number; what says the same shares the first one's."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._having: defaultdict[str, list[int]] = defaultdict(list)

    def number(self, text: str) -> int:
        """The number of the first that says the same; a new one, the next, where none does."""
        few = _prefix(text)
        known = sorted({n for word in few for n in self._having[word]})
        same = next((n for n in known if same_statement(self._texts[n], text)), None)
        if same is not None:
            return same
        for word in few:
            self._having[word].append(len(self._texts))
        self._texts.append(text)
        return len(self._texts) - 1


def _prefix(text: str) -> list[str]:
    """So few of a text's words that whatever overlaps enough has one among as few of its own.

    Prefix filtering: Chaudhuri, Ganti and Kaushik, ICDE 2006.
    """
    words, _ = _words(text)
    most = len(words) - math.floor(OVERLAP * len(words)) + 1
    return sorted(words, key=lambda word: (-len(word), word))[:most] or [text]


_TELLING = frozenset("no not never none nobody without denied denies deny one two three".split())


@lru_cache(maxsize=1024)  # a sentence is compared with every other of its ranking
def _words(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a text, and the numbers among them."""
    words = frozenset(re.findall(r"\w+", text.casefold()))
    return words, frozenset(w for w in words if w[0].isdigit())
