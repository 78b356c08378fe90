"""When two sentences are one statement printed twice: wire copies, light rewrites of case."""

import re
from functools import lru_cache

OVERLAP = 0.85


def same_statement(a: str, b: str) -> bool:
    """Whether the two say the same in nearly the same words, with the very same numbers.

    A copy with another figure is never a copy: that difference is what a reader looks for.
    """
    left, right = _words(a), _words(b)
    if not left or not right:
        return a == b
    if {w for w in left if w[0].isdigit()} != {w for w in right if w[0].isdigit()}:
        return False
    # The words only one side has must be few: a negation or a name is one word.
    return left == right or (
        len(left & right) / len(left | right) >= OVERLAP and not (left ^ right) & _TELLING
    )


_TELLING = frozenset("no not never none nobody without denied denies deny one two three".split())


@lru_cache(maxsize=1024)  # a sentence is compared with every other of its ranking
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))
