"""Reads what the model writes, piece by piece, into claims with the numbers they cite."""

import re
from collections.abc import Iterable, Iterator

_CITED = re.compile(r"^(.*?)\s*\[(\d{1,4}(?:,\s*\d{1,4})*)\]\s*", re.DOTALL)


def claims(pieces: Iterable[str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each sentence with its cited numbers, as soon as its closing bracket is written.

    What is left without a citation at the end is dropped: it was cut off in the middle.
    """
    text = ""
    for piece in pieces:
        text += piece
        while (match := _CITED.match(text)) is not None:
            numbers = dict.fromkeys(int(n) for n in match[2].split(","))
            yield match[1].strip(), tuple(numbers)
            text = text[match.end() :]
