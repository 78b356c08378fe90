"""When two sentences are one statement printed twice: wire copies, light rewrites of case."""

import re
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


_TELLING = frozenset("no not never none nobody without denied denies deny one two three".split())


@lru_cache(maxsize=1024)  # a sentence is compared with every other of its ranking
def _words(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a text, and the numbers among them."""
    words = frozenset(re.findall(r"\w+", text.casefold()))
    return words, frozenset(w for w in words if w[0].isdigit())
