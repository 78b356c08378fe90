"""Guesses what comes next from what stands before: answers copy from their evidence.

Prompt lookup decoding (Saxena 2023), a form of speculative decoding (Leviathan, Kalman and Matias,
ICML 2023): a guess is only ever checked, so it changes the speed and not the text.
"""

from collections.abc import Sequence

TAILS = (3, 2)  # tokens that must agree, the longer first
LONGEST = 6


def guess(tokens: Sequence[int], longest: int = LONGEST) -> list[int]:
    """At most `longest` tokens: what followed where the last few tokens last stood together."""
    for size in TAILS:
        tail = tokens[-size:]
        for start in range(len(tokens) - size - 1, -1, -1):
            if tokens[start : start + size] == tail:
                return list(tokens[start + size : start + size + longest])
    return []
